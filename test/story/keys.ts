/** The rule of a finding's key (`rule|subject|since`). */
export function ruleOfKey(key: string): string {
  return key.slice(0, key.indexOf("|"));
}
