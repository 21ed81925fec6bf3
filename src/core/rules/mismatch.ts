import { type Instant, latest } from "../calendar.ts";
import { cameBack, hasArrived, isOnRoute, keptLines } from "../delivery.ts";
import { approvedMinor } from "../credit-match.ts";
import type { InvoiceState } from "../invoice.ts";
import { type Money, share } from "../money.ts";
import { type OrderState, sum } from "../order.ts";
import type { OrderPicture } from "../picture.ts";
import { isShared, netTotal } from "../receivable.ts";
import type { Found } from "../rule.ts";
import { isPricedByAgreement, lineSum } from "./agreed-prices.ts";
import { billedLines, isOwed, netOf, rebatedMinor } from "./billing.ts";
import {
  amountOf,
  type Difference,
  differencesOf,
  explainAmount,
  type Tolerance,
} from "./mismatch-terms.ts";
import { type Line, overBy, quantityOf, unitOf } from "./quantities.ts";
import { returnedApart } from "./return-notes.ts";
import { deliveredInFull } from "./whereabouts.ts";

/** What differs: pieces or money over the whole order, or what one invoice says of its terms. */
export type Mismatch = { readonly invoiceIds: readonly string[]; readonly issuedAt: Instant } & (
  | {
      readonly by: "quantity";
      readonly invoicedQuantity: number;
      readonly deliveredQuantity: number;
      readonly excessQuantity: number;
      readonly unit: string | null;
    }
  | { readonly by: "amount"; readonly invoiced: Money; readonly agreed: Money }
  | { readonly by: "terms"; readonly differences: readonly Difference[] }
);
type Owed = { readonly picture: OrderPicture; readonly owed: readonly InvoiceState[] };
type About = Pick<Mismatch, "invoiceIds" | "issuedAt">;

export function mismatchesOf(
  picture: OrderPicture,
  tolerance: Tolerance,
): readonly Found<Mismatch>[] {
  if (picture.invoices.length === 0) return [];
  const owed = picture.invoices.filter(isOwed);
  // The lines of an invoice over several orders do not say which order they are of.
  if (owed.length === 0 || owed.some(isShared)) return [];
  const issuedAt = latest(...owed.map((one) => one.issuedAt));
  if (issuedAt === null) return [];
  const about = { invoiceIds: owed.map((one) => one.id), issuedAt };
  const terms = owed.flatMap((invoice) => byTerms(invoice, picture, tolerance));
  // A price that differs, another currency, or prices of the agreement explain the amount.
  const explained =
    terms.some(({ data }) => data.by === "terms" && explainAmount(data.differences)) ||
    owed.every((invoice) => isPricedByAgreement(invoice, picture));
  const found =
    byQuantity({ picture, owed }, about) ??
    (explained ? null : byAmount({ picture, owed }, about, tolerance));
  return found ? [...terms, found] : terms;
}

/** One finding per invoice, with everything in it that was agreed otherwise. */
function byTerms(
  invoice: InvoiceState,
  picture: OrderPicture,
  tolerance: Tolerance,
): readonly Found<Mismatch>[] {
  const { id, issuedAt } = invoice;
  const differences = differencesOf(invoice, picture, tolerance);
  if (differences.length === 0 || issuedAt === null) return [];
  return [
    {
      subject: `invoice:${id}`,
      amount: amountOf(differences) ?? netTotal(invoice),
      since: issuedAt,
      data: { by: "terms", differences, invoiceIds: [id], issuedAt },
    },
  ];
}

/** More is invoiced than the customer kept; goods on their way are not held against it. */
function byQuantity({ picture, owed }: Owed, about: About): Found<Mismatch> | null {
  const { order, deliveries } = picture;
  const arrived = deliveries.filter((one) => hasArrived(one) && !cameBack(one));
  if (arrived.length === 0) return null;
  const kept = knownLines(arrived.map(keptLines));
  const back = returnedApart(deliveries).map((line) => ({ ...line, quantity: -line.quantity }));
  const billed = knownLines(owed.map(billedLines));
  const coming = knownLines(
    deliveries.filter(isOnRoute).map((one) => one.dispatched ?? one.planned),
  );
  if (!kept || !billed || !coming) return null;
  const excess = overBy(billed, [...kept, ...back, ...coming], order.lines) ?? 0;
  if (excess <= 0) return null;
  const net = netOf(owed);
  const invoicedQuantity = quantityOf(billed);
  return {
    subject: `order:${order.id}`,
    amount: net && share(net, Math.min(excess, invoicedQuantity), invoicedQuantity),
    since:
      latest(about.issuedAt, ...deliveries.flatMap((one) => [one.deliveredAt, one.returnedAt])) ??
      about.issuedAt,
    data: {
      ...about,
      by: "quantity",
      invoicedQuantity,
      deliveredQuantity: quantityOf([...kept, ...back]),
      excessQuantity: excess,
      unit: unitOf(billed) ?? unitOf(order.lines),
    },
  };
}

/** The money of a fully invoiced order differs from what was agreed. */
function byAmount({ picture, owed }: Owed, about: About, tolerance: Tolerance) {
  const { order } = picture;
  const amounts = likeWithLike(order, owed);
  if (!amounts || order.currency === null) return null;
  const { invoiced, agreed } = amounts;
  const difference = sum([invoiced, -agreed]);
  // What somebody agreed to credit is a difference they agreed to.
  const agreedTo = difference < 0 ? sum(owed.map(concededMinor)) : 0;
  const allowed = Math.max(Math.abs(agreed) * tolerance.toleranceShare, tolerance.toleranceMinor);
  if (Math.abs(difference) <= allowed + agreedTo) return null;
  if (!isFullyInvoiced(picture, owed, difference > 0)) return null;
  const { currency } = order;
  const found: Found<Mismatch> = {
    subject: `order:${order.id}`,
    amount: { minor: Math.abs(difference), currency },
    since: about.issuedAt,
    data: {
      ...about,
      by: "amount",
      invoiced: { minor: invoiced, currency },
      agreed: { minor: agreed, currency },
    },
  };
  return found;
}

/** Sums of lines where both sides have them (they are before tax), else totals where both do. */
function likeWithLike(order: OrderState, owed: readonly InvoiceState[]) {
  const agreedLines = lineSum(order.lines);
  const invoicedLines = owed.map((invoice) => {
    const credited = invoice.credits.map((note) => lineSum(note.lines));
    const billed = lineSum(invoice.lines);
    return billed === null || credited.includes(null) || invoice.debits.length > 0
      ? null
      : sum([billed, ...credited.map((minor) => -(minor ?? 0))]);
  });
  if (agreedLines !== null && !invoicedLines.includes(null)) {
    return { invoiced: sum(invoicedLines.map((minor) => minor ?? 0)), agreed: agreedLines };
  }
  const totals = owed.map((invoice) => netTotal(invoice)?.minor ?? null);
  if (order.totalMinor === null || totals.includes(null)) return null;
  return { invoiced: sum(totals.map((minor) => minor ?? 0)), agreed: order.totalMinor };
}

function isFullyInvoiced(
  picture: OrderPicture,
  owed: readonly InvoiceState[],
  isTooMuch: boolean,
): boolean {
  const { order, deliveries } = picture;
  const billed = knownLines(owed.map(billedLines));
  const left = billed && order.lines.length > 0 ? overBy(order.lines, billed, order.lines) : null;
  if (left !== null) return left <= 0;
  // Without quantities, more than the order is too much at any time; less may be a part of it.
  const arrived = deliveries.filter(hasArrived).length;
  return isTooMuch || (deliveredInFull(picture) && owed.length >= arrived);
}

function knownLines(parts: readonly (readonly Line[] | null)[]): readonly Line[] | null {
  return parts.includes(null) ? null : parts.flatMap((lines) => lines ?? []);
}

/** Credited with a signature, or for its price: somebody agreed to charge that much less. */
function concededMinor(invoice: InvoiceState): number {
  return Math.max(approvedMinor(invoice), rebatedMinor(invoice));
}
