import { type Instant, latest } from "../calendar.ts";
import { cameBack, hasArrived, isOnRoute, keptLines } from "../delivery.ts";
import { approvedMinor } from "../credit-match.ts";
import type { InvoiceState } from "../invoice.ts";
import { type Money, share } from "../money.ts";
import { type OrderState, sum } from "../order.ts";
import type { OrderPicture } from "../picture.ts";
import { netTotal } from "../receivable.ts";
import type { Found } from "../rule.ts";
import { billedLines, isOwed, isShared, netOf } from "./billing.ts";
import { type Line, overBy, quantityOf, unitOf } from "./quantities.ts";
import { deliveredInFull } from "./whereabouts.ts";

/** What differs: pieces, money, or the currency itself. */
export type Mismatch = { readonly invoiceIds: readonly string[]; readonly issuedAt: Instant } & (
  | {
      readonly by: "quantity";
      readonly invoicedQuantity: number;
      readonly deliveredQuantity: number;
      readonly excessQuantity: number;
      readonly unit: string | null;
    }
  | { readonly by: "amount"; readonly invoiced: Money; readonly agreed: Money }
  | { readonly by: "currency"; readonly invoiced: string; readonly agreed: string }
);
type Tolerance = { readonly toleranceShare: number; readonly toleranceMinor: number };
type Owed = { readonly picture: OrderPicture; readonly owed: readonly InvoiceState[] };
type About = Pick<Mismatch, "invoiceIds" | "issuedAt">;

/** ISO 4217's code for "no currency": an invoice known by its number alone. */
const NO_CURRENCY = "XXX";

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
  const foreign = byCurrency(picture.order, owed);
  const [first] = foreign;
  const found =
    byQuantity({ picture, owed }, about) ??
    (first ? null : byAmount({ picture, owed }, about, tolerance));
  return found ? [...foreign, found] : foreign;
}

function byCurrency(order: OrderState, owed: readonly InvoiceState[]): readonly Found<Mismatch>[] {
  return owed.flatMap((invoice): Found<Mismatch>[] => {
    const { id, currency, issuedAt } = invoice;
    if (!currency || currency === NO_CURRENCY || !order.currency || !issuedAt) return [];
    if (currency === order.currency) return [];
    const data = { by: "currency", invoiced: currency, agreed: order.currency } as const;
    return [
      {
        subject: `invoice:${id}`,
        amount: netTotal(invoice),
        since: issuedAt,
        data: { ...data, invoiceIds: [id], issuedAt },
      },
    ];
  });
}

/** More is invoiced than the customer kept; goods on their way are not held against it. */
function byQuantity({ picture, owed }: Owed, about: About): Found<Mismatch> | null {
  const { order, deliveries } = picture;
  const arrived = deliveries.filter((one) => hasArrived(one) && !cameBack(one));
  if (arrived.length === 0) return null;
  const kept = knownLines(arrived.map(keptLines));
  const billed = knownLines(owed.map(billedLines));
  const coming = knownLines(
    deliveries.filter(isOnRoute).map((one) => one.dispatched ?? one.planned),
  );
  if (!kept || !billed || !coming) return null;
  const excess = overBy(billed, [...kept, ...coming], order.lines) ?? 0;
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
      deliveredQuantity: quantityOf(kept),
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
  const agreedTo = difference < 0 ? sum(owed.map(approvedMinor)) : 0;
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
    return billed === null || credited.includes(null)
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

function lineSum(lines: readonly { readonly amountMinor?: number | undefined }[] | null) {
  if (!lines || lines.length === 0) return null;
  const amounts = lines.map((line) => line.amountMinor);
  return amounts.includes(undefined) ? null : sum(amounts.map((minor) => minor ?? 0));
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
