import { addHours, type Instant } from "./calendar.ts";
import type { Case } from "./case.ts";
import type { Money } from "./money.ts";

/** When a channel is in a storm, and how it is told. From `storm` in remo.yaml. */
export type StormSettings = {
  /** A storm begins when more than so many cards wait that were never posted. */
  readonly stormCards: number;
  /** So many of the most valuable open cases are cards even in a storm. */
  readonly topCards: number;
  /** Between two edits of a digest. */
  readonly digestSeconds: number;
  /** A storm passes when no more than `stormCards` new ones came for so long. */
  readonly calmMinutes: number;
};

/** How a channel's storm stands. `raging` holds cards back; `passing` lets them go, one by one. */
export type Weather = {
  readonly phase: "raging" | "passing" | "over";
  /** `lullCame` new cards came since `lullAt`. */
  readonly lullAt: Instant;
  readonly lullCame: number;
};

/** `fresh` cards came since the last look; `waiting` were never posted, counted up to a limit. */
export type SeenCards = { readonly fresh: number; readonly waiting: number };

/**
 * The weather after one more look. A storm rages on while more than `stormCards` come within
 * `calmMinutes`, and passes otherwise, or when hardly any card is left to hold. What is passing
 * rages again only if as much came as would begin a storm: it does not flap.
 */
export function weatherAfter(
  before: Weather,
  { fresh, waiting }: SeenCards,
  { stormCards, calmMinutes }: Pick<StormSettings, "stormCards" | "calmMinutes">,
  now: Instant,
): Weather {
  const came = before.lullCame + fresh;
  const surging = came > stormCards;
  const calm = !surging && now >= addHours(before.lullAt, calmMinutes / 60);
  const lull =
    surging || calm ? { lullAt: now, lullCame: 0 } : { lullAt: before.lullAt, lullCame: came };
  return { ...lull, phase: phaseAfter(before, { surging, calm, waiting }, stormCards) };
}

function phaseAfter(
  { phase }: Weather,
  seen: { readonly surging: boolean; readonly calm: boolean; readonly waiting: number },
  stormCards: number,
): Weather["phase"] {
  switch (phase) {
    case "raging":
      // Half of what begins a storm: one card more or less does not end it and begin it again.
      return seen.calm || seen.waiting < stormCards / 2 ? "passing" : "raging";
    case "passing":
      if (seen.waiting === 0) return "over";
      return seen.surging && seen.waiting > stormCards ? "raging" : "passing";
    case "over":
      return "over";
    default:
      return phase satisfies never;
  }
}

/** What a digest tells of a channel's storm. */
export type StormTold = {
  readonly startedAt: Instant;
  readonly passedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** Cases since it began, those among them that closed before they had a card, and those that wait. */
  readonly came: number;
  readonly settled: number;
  readonly waiting: number;
  /** What waits, by currency: never added across currencies. */
  readonly totals: readonly Money[];
  /** What waits, by the rule of the leading finding, the most first. */
  readonly rules: readonly { readonly rule: string; readonly cases: number }[];
  /** The most valuable cases that wait. */
  readonly next: readonly Case[];
};
