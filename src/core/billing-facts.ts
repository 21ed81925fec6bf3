import { z } from "zod";
import {
  BilledLine,
  byPerson,
  Currency,
  DateField,
  fact,
  Id,
  lines,
  Minor,
  ReasonCode,
  ShortText,
  Team,
} from "./fact-fields.ts";

const invoiceTerms = {
  invoiceId: Id,
  orderIds: z.array(Id).max(200).default([]),
  payerId: Id.optional(),
  legalEntity: Id.optional(),
  currency: Currency,
  totalMinor: Minor.optional(),
  discountMinor: Minor.optional(),
  dueOn: DateField.optional(),
  paymentDays: z.int().min(0).max(3650).optional(),
  taxId: z.string().max(40).optional(),
  /** A recurring agreement's invoice says which period it bills: "2026-10", or its first day. */
  agreementId: Id.optional(),
  period: z.string().max(10).optional(),
  lines: lines(BilledLine).optional(),
};
const byWhom = z.enum(["customer", "authority"]);
const aboutRequest = { invoiceId: Id, requestId: Id };
/** SHA-256 of the files that support a request. */
const Proofs = z.array(z.string().max(64)).max(10).default([]);
const noteTerms = {
  invoiceId: Id,
  currency: Currency,
  totalMinor: Minor.optional(),
  reason: ShortText.optional(),
  lines: lines(BilledLine).optional(),
};
const paymentTerms = {
  paymentId: Id,
  payerId: Id.optional(),
  currency: Currency,
  amountMinor: Minor,
  /** What the payer wrote on it: a transfer's or a cheque's number. */
  reference: ShortText.optional(),
};

const paymentEnd = {
  paymentId: Id,
  /** The invoices it had paid: they are owed again. */
  invoiceIds: z.array(Id).max(200).default([]),
  reason: ShortText.optional(),
};

/** Invoices, what corrects them, what pays them, and what is withheld from them. */
export const BILLING_FACTS = [
  fact("invoice.drafted", invoiceTerms),
  fact("invoice.issued", invoiceTerms),
  fact("invoice.filed", { invoiceId: Id, with: ShortText.optional() }),
  fact("invoice.accepted", { invoiceId: Id }),
  fact("invoice.rejected", {
    invoiceId: Id,
    reason: ShortText.optional(),
    reasonCode: ReasonCode.optional(),
    rejectedBy: byWhom.optional(),
  }),
  /** Corrected and sent again: the rejection is past. */
  fact("invoice.corrected", { invoiceId: Id, replacementId: Id.optional() }),
  fact("invoice.disputed", {
    invoiceId: Id,
    reason: ShortText.optional(),
    reasonCode: ReasonCode.optional(),
    /** What the customer objects to, where it is not the whole invoice. */
    amountMinor: Minor.optional(),
  }),
  fact("invoice.dispute-resolved", {
    invoiceId: Id,
    outcome: z.enum(["accepted", "refused"]),
    reason: ShortText.optional(),
  }),
  fact("invoice.cancelled", { invoiceId: Id, reason: ShortText.optional() }),
  /** Money applied to it; without an amount, all that was due. */
  fact("invoice.paid", { invoiceId: Id, amountMinor: Minor.optional(), paidWith: Id.optional() }),
  /** A payment bounced, or was applied to the wrong invoice. */
  fact("invoice.unpaid", { invoiceId: Id, paidWith: Id }),
  fact("invoice.promised", {
    invoiceId: Id,
    promisedOn: DateField,
    amountMinor: Minor.optional(),
    by: ShortText.optional(),
  }),
  fact("invoice.credited", {
    ...noteTerms,
    creditNoteId: Id,
    /** The request that was approved, where the poster says so. */
    requestId: Id.optional(),
    postedBy: Id.optional(),
  }),
  fact("invoice.credit-reversed", { invoiceId: Id, creditNoteId: Id }),
  fact("invoice.debited", { ...noteTerms, debitNoteId: Id }),
  fact("withholding.applied", {
    invoiceId: Id,
    withholdingId: Id,
    /** The tax's name: ISR, IVA, retefuente, ICA, detracción… */
    tax: ShortText.optional(),
    amountMinor: Minor,
  }),
  fact("withholding.certified", {
    invoiceId: Id,
    withholdingId: Id,
    certificate: ShortText.optional(),
    by: ShortText.optional(),
  }),
  fact("credit.requested", {
    ...aboutRequest,
    ...byPerson,
    amountMinor: z.int().min(1).max(1e15),
    currency: Currency,
    reasonCode: ReasonCode,
    reason: ShortText.optional(),
    proofs: Proofs,
    /** For which of their teams the requester asks: questions go there. */
    team: Team.optional(),
    /** The finding that it answers: it says no more while the request is in force. */
    answers: z.object({ rule: z.string().max(60), subject: z.string().max(140) }).optional(),
  }),
  /** Another amount: the approvals given to the former one are void. */
  fact("credit.amended", {
    ...aboutRequest,
    ...byPerson,
    amountMinor: z.int().min(1).max(1e15),
    currency: Currency.optional(),
    reason: ShortText.optional(),
    proofs: Proofs,
  }),
  fact("credit.approved", {
    ...aboutRequest,
    ...byPerson,
    /** What was approved: an approval of another amount does not count. */
    amountMinor: Minor,
    currency: Currency.optional(),
    /** In whose place, where a delegate approved. */
    onBehalfOf: z.object(byPerson).optional(),
    /** The last one that the ladder demanded when it was given: the request is approved by it. */
    final: z.boolean().default(false),
  }),
  fact("credit.rejected", { ...aboutRequest, ...byPerson, reason: ShortText.optional() }),
  /** The approver needs to know more, or the requester answers. */
  fact("credit.asked", { ...aboutRequest, ...byPerson, question: ShortText }),
  fact("credit.answered", { ...aboutRequest, ...byPerson, answer: ShortText }),
  fact("credit.withdrawn", { ...aboutRequest, ...byPerson, reason: ShortText.optional() }),
  /** A credit note the ERP posted without a request, approved or sent back afterwards. */
  fact("credit.ratified", { invoiceId: Id, creditNoteId: Id, ...byPerson }),
  fact("credit.sent-back", {
    invoiceId: Id,
    creditNoteId: Id,
    ...byPerson,
    reason: ShortText.optional(),
  }),
  fact("payment.received", paymentTerms),
  fact("payment.applied", { paymentId: Id, invoiceId: Id, amountMinor: Minor }),
  fact("payment.refunded", paymentEnd),
  fact("payment.reversed", paymentEnd),
  /** The same amount twice is right: two payments, not one told twice. */
  fact("payment.vouched", { paymentId: Id, reason: ShortText.optional() }),
] as const;
