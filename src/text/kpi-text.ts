/** The figures that all teams share, in the order in which they are told. */
export const FIGURES = [
  "receivables",
  "dso",
  "dsoCountback",
  "bestPossibleDso",
  "collectionEffectiveness",
  "onTimeInFull",
  "perfectOrder",
  "billableInADay",
  "withoutIncident",
  "orderToInvoice",
  "proofTurnaround",
  "filingTurnaround",
  "disputes",
  "creditNotes",
  "blocked",
  "held",
] as const;
export type FigureId = (typeof FIGURES)[number];

/** What is said about figures. Money, dates, numbers and durations arrive as text. */
export type KpiText = {
  readonly name: Readonly<Record<FigureId, string>>;
  /** What it counts, in one short line. */
  readonly counts: Readonly<Record<FigureId, string>>;
  title(from: string, to: string): string;
  weekTitle(from: string, to: string): string;
  /** Under the title. */
  readonly shared: string;
  /** Under that of the weekly message. */
  readonly weekly: string;
  readonly none: string;
  readonly noData: string;
  /** Of documents that name no legal entity, beside those that do. */
  readonly noEntity: string;
  /** There was more than is counted at once. */
  readonly partial: string;
  owed(owed: string, overdue: string | null): string;
  days(days: string): string;
  rate(percent: string, part: string, whole: string): string;
  spread(median: string, p90: string, count: string): string;
  firstPass(rate: string): string;
  openDisputes(count: string, isOne: boolean, age: string): string;
  creditNotes(percent: string | null, count: string, isOne: boolean, amount: string): string;
  avoidable(percent: string): string;
  readonly noCreditNotes: string;
  hours(hours: string): string;
  total(hours: string): string;
  andMore(scopes: number): string;
  badPeriod(typed: string): string;
};

/** The customers worth a visit. */
export type ProspectsText = {
  title(count: string): string;
  /** What they have in common. */
  readonly about: string;
  readonly none: string;
  /** Nobody told a credit limit of any customer. */
  readonly noLimits: string;
  line(name: string, available: string, limit: string, orders: string): string;
  orders(count: string, isOne: boolean): string;
  andMore(count: string): string;
};
