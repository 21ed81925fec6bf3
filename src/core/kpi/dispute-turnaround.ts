import { epochMs, type Instant } from "../calendar.ts";
import { isWithin, type Period } from "./period.ts";

/** An objection to an invoice, or what ended it. */
export type DisputeEvent = {
  readonly invoiceId: string;
  readonly at: Instant;
  readonly opens: boolean;
};

export type Disputes = {
  /** From opened to closed, of those closed in the period. */
  readonly closedMs: readonly number[];
  /** The age of those that were open at its end. */
  readonly openMs: readonly number[];
};

/** The events of each invoice in the order of time. One that is disputed twice has two disputes. */
export function disputesOf(events: readonly DisputeEvent[], period: Period): Disputes {
  const openedAt = new Map<string, Instant>();
  const closedMs: number[] = [];
  for (const { invoiceId, at, opens } of events) {
    if (at >= period.until) continue;
    const since = openedAt.get(invoiceId);
    // Told again while it is open, an objection is the same one.
    if (opens && since === undefined) openedAt.set(invoiceId, at);
    if (opens || since === undefined) continue;
    openedAt.delete(invoiceId);
    if (isWithin(at, period)) closedMs.push(epochMs(at) - epochMs(since));
  }
  const end = epochMs(period.until);
  return { closedMs, openMs: [...openedAt.values()].map((since) => end - epochMs(since)) };
}
