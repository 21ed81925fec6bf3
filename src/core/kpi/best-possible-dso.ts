import { dso } from "./dso.ts";

/** What the DSO would be if nobody paid late: receivables not yet due ÷ credit sales × days. */
export function bestPossibleDso(
  notYetDueMinor: number,
  salesMinor: number,
  days: number,
): number | null {
  return dso(notYetDueMinor, salesMinor, days);
}
