import type { Instant } from "../../core/calendar.ts";
import { type Fact, factOrder } from "../../core/fact.ts";
import { customerFacts } from "./customers.ts";
import { history } from "./history.ts";
import { HOME_ZONE } from "./people.ts";
import { momentsFrom } from "./moments.ts";
import { trouble } from "./trouble.ts";
import { underway } from "./underway.ts";

export { storyHints } from "./hints.ts";
export { STORY_SOURCES } from "./sale.ts";
export { STORY_REMO, STORY_RULES } from "./settings.ts";
export { STORY_WORKSPACE } from "./workspace.ts";

/**
 * The whole story around the moment it begins, sorted by when things happen: three weeks before
 * the anchor, what happens while one watches, and three days more. The same anchor tells the same
 * facts, with the same ids, so that hearing it again changes nothing.
 */
export function storyFacts(anchor: Instant): readonly Fact[] {
  return [
    ...customerFacts(momentsFrom(anchor, HOME_ZONE)),
    ...history(anchor),
    ...trouble(anchor),
    ...underway(anchor),
  ].sort(factOrder);
}
