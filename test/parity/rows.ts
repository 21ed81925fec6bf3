import { ACTION_IDS } from "../../src/core/action.ts";
import { VERB_IDS } from "../../src/text/verbs.ts";

export const SIDES = ["Slack", "Teams"] as const;
export type Side = (typeof SIDES)[number];

/** What the tests of test/parity go through; docs/parity.md names each row's test. */
export const ACTION_ROWS = SIDES.flatMap((side) => ACTION_IDS.map((id) => [side, id] as const));
export const VERB_ROWS = SIDES.flatMap((side) => VERB_IDS.map((verb) => [side, verb] as const));
