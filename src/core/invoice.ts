import type { Instant, LocalDate } from "./calendar.ts";
import type { BilledLine, Fact, FactOf, ReasonCode } from "./fact.ts";
import { evolveMoney, type InvoiceMoney } from "./invoice-money.ts";

export type InvoiceState = InvoiceMoney & {
  readonly id: string;
  /** Which sources told of it, a few at most. */
  readonly heardFrom: readonly string[];
  readonly orderIds: readonly string[];
  readonly payerId: string | null;
  readonly legalEntity: string | null;
  readonly totalMinor: number | null;
  readonly discountMinor: number | null;
  readonly dueOn: LocalDate | null;
  readonly paymentDays: number | null;
  readonly taxId: string | null;
  readonly agreementId: string | null;
  readonly period: string | null;
  readonly lines: readonly BilledLine[] | null;
  readonly draftedAt: Instant | null;
  readonly issuedAt: Instant | null;
  readonly filedAt: Instant | null;
  readonly acceptedAt: Instant | null;
  readonly rejectedAt: Instant | null;
  readonly rejectedBy: "customer" | "authority" | null;
  readonly rejectReason: string | null;
  readonly rejectCode: ReasonCode | null;
  readonly disputedAt: Instant | null;
  readonly disputeReason: string | null;
  readonly disputeCode: ReasonCode | null;
  readonly disputedMinor: number | null;
  readonly cancelledAt: Instant | null;
};

export function newInvoice(id: string): InvoiceState {
  return {
    id,
    heardFrom: [],
    orderIds: [],
    payerId: null,
    legalEntity: null,
    currency: null,
    totalMinor: null,
    discountMinor: null,
    dueOn: null,
    paymentDays: null,
    taxId: null,
    agreementId: null,
    period: null,
    lines: null,
    draftedAt: null,
    issuedAt: null,
    filedAt: null,
    acceptedAt: null,
    rejectedAt: null,
    rejectedBy: null,
    rejectReason: null,
    rejectCode: null,
    disputedAt: null,
    disputeReason: null,
    disputeCode: null,
    disputedMinor: null,
    cancelledAt: null,
    paid: [],
    credits: [],
    debits: [],
    withholdings: [],
    promises: [],
    requests: [],
  };
}

export function evolveInvoice(invoice: InvoiceState, fact: Fact): InvoiceState {
  switch (fact.type) {
    case "invoice.drafted":
      return { ...withTerms(invoice, fact), draftedAt: fact.occurredAt };
    case "invoice.issued":
      return { ...withTerms(invoice, fact), issuedAt: invoice.issuedAt ?? fact.occurredAt };
    case "invoice.filed":
      // Sent once and acknowledged later: it is filed since it was first heard of.
      return { ...invoice, filedAt: invoice.filedAt ?? fact.occurredAt };
    case "invoice.accepted":
      return { ...undisputed(unrejected(invoice)), acceptedAt: fact.occurredAt };
    case "invoice.rejected":
      return {
        ...invoice,
        rejectedAt: fact.occurredAt,
        rejectedBy: fact.rejectedBy ?? null,
        rejectReason: fact.reason ?? null,
        rejectCode: fact.reasonCode ?? null,
      };
    case "invoice.corrected":
      return corrected(invoice, fact);
    case "invoice.disputed":
      return {
        ...invoice,
        disputedAt: fact.occurredAt,
        disputeReason: fact.reason ?? null,
        disputeCode: fact.reasonCode ?? null,
        disputedMinor: fact.amountMinor ?? null,
      };
    case "invoice.dispute-resolved":
      return resolved(invoice, fact);
    case "invoice.cancelled":
      return { ...invoice, cancelledAt: fact.occurredAt };
    default:
      return evolveMoney(invoice, fact);
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
    discountMinor: fact.discountMinor ?? invoice.discountMinor,
    dueOn: fact.dueOn ?? invoice.dueOn,
    paymentDays: fact.paymentDays ?? invoice.paymentDays,
    taxId: fact.taxId ?? invoice.taxId,
    agreementId: fact.agreementId ?? invoice.agreementId,
    period: fact.period ?? invoice.period,
    lines: fact.lines ?? invoice.lines,
  };
}

/** Sent again. Under another number, that one carries the debt, and this one is owed no more. */
function corrected(invoice: InvoiceState, fact: FactOf<"invoice.corrected">): InvoiceState {
  const { occurredAt: at, replacementId = invoice.id } = fact;
  const sent = { ...unrejected(invoice), filedAt: at };
  return replacementId === invoice.id ? sent : { ...sent, cancelledAt: at };
}

/**
 * An objection refused with proof takes the customer's rejection with it; the tax authority's stands
 * until the invoice is corrected, as does any whose reason was accepted.
 */
function resolved(invoice: InvoiceState, fact: FactOf<"invoice.dispute-resolved">): InvoiceState {
  const stands = fact.outcome === "refused" && invoice.rejectedBy !== "authority";
  return undisputed(stands ? unrejected(invoice) : invoice);
}

function unrejected(invoice: InvoiceState): InvoiceState {
  return { ...invoice, rejectedAt: null, rejectedBy: null, rejectReason: null, rejectCode: null };
}

function undisputed(invoice: InvoiceState): InvoiceState {
  return {
    ...invoice,
    disputedAt: null,
    disputeReason: null,
    disputeCode: null,
    disputedMinor: null,
  };
}
