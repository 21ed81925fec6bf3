/** Days sales outstanding: receivables ÷ credit sales of the period × its days. */
export function dso(receivableMinor: number, salesMinor: number, days: number): number | null {
  return salesMinor > 0 ? (receivableMinor / salesMinor) * days : null;
}
