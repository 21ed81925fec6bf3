/** What a digest says of a channel with more new cases than it can take. Figures arrive as text. */
export type StormText = {
  /** While cards are held back: how many wait. */
  ragingTitle(waiting: string): string;
  raging(parts: { came: string; since: string }): string;
  /** While they go out one by one. */
  passingTitle(waiting: string): string;
  passing(parts: { came: string; since: string }): string;
  overTitle(came: string): string;
  over(parts: { came: string; from: string; to: string; ending: string }): string;
  /** How those ended that came: all with a card, some closed before, or all closed before. */
  readonly allHaveCards: string;
  someSettled(settled: string, isOne: boolean): string;
  readonly allSettled: string;
  readonly amount: string;
  readonly byRule: string;
  ruleCount(tag: string, cases: string): string;
  otherRules(cases: string): string;
  /** Above the list of those that wait. */
  readonly next: string;
  andMore(cases: string): string;
  readonly reach: string;
};
