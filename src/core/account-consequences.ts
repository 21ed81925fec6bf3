import { z } from "zod";
import type { AnswerInput, Command } from "./answer.ts";
import type { Instant } from "./calendar.ts";
import type { Fact, FactOf } from "./fact.ts";
import type { Finding } from "./finding.ts";
import type { Money } from "./money.ts";
import { unappliedMinor } from "./payment.ts";
import type { Picture } from "./picture.ts";
import { isLive, outstanding } from "./receivable.ts";

/** Why a payment cannot be applied to the invoice that was typed. */
export type NotPayable = {
  readonly refused: "not-payable";
  readonly invoiceId: string;
  readonly why: "unknown" | "nothing-owed" | "other-currency" | "nothing-left";
};

type Envelope = {
  readonly source: string;
  readonly externalId: string;
  readonly occurredAt: Instant;
};

/** The facts that an answer on a customer's account makes, besides the answer. */
export function accountConsequences(
  { action, input }: Command,
  finding: Finding | null,
  answer: FactOf<"answer.given">,
  picture: Picture | null,
): readonly Fact[] {
  const externalId = `${answer.externalId}:fact`;
  const envelope = { source: "remo", externalId, occurredAt: answer.occurredAt };
  const reason = answer.reason === undefined ? {} : { reason: answer.reason };
  const paymentId = idAfter("payment:", finding);
  switch (action) {
    case "invoice-issued":
      return periodInvoiced(finding, answer, envelope);
    case "not-billable": {
      const about = periodOf(finding, answer);
      return about ? [{ type: "agreement.settled", ...envelope, ...about, ...reason }] : [];
    }
    case "apply-payment":
      return paymentApplied(finding, input, envelope, picture);
    case "refund":
      return paymentId ? [refunded(paymentId, envelope, picture)] : [];
    case "not-duplicate":
      return paymentId ? [{ type: "payment.vouched", ...envelope, paymentId, ...reason }] : [];
    default:
      return [];
  }
}

/** What was refunded pays nothing any more: the invoices it had paid are owed again. */
function refunded(paymentId: string, envelope: Envelope, picture: Picture | null): Fact {
  const payments = picture?.kind === "account" ? picture.payments : [];
  const applied = payments.find(({ id }) => id === paymentId)?.applied ?? [];
  const invoiceIds = [...new Set(applied.map(({ invoiceId }) => invoiceId))];
  return { type: "payment.refunded", ...envelope, paymentId, invoiceIds };
}

function idAfter(prefix: string, finding: Finding | null): string | null {
  return finding?.subject.startsWith(prefix) ? finding.subject.slice(prefix.length) : null;
}

const Billed = z.object({
  agreementId: z.string(),
  currency: z.string().nullable(),
  period: z.object({ name: z.string() }),
});

/** Whether a finding is about a period of an agreement, and not about an order. */
export function isOnPeriod(finding: Finding | null): boolean {
  return idAfter("agreement:", finding) !== null;
}

function periodOf(finding: Finding | null, { group }: FactOf<"answer.given">) {
  const data = isOnPeriod(finding) ? Billed.safeParse(finding?.data) : null;
  if (!data?.success) return null;
  const { agreementId, period } = data.data;
  return { agreementId, period: period.name, customerId: group.id };
}

/** That the period is settled follows from the invoice itself. */
function periodInvoiced(
  finding: Finding | null,
  answer: FactOf<"answer.given">,
  envelope: Envelope,
): readonly Fact[] {
  const about = periodOf(finding, answer);
  if (!about || !answer.invoiceId) return [];
  const { agreementId, period, customerId: payerId } = about;
  const told = Billed.safeParse(finding?.data).data?.currency;
  const currency = told ?? "XXX";
  const terms = { agreementId, period, payerId, orderIds: [], currency };
  return [{ type: "invoice.issued", ...envelope, invoiceId: answer.invoiceId, ...terms }];
}

function paymentApplied(
  finding: Finding | null,
  input: AnswerInput,
  envelope: Envelope,
  picture: Picture | null,
): readonly Fact[] {
  const match = matched(finding, input, picture);
  if (!match || "refused" in match) return [];
  return [{ type: "payment.applied", ...envelope, ...match }];
}

/** What of the payment goes to the invoice: what is left of it, or what the invoice still owes. */
function matched(
  finding: Finding | null,
  input: AnswerInput,
  picture: Picture | null,
): Pick<FactOf<"payment.applied">, "paymentId" | "invoiceId" | "amountMinor"> | NotPayable | null {
  const paymentId = idAfter("payment:", finding);
  const invoiceId = input.invoiceId?.trim();
  if (paymentId === null || !invoiceId) return null;
  const no = (why: NotPayable["why"]): NotPayable => ({ refused: "not-payable", invoiceId, why });
  if (picture?.kind !== "account") return no("unknown");
  const payment = picture.payments.find(({ id }) => id === paymentId);
  const invoice = picture.receivables.find(({ id }) => id === invoiceId);
  if (!invoice || !isLive(invoice)) return no("unknown");
  const owed = outstanding(invoice);
  if (owed && owed.currency !== payment?.currency) return no("other-currency");
  if (!owed || owed.minor === 0) return no("nothing-owed");
  const left = payment ? unappliedMinor(payment) : 0;
  if (left === 0) return no("nothing-left");
  return { paymentId, invoiceId, amountMinor: Math.min(left, owed.minor) };
}

/** Why an answer on an account cannot be taken as it was typed; null where it can. */
export function accountRefusal(
  { action, input }: Command,
  finding: Finding | null,
  picture: Picture | null,
): NotPayable | null {
  const match = action === "apply-payment" ? matched(finding, input, picture) : null;
  return match && "refused" in match ? match : null;
}

const Exposed = z.object({ exposure: z.object({ minor: z.int(), currency: z.string() }) });

/** Up to how much a release of orders goes: what stood open when it was given. */
export function releasedUpTo({ action }: Command, finding: Finding | null): Money | null {
  if (action !== "release-order") return null;
  return Exposed.safeParse(finding?.data).data?.exposure ?? null;
}
