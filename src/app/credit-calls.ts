import { z } from "zod";
import type { Case, CaseEvent } from "../core/case.ts";
import { levelFor, standsOn } from "../core/credit-ladder.ts";
import type { CreditPolicy } from "../core/credit-policy.ts";
import type { KnownPerson } from "./ports.ts";

const Signer = z.object({ personId: z.string() });
/** What the finding of a request, or of a note that nobody approved, tells of people. */
const People = z.object({
  by: Signer.optional(),
  asker: Signer.nullish(),
  approvals: z.array(Signer).default([]),
  level: z.object({ rung: z.number(), currency: z.string() }).optional(),
});

/**
 * Whom an answer about a credit note calls: a question the requester, its answer who asked, and
 * an attempt above somebody's limit those who may sign. Nobody for any other event.
 */
export function calledForCredit(
  c: Case,
  event: CaseEvent,
  { people, policy }: { readonly people: readonly KnownPerson[]; readonly policy: CreditPolicy },
): readonly KnownPerson[] {
  if (event.type !== "answered") return [];
  const { action, rule, subject, personId } = event.answer;
  const finding = c.findings.find((one) => one.rule === rule && one.subject === subject);
  const told = People.safeParse(finding?.data);
  if (!finding || !told.success) return [];
  const { by, asker, approvals, level } = told.data;
  const named = (id: string | undefined) => people.filter((one) => one.id === id);
  switch (action) {
    case "ask-credit":
      return named(by?.personId);
    case "answer-credit":
      return named(asker?.personId);
    case "call-signer": {
      const signs = level ?? (finding.amount && levelFor(finding.amount, policy));
      const out = new Set([personId, by?.personId, ...approvals.map((one) => one.personId)]);
      return people.filter((one) => !out.has(one.id) && signs && standsOn(one, signs, policy));
    }
    default:
      return [];
  }
}
