import type { Instant, LocalDate } from "./calendar.ts";
import { type CreditRequest, withCreditFact } from "./credit-request.ts";
import type { BilledLine, Fact, FactOf, ReasonCode } from "./fact.ts";

export type Credit = {
  readonly id: string;
  readonly at: Instant;
  readonly totalMinor: number | null;
  readonly currency: string;
  readonly lines: readonly BilledLine[] | null;
  /** The approved request it carries out, where the poster said so. */
  readonly requestId: string | null;
  readonly postedBy: string | null;
  /** Posted without a request, and approved afterwards. */
  readonly ratifiedAt: Instant | null;
  /** Somebody decided that it must be reversed in the ERP. */
  readonly sentBackAt: Instant | null;
};

type Debit = { readonly id: string; readonly at: Instant; readonly totalMinor: number };

/** Money applied to the invoice; `minor` is null when it paid whatever was due. */
type Paid = {
  readonly at: Instant;
  readonly minor: number | null;
  readonly with: string | null;
};

export type Withholding = {
  readonly id: string;
  readonly at: Instant;
  readonly tax: string | null;
  readonly minor: number;
  readonly certifiedAt: Instant | null;
};

export type PaymentPromise = {
  readonly at: Instant;
  readonly on: LocalDate;
  readonly minor: number | null;
  readonly by: string | null;
};

export type InvoiceState = {
  readonly id: string;
  /** Which sources told of it, a few at most. */
  readonly heardFrom: readonly string[];
  readonly orderIds: readonly string[];
  readonly payerId: string | null;
  readonly legalEntity: string | null;
  readonly currency: string | null;
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
  readonly paid: readonly Paid[];
  readonly credits: readonly Credit[];
  readonly debits: readonly Debit[];
  readonly withholdings: readonly Withholding[];
  readonly promises: readonly PaymentPromise[];
  readonly requests: readonly CreditRequest[];
};

const KEPT_PROMISES = 20;

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

/** Payments, notes, withholdings, promises and requests. */
function evolveMoney(invoice: InvoiceState, fact: Fact): InvoiceState {
  switch (fact.type) {
    case "invoice.paid":
      return { ...invoice, paid: [...invoice.paid, paidBy(fact)] };
    case "invoice.unpaid":
      return { ...invoice, paid: invoice.paid.filter((one) => one.with !== fact.paidWith) };
    case "invoice.promised": {
      const { promisedOn: on, amountMinor, by } = fact;
      const promise = { at: fact.occurredAt, on, minor: amountMinor ?? null, by: by ?? null };
      return { ...invoice, promises: [...invoice.promises, promise].slice(-KEPT_PROMISES) };
    }
    case "invoice.credited":
      return credit(invoice, fact);
    case "invoice.credit-reversed":
      return { ...invoice, credits: invoice.credits.filter(({ id }) => id !== fact.creditNoteId) };
    case "credit.ratified":
      return onCredit(invoice, fact.creditNoteId, { ratifiedAt: fact.occurredAt });
    case "credit.sent-back":
      return onCredit(invoice, fact.creditNoteId, { sentBackAt: fact.occurredAt });
    case "invoice.debited":
      return debit(invoice, fact);
    case "withholding.applied":
    case "withholding.certified":
      return { ...invoice, withholdings: withWithholding(invoice.withholdings, fact) };
    case "credit.requested":
    case "credit.amended":
    case "credit.approved":
    case "credit.rejected":
    case "credit.withdrawn":
    case "credit.asked":
    case "credit.answered":
      return { ...invoice, requests: withCreditFact(invoice.requests, fact) };
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

function paidBy(fact: FactOf<"invoice.paid">): Paid {
  return { at: fact.occurredAt, minor: fact.amountMinor ?? null, with: fact.paidWith ?? null };
}

function credit(invoice: InvoiceState, fact: FactOf<"invoice.credited">): InvoiceState {
  const told = invoice.credits.find(({ id }) => id === fact.creditNoteId);
  const note: Credit = {
    id: fact.creditNoteId,
    at: fact.occurredAt,
    totalMinor: fact.totalMinor ?? null,
    currency: fact.currency,
    lines: fact.lines ?? null,
    requestId: fact.requestId ?? null,
    postedBy: fact.postedBy ?? null,
    // What people decided about it stands, though another system tells it again.
    ratifiedAt: told?.ratifiedAt ?? null,
    sentBackAt: told?.sentBackAt ?? null,
  };
  // A credit note told again, by another system, is the same credit note.
  const others = invoice.credits.filter((known) => known.id !== note.id);
  return {
    ...invoice,
    currency: invoice.currency ?? fact.currency,
    credits: [...others, note],
  };
}

function onCredit(invoice: InvoiceState, id: string, decided: Partial<Credit>): InvoiceState {
  const credits = invoice.credits.map((note) => (note.id === id ? { ...note, ...decided } : note));
  return { ...invoice, credits };
}

function debit(invoice: InvoiceState, fact: FactOf<"invoice.debited">): InvoiceState {
  const note = { id: fact.debitNoteId, at: fact.occurredAt, totalMinor: fact.totalMinor ?? 0 };
  const others = invoice.debits.filter((known) => known.id !== note.id);
  return { ...invoice, debits: [...others, note] };
}

function withWithholding(
  known: readonly Withholding[],
  fact: FactOf<"withholding.applied"> | FactOf<"withholding.certified">,
): readonly Withholding[] {
  const { withholdingId: id, occurredAt: at } = fact;
  const told = known.find((one) => one.id === id);
  if (fact.type === "withholding.certified") {
    // A certificate dated before what it certifies is kept for it.
    const held = told ?? { id, at, tax: null, minor: 0 };
    return [...known.filter((one) => one.id !== id), { ...held, certifiedAt: at }];
  }
  const { tax = null, amountMinor: minor } = fact;
  const held = { id, at: told?.at ?? at, tax, minor, certifiedAt: told?.certifiedAt ?? null };
  return [...known.filter((one) => one.id !== id), held];
}
