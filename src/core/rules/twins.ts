import { compare } from "../fact.ts";
import type { InvoiceState } from "../invoice.ts";
import { type OrderState, sum } from "../order.ts";
import type { Picture } from "../picture.ts";
import { billedLines, isOwed } from "./billing.ts";
import { overBy } from "./quantities.ts";

type Issued = InvoiceState & { readonly issuedAt: string };

/**
 * The first invoice, among those of the same picture, that an invoice repeats: same payer, currency,
 * amount and order (or agreement and period), both still owed. Null where there is none.
 */
export function earlierTwin(invoice: InvoiceState, picture: Picture): Issued | null {
  if (picture.kind === "source" || !isIssued(invoice) || !isOwed(invoice)) return null;
  const order = picture.kind === "order" ? picture.order : null;
  const among = picture.kind === "order" ? picture.invoices : picture.receivables;
  // The cheap questions first: an account may have thousands of open invoices.
  const twins = among
    .filter((other) => other.totalMinor === invoice.totalMinor && other.id !== invoice.id)
    .filter(isIssued)
    .filter((other) => isEarlier(other, invoice) && looksAlike(other, invoice, order))
    .filter((other) => isOwed(other) && !areParts(other, invoice, order));
  return twins.toSorted((a, b) => (isEarlier(a, b) ? -1 : 1))[0] ?? null;
}

function isIssued(invoice: InvoiceState): invoice is Issued {
  return invoice.issuedAt !== null;
}

function isEarlier(a: Issued, b: Issued): boolean {
  return (compare(a.issuedAt, b.issuedAt) || compare(a.id, b.id)) < 0;
}

function looksAlike(a: InvoiceState, b: InvoiceState, order: OrderState | null): boolean {
  const payer = (one: InvoiceState) => one.payerId ?? order?.payerId ?? order?.buyerId ?? null;
  const reference = referenceOf(a);
  if (a.totalMinor === null || a.totalMinor <= 0 || reference === null) return false;
  return (
    a.currency === b.currency &&
    payer(a) === payer(b) &&
    reference === referenceOf(b) &&
    hasSameGoods(a, b)
  );
}

/** What was bought: two invoices that name nothing have nothing in common. */
function referenceOf({ orderIds, agreementId, period }: InvoiceState): string | null {
  const orders = orderIds.toSorted(compare);
  if (orders.length === 0 && (agreementId === null || period === null)) return null;
  return JSON.stringify([orders, agreementId, period]);
}

/** Where both tell what they bill, they bill the same; the rest is taken to be. */
function hasSameGoods(a: InvoiceState, b: InvoiceState): boolean {
  const [goods, others] = [goodsOf(a), goodsOf(b)];
  return goods === null || others === null || goods === others;
}

/** So much of each article, as a text; null where a line names none. */
function goodsOf(invoice: InvoiceState): string | null {
  const lines = billedLines(invoice);
  if (!lines || lines.some(({ sku }) => sku === undefined)) return null;
  const bySku = Map.groupBy(lines, ({ sku }) => sku ?? "");
  const totals = [...bySku].map(([sku, of]) => [sku, sum(of.map(({ quantity }) => quantity))]);
  return JSON.stringify(totals.toSorted(([one], [other]) => compare(String(one), String(other))));
}

/** Halves of an order cost the same, and together bill no more than was ordered. */
function areParts(a: InvoiceState, b: InvoiceState, order: OrderState | null): boolean {
  if (!order) return false;
  const [goods, others] = [billedLines(a), billedLines(b)];
  const over =
    goods && others && order.lines.length > 0
      ? overBy([...goods, ...others], order.lines, order.lines)
      : null;
  if (over !== null) return over <= 0;
  if (order.totalMinor === null || order.currency !== a.currency) return false;
  return sum([a.totalMinor ?? 0, b.totalMinor ?? 0]) <= order.totalMinor;
}
