import type { Instant } from "../../core/calendar.ts";
import { type Fact, factOrder } from "../../core/fact.ts";
import { accountTrouble } from "./accounts.ts";
import { creditNotes } from "./credit.ts";
import { customerFacts } from "./customers.ts";
import { history } from "./history.ts";
import { invoiceTrouble } from "./invoices.ts";
import { trouble } from "./trouble.ts";
import { underway } from "./underway.ts";

export { storyHints } from "./hints.ts";
export { STORY_SOURCES } from "./sale.ts";
export { STORY_REMO, STORY_RULES } from "./settings.ts";
export { STORY_WORKSPACE } from "./workspace.ts";

/**
 * The whole story around the moment it begins, sorted by when things happen: three weeks of
 * orders before the anchor and the open invoices they found, what happens while one watches, three
 * days more, and the payments of the weeks after. The same anchor tells the same
 * facts, with the same ids, so that hearing it again changes nothing.
 */
export function storyFacts(anchor: Instant): readonly Fact[] {
  return [
    ...customerFacts(anchor),
    ...history(anchor),
    ...trouble(anchor),
    ...invoiceTrouble(anchor),
    ...creditNotes(anchor),
    ...accountTrouble(anchor),
    ...underway(anchor),
  ].sort(factOrder);
}
