import type { Instant, LocalDate } from "./calendar.ts";
import { type CreditRequest, withCreditFact } from "./credit-request.ts";
import type { BilledLine, Fact, FactOf } from "./fact.ts";

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

/** The part of an invoice that says what is still to be paid of it, and what was said about that. */
export type InvoiceMoney = {
  readonly currency: string | null;
  readonly paid: readonly Paid[];
  readonly credits: readonly Credit[];
  readonly debits: readonly Debit[];
  readonly withholdings: readonly Withholding[];
  readonly promises: readonly PaymentPromise[];
  readonly requests: readonly CreditRequest[];
};

const KEPT_PROMISES = 20;

/** Payments, notes, withholdings, promises and requests. */
export function evolveMoney<Invoice extends InvoiceMoney>(invoice: Invoice, fact: Fact): Invoice {
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

function paidBy(fact: FactOf<"invoice.paid">): Paid {
  return { at: fact.occurredAt, minor: fact.amountMinor ?? null, with: fact.paidWith ?? null };
}

function credit<Invoice extends InvoiceMoney>(
  invoice: Invoice,
  fact: FactOf<"invoice.credited">,
): Invoice {
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

function onCredit<Invoice extends InvoiceMoney>(
  invoice: Invoice,
  id: string,
  decided: Partial<Credit>,
): Invoice {
  const credits = invoice.credits.map((note) => (note.id === id ? { ...note, ...decided } : note));
  return { ...invoice, credits };
}

function debit<Invoice extends InvoiceMoney>(
  invoice: Invoice,
  fact: FactOf<"invoice.debited">,
): Invoice {
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
