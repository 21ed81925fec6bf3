import { acceptedQuantity } from "../core/delivery.ts";
import type { InvoiceState } from "../core/invoice.ts";
import { orderedQuantity, orderTotal, sum } from "../core/order.ts";
import type { OrderPicture } from "../core/picture.ts";
import { isLive, netQuantity, netTotal } from "../core/receivable.ts";
import {
  agreedDiscountMinor,
  agreementOf,
  orderedAt,
  pricedAt,
} from "../core/rules/agreed-prices.ts";
import { invoicedPaymentDays } from "../core/rules/mismatch-terms.ts";
import { unitOf } from "../core/rules/quantities.ts";
import { DIFF_WORDS, type Side } from "../text/diff-words.ts";
import type { Note } from "./card.ts";
import { type Reader, type Speech, speechFor } from "./reader.ts";

const MAX_LINES = 40;

type Said = readonly (readonly [side: Side, value: string | null])[];
type Row = { readonly label: string; readonly said: Said };

/**
 * Agreement × order × delivery × invoice, side by side: a line per thing that two of them tell,
 * those that differ first. `invoiceId` keeps it to one invoice; null shows every one of the order.
 */
export function diffNote(picture: OrderPicture, invoiceId: string | null, reader: Reader): Note {
  const { f } = speechFor(reader);
  const words = DIFF_WORDS[f.lang];
  const live = picture.invoices.filter(isLive);
  const shown = live.filter(({ id }) => invoiceId === null || id === invoiceId);
  const rows = [
    ...shown.flatMap((one) => invoiceRows(picture, one, speechFor(reader))),
    ...wholeRows(picture, live, speechFor(reader)),
  ].flatMap(({ label, said }) => {
    const told = said.filter((one): one is [Side, string] => one[1] !== null);
    const differs = new Set(told.map(([, value]) => value)).size > 1;
    const sides = told.map(([side, value]) => `${words.side[side]} ${value}`).join(" · ");
    return told.length > 1 ? [{ differs, line: `${differs ? "✗" : "✓"} ${label}: ${sides}` }] : [];
  });
  const lines = rows.toSorted((a, b) => Number(b.differs) - Number(a.differs));
  return {
    lang: reader.lang,
    title: words.title(shown.length === 1 ? (shown[0]?.id ?? "") : picture.order.id),
    text: lines.some(({ differs }) => differs) ? "" : words.nothing,
    lines: lines.slice(0, MAX_LINES).map(({ line }) => line),
  };
}

/** What one invoice says of its terms, beside what was agreed. */
function invoiceRows(picture: OrderPicture, invoice: InvoiceState, { f }: Speech): readonly Row[] {
  const { order, customer, zone } = picture;
  const agreement = agreementOf(picture);
  const { field, days } = DIFF_WORDS[f.lang];
  const inDays = (count: number | null = null) => (count === null ? null : days(count));
  const money = (minor: number | null) =>
    minor === null || invoice.currency === null
      ? null
      : f.money({ minor: Math.round(minor), currency: invoice.currency });
  return [
    {
      label: field.currency,
      said: [
        ["order", order.currency],
        ["invoice", invoice.currency],
      ],
    },
    {
      label: field.taxId,
      said: [
        ["agreement", agreement?.taxId ?? null],
        ["customer", customer?.taxId ?? null],
        ["order", order.taxId],
        ["invoice", invoice.taxId],
      ],
    },
    {
      label: field.payer,
      said: [
        ["agreement", agreement?.payerId ?? null],
        ["order", order.payerId],
        ["invoice", invoice.payerId],
      ],
    },
    {
      label: field.terms,
      said: [
        ["agreement", inDays(agreement?.paymentDays)],
        ["customer", inDays(customer?.paymentDays)],
        ["order", inDays(order.paymentDays)],
        ["invoice", inDays(invoicedPaymentDays(invoice, zone))],
      ],
    },
    {
      label: field.discount,
      said: [
        ["order", money(agreedDiscountMinor(invoice, picture))],
        ["invoice", money(invoice.discountMinor)],
      ],
    },
    ...(invoice.lines ?? []).map((line): Row => ({
      label: `${field.price} ${line.sku ?? line.lineId ?? ""}`.trim(),
      said: [
        ["agreement", money(pricedAt(line, picture))],
        ["order", money(orderedAt(line, picture))],
        [
          "invoice",
          line.amountMinor === undefined || line.quantity === 0
            ? null
            : money(line.amountMinor / line.quantity),
        ],
      ],
    })),
  ];
}

/** What all invoices of the order come to, beside the order and what was delivered. */
function wholeRows(
  picture: OrderPicture,
  live: readonly InvoiceState[],
  { f }: Speech,
): readonly Row[] {
  const { order, deliveries } = picture;
  const { field } = DIFF_WORDS[f.lang];
  const unit = unitOf(order.lines);
  const quantities = (all: readonly (number | null)[]) =>
    all.length === 0 || all.includes(null) ? null : f.quantity(sum(all.map((q) => q ?? 0)), unit);
  const total = orderTotal(order);
  const totals = live.map(netTotal);
  const same = totals.every((one) => one !== null && one.currency === totals[0]?.currency);
  const currency = totals[0]?.currency;
  const invoiced = sum(totals.map((one) => one?.minor ?? 0));
  return [
    {
      label: field.quantity,
      said: [
        ["order", order.lines.length > 0 ? f.quantity(orderedQuantity(order), unit) : null],
        ["delivery", quantities(deliveries.map(acceptedQuantity))],
        ["invoice", quantities(live.map(netQuantity))],
      ],
    },
    {
      label: field.total,
      said: [
        ["order", total && f.money(total)],
        ["invoice", same && currency ? f.money({ minor: invoiced, currency }) : null],
      ],
    },
  ];
}
