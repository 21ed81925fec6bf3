/** What was sold on credit in a month, and how many days it has so far. */
export type MonthOfSales = { readonly salesMinor: number; readonly days: number };

/**
 * Days sales outstanding by countback: whole months of sales are taken off the receivables, the
 * newest first, each for its days; of the last one, the share that is left. Unlike the simple
 * figure it does not fall because this month sold much. Null where the months told do not reach.
 */
export function dsoCountback(
  receivableMinor: number,
  months: readonly MonthOfSales[],
): number | null {
  if (!months.some(({ salesMinor }) => salesMinor > 0)) return null;
  let left = receivableMinor;
  let days = 0;
  for (const month of months) {
    if (left <= 0) return days;
    if (month.salesMinor >= left) return days + (left / month.salesMinor) * month.days;
    left -= Math.max(0, month.salesMinor);
    days += month.days;
  }
  return left <= 0 ? days : null;
}
