import { localDate } from "../calendar.ts";
import { type Agreement, isInForce } from "../customer.ts";
import type { BilledLine } from "../fact.ts";
import type { InvoiceState } from "../invoice.ts";
import { sum } from "../order.ts";
import type { OrderPicture } from "../picture.ts";

/** The agreement the order is under, while it holds on the day of the order. */
export function agreementOf({ agreement, order, zone }: OrderPicture): Agreement | null {
  if (!agreement || order.placedAt === null) return null;
  return isInForce(agreement, localDate(order.placedAt, zone)) ? agreement : null;
}

/** Minor units, not always whole, of one unit of the line; null where nobody agreed one. */
export function agreedUnitMinor(line: BilledLine, picture: OrderPicture): number | null {
  return pricedAt(line, picture) ?? orderedAt(line, picture);
}

/** The agreement's price of the line's article, per unit. */
export function pricedAt({ sku }: Pick<BilledLine, "sku">, picture: OrderPicture): number | null {
  const agreement = agreementOf(picture);
  const foreign = agreement?.currency && agreement.currency !== picture.order.currency;
  if (!agreement || foreign || sku === undefined) return null;
  return agreement.prices?.find((price) => price.sku === sku)?.unitMinor ?? null;
}

/** Every line has the agreement's own price: then the order's amounts say nothing. */
export function isPricedByAgreement({ lines }: InvoiceState, picture: OrderPicture): boolean {
  return (
    lines !== null && lines.length > 0 && lines.every((line) => pricedAt(line, picture) !== null)
  );
}

/** The order's price of the line's article, per unit; null where its lines have several. */
export function orderedAt(
  { sku, lineId, unit }: Pick<BilledLine, "sku" | "lineId" | "unit">,
  { order }: OrderPicture,
): number | null {
  const same = order.lines.filter((one) =>
    sku === undefined || one.sku === undefined ? one.lineId === lineId : one.sku === sku,
  );
  const prices = same.map((one) =>
    one.amountMinor === undefined || one.quantity === 0 || (unit && one.unit && unit !== one.unit)
      ? null
      : one.amountMinor / one.quantity,
  );
  const [first = null] = prices;
  return prices.every((price) => price === first) ? first : null;
}

/** What was agreed off this invoice: a share of its lines, or its part of the order's discount. */
export function agreedDiscountMinor(invoice: InvoiceState, picture: OrderPicture): number | null {
  const billed = lineSum(invoice.lines);
  const discountShare = agreementOf(picture)?.discountShare ?? null;
  if (billed !== null && discountShare !== null) return Math.round(billed * discountShare);
  const ordered = lineSum(picture.order.lines);
  const { discountMinor } = picture.order;
  if (discountMinor === null || billed === null || !ordered) return null;
  return Math.round((discountMinor * billed) / ordered);
}

/** The sum of the lines' amounts, before tax; null where one of them tells none. */
export function lineSum(
  lines: readonly { readonly amountMinor?: number | undefined }[] | null,
): number | null {
  if (!lines || lines.length === 0) return null;
  const amounts = lines.map((line) => line.amountMinor);
  return amounts.includes(undefined) ? null : sum(amounts.map((minor) => minor ?? 0));
}
