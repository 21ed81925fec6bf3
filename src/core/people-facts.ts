import { z } from "zod";
import {
  byPerson,
  CommentText,
  Currency,
  DateField,
  EvidenceKind,
  fact,
  Group,
  Id,
  InstantField,
  Minor,
  ReasonCode,
  ShortText,
  Team,
  Zone,
} from "./fact-fields.ts";

const Days = z.int().min(0).max(3650);
/** Days of the week as ISO 8601 numbers them: 1 is Monday. */
const Weekdays = z.array(z.int().min(1).max(7)).max(7);

const Recurring = z.object({
  every: z.enum(["week", "month"]),
  /** The first day of its first period. */
  from: DateField,
  amountMinor: Minor.optional(),
});
export type Recurring = z.infer<typeof Recurring>;

/** What wakes a snoozed case before its time. */
export const WakeCondition = z.discriminatedUnion("when", [
  z.object({ when: z.literal("eta-changes") }),
  z.object({ when: z.literal("amount-passes"), minor: z.int().min(0) }),
  z.object({ when: z.literal("customer-replies") }),
]);
export type WakeCondition = z.infer<typeof WakeCondition>;

/** Which cases stay silent: all that is named must fit. */
export const Matcher = z.object({
  customerId: Id.optional(),
  rule: z.string().max(60).optional(),
  warehouse: Id.optional(),
});
export type Matcher = z.infer<typeof Matcher>;

const inOffice = { office: z.literal("main").default("main") };

/** Customers and their agreements, what people answer, and what they arrange among themselves. */
export const PEOPLE_FACTS = [
  fact("customer.described", {
    customerId: Id,
    name: ShortText,
    timeZone: Zone.optional(),
    taxId: z.string().max(40).optional(),
    /** The proofs this customer demands before it accepts an invoice. */
    evidence: z.array(EvidenceKind).optional(),
    creditLimitMinor: Minor.optional(),
    creditCurrency: Currency.optional(),
    paymentDays: Days.optional(),
    /** Whether it wants to be reminded before an invoice is due. */
    wantsReminder: z.boolean().optional(),
    /** Days from the order to the earliest day on which it can be delivered. */
    leadDays: Days.optional(),
    /** The days on which its route runs. */
    routeDays: Weekdays.optional(),
  }),
  fact("agreement.described", {
    agreementId: Id,
    customerId: Id,
    currency: Currency.optional(),
    paymentDays: Days.optional(),
    payerId: Id.optional(),
    taxId: z.string().max(40).optional(),
    /** Agreed unit prices, before tax. */
    prices: z
      .array(z.object({ sku: Id, unitMinor: Minor }))
      .max(2_000)
      .optional(),
    discountShare: z.number().min(0).max(1).optional(),
    evidence: z.array(EvidenceKind).optional(),
    validFrom: DateField.optional(),
    validTo: DateField.optional(),
    recurring: Recurring.optional(),
  }),
  /** A period of a recurring agreement was billed, or needs no invoice. */
  fact("agreement.settled", {
    agreementId: Id,
    customerId: Id,
    period: z.string().max(10),
    /** The invoice that bills it; absent where somebody said that it is not billable. */
    billedWith: Id.optional(),
    reason: ShortText.optional(),
  }),
  /** A credit note was requested, or a request ended: it counts towards this customer's window. */
  fact("customer.credit-tallied", {
    customerId: Id,
    requestId: Id,
    amountMinor: Minor,
    currency: Currency,
    counts: z.boolean(),
  }),
  fact("answer.given", {
    group: Group,
    action: z.string().max(40),
    rule: z.string().max(60).optional(),
    /** What the answered finding was about: an order may have two deliveries in trouble. */
    subject: z.string().max(160).optional(),
    ...byPerson,
    team: Team,
    reason: ShortText.optional(),
    reasonCode: ReasonCode.optional(),
    on: DateField.optional(),
    until: InstantField.optional(),
    wakeWhen: WakeCondition.optional(),
    invoiceId: Id.optional(),
    requestId: Id.optional(),
    amountMinor: Minor.optional(),
    currency: Currency.optional(),
    /** To whom a case was given. */
    to: z.object(byPerson).optional(),
    evidence: z.array(EvidenceKind).optional(),
    /** The files that came with it, where they are no proof of a delivery. */
    proofs: z
      .array(z.object({ name: ShortText, sha256: z.string().max(64) }))
      .max(10)
      .optional(),
  }),
  /** Somebody wrote about a case: under one of its cards, or by command. */
  fact("comment.made", {
    group: Group,
    caseId: Id,
    ...byPerson,
    text: CommentText,
    files: z
      .array(z.object({ name: ShortText, url: z.url({ protocol: /^https?$/ }).max(2_000) }))
      .max(10)
      .optional(),
    /** In which thread: those who read it there need not be told. */
    from: z.object({ platform: z.enum(["slack", "teams"]), channel: Id }).optional(),
  }),
  fact("silence.started", {
    ...inOffice,
    silenceId: Id,
    ...byPerson,
    matcher: Matcher,
    until: InstantField,
    reason: ShortText.optional(),
  }),
  fact("silence.ended", { ...inOffice, silenceId: Id, ...byPerson }),
  /** A source is being worked on: its silence is no news. */
  fact("maintenance.started", {
    ...inOffice,
    feed: Id,
    ...byPerson,
    until: InstantField,
    reason: ShortText.optional(),
  }),
  fact("maintenance.ended", { ...inOffice, feed: Id, ...byPerson }),
  /** Somebody else is on duty for a team, from one instant to another. */
  fact("duty.taken", {
    ...inOffice,
    team: Team,
    ...byPerson,
    onDuty: z.object(byPerson),
    from: InstantField,
    until: InstantField,
  }),
  /** Somebody approves in another's place. */
  fact("delegate.named", {
    ...inOffice,
    ...byPerson,
    delegate: z.object(byPerson),
    from: InstantField,
    until: InstantField,
  }),
  fact("delegate.dismissed", { ...inOffice, ...byPerson, delegate: z.object(byPerson) }),
  /** Two chat accounts are one person. */
  fact("account.linked", {
    ...inOffice,
    ...byPerson,
    platform: z.enum(["slack", "teams"]),
    account: Id,
  }),
] as const;
