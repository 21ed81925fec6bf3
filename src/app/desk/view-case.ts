import { may } from "../../core/may.ts";
import type { Button, Card } from "../../view/card.ts";
import { caseCard } from "../../view/case-card.ts";
import { audienceIn } from "../../view/home.ts";
import type { Case } from "../../core/case.ts";
import type { KnownPerson, Reads } from "../ports.ts";
import type { Asker } from "./asker.ts";

/**
 * A case's card as one person reads it: in their language, with the buttons they may press. Whoever
 * Remo does not know sees no buttons. Null where there is no such case.
 */
export async function viewCase(
  caseId: string,
  asker: Asker,
  reads: Pick<Reads, "caseById" | "picture" | "quietSources">,
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
  });
  const able = (button: Button) => person !== null && mayPress(person, button, c);
  return { ...card, buttons: card.buttons.filter(able), more: card.more.filter(able) };
}

function mayPress(person: KnownPerson, { action }: Button, c: Case): boolean {
  return "allowed" in may(person, action, c);
}
