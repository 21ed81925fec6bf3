import type { Instant } from "../../core/calendar.ts";
import { signsSomething } from "../../core/credit-ladder.ts";
import type { CreditPolicy } from "../../core/credit-policy.ts";
import { may } from "../../core/may.ts";
import type { Button, Card } from "../../view/card.ts";
import { caseCard } from "../../view/case-card.ts";
import { audienceIn } from "../../view/home.ts";
import type { Case } from "../../core/case.ts";
import type { Lookups } from "../lookups.ts";
import type { Directory, KnownPerson, Reads } from "../ports.ts";
import type { Asker } from "./asker.ts";

export type ViewNeeds = {
  readonly reads: Pick<Reads, "caseById" | "picture" | "quietSources">;
  readonly lookups: Pick<Lookups, "office">;
  readonly directory: Pick<Directory, "people">;
  /** Who signs which credit notes. */
  readonly credit: CreditPolicy;
};

/**
 * A case's card as one person reads it: in their language, with the buttons they may press. Whoever
 * Remo does not know sees no buttons. Null where there is no such case.
 */
export async function viewCase(
  caseId: string,
  asker: Asker,
  { reads, ...office }: ViewNeeds,
): Promise<Card | null> {
  const c = await reads.caseById(caseId);
  if (!c) return null;
  const { person, reader, who } = asker;
  const card = caseCard(c, {
    ...reader,
    picture: await reads.picture(c.group),
    audience: audienceIn(c, person?.teams ?? []),
    quietSources: await reads.quietSources(),
    personId: person?.id ?? who.userId,
    signs: person !== null && (await signs(person, c, reader.now, office)),
  });
  const able = (button: Button) => person !== null && mayPress(person, button, c);
  return { ...card, buttons: card.buttons.filter(able), more: card.more.filter(able) };
}

function mayPress(person: KnownPerson, { action }: Button, c: Case): boolean {
  return "allowed" in may(person, action, c);
}

/** Whether somebody waits for a signature that this person may give, alone or in another's place. */
async function signs(
  person: KnownPerson,
  c: Case,
  now: Instant,
  { lookups, credit, directory }: Omit<ViewNeeds, "reads">,
): Promise<boolean> {
  const waiting = c.findings.find(({ signers }) => signers !== undefined);
  if (!waiting) return false;
  const { delegations } = await lookups.office();
  const { people } = directory;
  const currency = waiting.amount?.currency ?? "default";
  return signsSomething(person, currency, { delegations, people, policy: credit, now });
}
