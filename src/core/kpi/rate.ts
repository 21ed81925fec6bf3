/** So many of so many. There is none of nothing: no data is null, and neither zero nor NaN. */
export type Rate = { readonly part: number; readonly whole: number };

/** How many of these hold; what is undecided (null) does not count. */
export function rateOf(outcomes: readonly (boolean | null)[]): Rate | null {
  const whole = outcomes.filter((one) => one !== null).length;
  return whole === 0 ? null : { part: outcomes.filter((one) => one === true).length, whole };
}
