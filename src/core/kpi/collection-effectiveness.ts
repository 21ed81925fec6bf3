/** What was owed before and after a period, and what was sold in it, in minor units. */
export type Collected = {
  readonly openingMinor: number;
  readonly salesMinor: number;
  /** Over which the sales spread. */
  readonly months: number;
  readonly closingMinor: number;
  /** Of it, what is not due yet. */
  readonly closingCurrentMinor: number;
};

/**
 * Collection effectiveness index in percent: of what could be collected, what was.
 * (opening + sales ÷ months − closing) ÷ (opening + sales ÷ months − closing not yet due) × 100.
 */
export function collectionEffectiveness(of: Collected): number | null {
  const toCollect = of.openingMinor + of.salesMinor / of.months;
  const collectable = toCollect - of.closingCurrentMinor;
  return collectable > 0 ? ((toCollect - of.closingMinor) / collectable) * 100 : null;
}

/** Whole months in a period of so many days; a week is counted by itself. */
export function monthsIn(days: number): number {
  return Math.max(1, Math.round(days / 30));
}
