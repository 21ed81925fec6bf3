import type { Instant, LocalDate } from "./calendar.ts";
import type { BilledLine, Fact, FactOf } from "./fact.ts";
import type { Money } from "./money.ts";
import { sum } from "./order.ts";

export type Credit = {
  readonly id: string;
  readonly at: Instant;
  readonly totalMinor: number | null;
  readonly lines: readonly BilledLine[] | null;
};

export type InvoiceState = {
  readonly id: string;
  readonly orderIds: readonly string[];
  readonly payerId: string | null;
  readonly legalEntity: string | null;
  readonly currency: string | null;
  readonly totalMinor: number | null;
  readonly dueOn: LocalDate | null;
  readonly lines: readonly BilledLine[] | null;
  readonly draftedAt: Instant | null;
  readonly issuedAt: Instant | null;
  readonly filedAt: Instant | null;
  readonly acceptedAt: Instant | null;
  readonly rejectedAt: Instant | null;
  readonly disputedAt: Instant | null;
  readonly disputeReason: string | null;
  readonly cancelledAt: Instant | null;
  readonly paidAt: Instant | null;
  readonly paidMinor: number;
  readonly credits: readonly Credit[];
};

export function newInvoice(id: string): InvoiceState {
  return {
    id,
    orderIds: [],
    payerId: null,
    legalEntity: null,
    currency: null,
    totalMinor: null,
    dueOn: null,
    lines: null,
    draftedAt: null,
    issuedAt: null,
    filedAt: null,
    acceptedAt: null,
    rejectedAt: null,
    disputedAt: null,
    disputeReason: null,
    cancelledAt: null,
    paidAt: null,
    paidMinor: 0,
    credits: [],
  };
}

export function evolveInvoice(invoice: InvoiceState, fact: Fact): InvoiceState {
  switch (fact.type) {
    case "invoice.drafted":
      return { ...withTerms(invoice, fact), draftedAt: fact.occurredAt };
    case "invoice.issued":
      return { ...withTerms(invoice, fact), issuedAt: invoice.issuedAt ?? fact.occurredAt };
    case "invoice.filed":
      return { ...invoice, filedAt: fact.occurredAt };
    case "invoice.accepted":
      return { ...invoice, acceptedAt: fact.occurredAt, rejectedAt: null, disputedAt: null };
    case "invoice.rejected":
      return { ...invoice, rejectedAt: fact.occurredAt };
    case "invoice.disputed":
      return { ...invoice, disputedAt: fact.occurredAt, disputeReason: fact.reason ?? null };
    case "invoice.cancelled":
      return { ...invoice, cancelledAt: fact.occurredAt };
    case "invoice.paid":
      return {
        ...invoice,
        paidAt: fact.occurredAt,
        paidMinor: invoice.paidMinor + (fact.amountMinor ?? 0),
      };
    case "invoice.credited":
      return credit(invoice, fact);
    default:
      return invoice;
  }
}

type Terms = FactOf<"invoice.issued"> | FactOf<"invoice.drafted">;

function withTerms(invoice: InvoiceState, fact: Terms): InvoiceState {
  return {
    ...invoice,
    // Named once per line by some systems: it is one order all the same.
    orderIds: fact.orderIds.length > 0 ? [...new Set(fact.orderIds)] : invoice.orderIds,
    payerId: fact.payerId ?? invoice.payerId,
    legalEntity: fact.legalEntity ?? invoice.legalEntity,
    currency: fact.currency,
    totalMinor: fact.totalMinor ?? invoice.totalMinor,
    dueOn: fact.dueOn ?? invoice.dueOn,
    lines: fact.lines ?? invoice.lines,
  };
}

function credit(invoice: InvoiceState, fact: FactOf<"invoice.credited">): InvoiceState {
  const note: Credit = {
    id: fact.creditNoteId,
    at: fact.occurredAt,
    totalMinor: fact.totalMinor ?? null,
    lines: fact.lines ?? null,
  };
  // A credit note told again, by another system, is the same credit note.
  const others = invoice.credits.filter((known) => known.id !== note.id);
  return {
    ...invoice,
    currency: invoice.currency ?? fact.currency,
    credits: [...others, note],
  };
}

/** Issued and not cancelled: what the customer owes rests on it. */
export function isLive(invoice: InvoiceState): boolean {
  return invoice.issuedAt !== null && invoice.cancelledAt === null;
}

/** Invoiced less credited, over all lines; null where the invoice told no quantities. */
export function netQuantity(invoice: InvoiceState): number | null {
  if (!invoice.lines) return null;
  const credited = invoice.credits.flatMap((note) => note.lines ?? []);
  return sum([
    ...invoice.lines.map((line) => line.quantity),
    ...credited.map((line) => -line.quantity),
  ]);
}

function invoiceTotal(invoice: InvoiceState): Money | null {
  if (invoice.currency === null || invoice.totalMinor === null) return null;
  return { minor: invoice.totalMinor, currency: invoice.currency };
}

/** Invoiced less credited, in money; null where the invoice told no total. */
export function netTotal(invoice: InvoiceState): Money | null {
  const total = invoiceTotal(invoice);
  if (!total) return null;
  const credited = sum(invoice.credits.map((note) => note.totalMinor ?? 0));
  return { minor: total.minor - credited, currency: total.currency };
}
