import { offered } from "../../core/answer.ts";
import type { Case } from "../../core/case.ts";
import { type Finding, findingKey } from "../../core/finding.ts";
import { RULES } from "../../core/rules/index.ts";
import type { KnownPerson, Reads } from "../ports.ts";

const ACTION = "attach-proof";
/** Cases looked through per rule; the dialog shows the first of them. */
const LOOKED_AT = 100;

export type Waiting = { readonly case: Case; readonly finding: Finding };

/** The open cases that wait for proof and that this person may answer, the worst first. */
export async function waitingForProof(person: KnownPerson, reads: Reads): Promise<Waiting[]> {
  const rules = RULES.filter((rule) => rule.actions.some((action) => action === ACTION));
  const found = await Promise.all(
    rules.map((rule) => reads.cases({ rule: rule.id, state: "open", limit: LOOKED_AT })),
  );
  const byId = new Map(found.flatMap(({ cases }) => cases).map((c) => [c.id, c]));
  return [...byId.values()].flatMap((c) => {
    const finding = findingFor(c, person);
    return finding ? [{ case: c, finding }] : [];
  });
}

/** The first finding of a case that this person may answer with a proof. */
export function findingFor(c: Case, person: KnownPerson): Finding | null {
  const fits = (finding: Finding) =>
    !("refused" in offered(c, { action: ACTION, person, finding: findingKey(finding) }));
  return c.findings.find(fits) ?? null;
}
