import { epochMs, localDate } from "../calendar.ts";
import type { InvoiceState } from "../invoice.ts";
import type { Money } from "../money.ts";
import { sum } from "../order.ts";
import type { OrderPicture } from "../picture.ts";
import { debitedMinor } from "../receivable.ts";
import { agreedDiscountMinor, agreedUnitMinor, agreementOf } from "./agreed-prices.ts";
import { correctedMinor } from "./billing.ts";

/** One thing an invoice says, and what was agreed instead. */
export type Difference =
  | {
      readonly field: "currency" | "taxId" | "payer";
      readonly invoiced: string;
      readonly agreed: string;
    }
  | {
      readonly field: "price";
      /** SKU of the line, or its id. */
      readonly item: string;
      readonly quantity: number;
      /** Of the whole line, before tax. */
      readonly invoiced: Money;
      readonly agreed: Money;
    }
  | { readonly field: "discount"; readonly invoiced: Money; readonly agreed: Money }
  /** Days from its issue in which the invoice asks to be paid. */
  | { readonly field: "terms"; readonly invoiced: number; readonly agreed: number };

export type Tolerance = {
  readonly toleranceShare: number;
  readonly toleranceMinor: number;
  readonly toleranceDays: number;
};

type ChargedDifference = Extract<Difference, { field: "price" | "discount" }>;

/** ISO 4217's code for "no currency": an invoice known by its number alone. */
const NO_CURRENCY = "XXX";
const DAY_MS = 86_400_000;
/** A card has room for the first of them; the rest of an invoice is looked at with these. */
const MOST = 20;

/** What the invoice says otherwise than the agreement, else the order, else the customer. */
export function differencesOf(
  invoice: InvoiceState,
  picture: OrderPicture,
  tolerance: Tolerance,
): readonly Difference[] {
  const charged = [
    ...priceDifferences(invoice, picture, tolerance),
    ...discountDifference(invoice, picture, tolerance),
  ];
  const all = [
    ...currencyDifference(invoice, picture),
    ...partyDifferences(invoice, picture),
    ...termsDifference(invoice, picture, tolerance),
    ...(isCorrected(invoice, charged, tolerance) ? [] : charged),
  ];
  return all.slice(0, MOST);
}

/** Charged too much and credited for it, or too little and debited. */
function isCorrected(
  invoice: InvoiceState,
  charged: readonly ChargedDifference[],
  { toleranceMinor }: Tolerance,
): boolean {
  const over = sum(
    charged.map(({ field, invoiced, agreed }) =>
      field === "price" ? invoiced.minor - agreed.minor : agreed.minor - invoiced.minor,
    ),
  );
  const mended = over > 0 ? correctedMinor(invoice) : debitedMinor(invoice);
  return mended > 0 && mended >= Math.abs(over) - toleranceMinor;
}

/** Whether they explain that the invoice's amount is another than the order's. */
export function explainAmount(differences: readonly Difference[]): boolean {
  return differences.some(({ field }) => ["price", "discount", "currency"].includes(field));
}

/** What they come to in money; null where one of them cannot be told in money. */
export function amountOf(differences: readonly Difference[]): Money | null {
  let minor = 0;
  let currency: string | null = null;
  for (const one of differences) {
    if (one.field !== "price" && one.field !== "discount") return null;
    minor += Math.abs(one.invoiced.minor - one.agreed.minor);
    ({ currency } = one.invoiced);
  }
  return currency === null ? null : { minor, currency };
}

function currencyDifference({ currency }: InvoiceState, { order }: OrderPicture): Difference[] {
  if (!currency || currency === NO_CURRENCY || !order.currency) return [];
  if (currency === order.currency) return [];
  return [{ field: "currency", invoiced: currency, agreed: order.currency }];
}

function partyDifferences(invoice: InvoiceState, picture: OrderPicture): Difference[] {
  const { order, customer } = picture;
  const agreement = agreementOf(picture);
  const taxId = agreement?.taxId ?? order.taxId ?? customer?.taxId ?? null;
  const payer = agreement?.payerId ?? order.payerId;
  return [
    ...(invoice.taxId !== null && taxId !== null && plain(invoice.taxId) !== plain(taxId)
      ? [{ field: "taxId" as const, invoiced: invoice.taxId, agreed: taxId }]
      : []),
    ...(invoice.payerId !== null && payer !== null && invoice.payerId !== payer
      ? [{ field: "payer" as const, invoiced: invoice.payerId, agreed: payer }]
      : []),
  ];
}

/** Written with dots, dashes or blanks, it is the same number. */
function plain(taxId: string): string {
  return taxId.replace(/[^\p{L}\p{N}]/gu, "").toUpperCase();
}

function termsDifference(
  invoice: InvoiceState,
  picture: OrderPicture,
  { toleranceDays }: Tolerance,
): Difference[] {
  const agreed = agreedPaymentDays(picture);
  const invoiced = invoicedPaymentDays(invoice, picture.zone);
  if (agreed === null || invoiced === null) return [];
  if (Math.abs(invoiced - agreed) <= toleranceDays) return [];
  return [{ field: "terms", invoiced, agreed }];
}

function agreedPaymentDays(picture: OrderPicture): number | null {
  const own = agreementOf(picture)?.paymentDays ?? picture.order.paymentDays;
  return own ?? picture.customer?.paymentDays ?? null;
}

/** From the day of its issue to the day it is due: a due date says more than the terms beside it. */
export function invoicedPaymentDays(invoice: InvoiceState, zone: string): number | null {
  if (invoice.dueOn === null || invoice.issuedAt === null) return invoice.paymentDays;
  const issuedOn = localDate(invoice.issuedAt, zone);
  return Math.round((epochMs(invoice.dueOn) - epochMs(issuedOn)) / DAY_MS);
}

function priceDifferences(
  { currency, lines }: InvoiceState,
  picture: OrderPicture,
  tolerance: Tolerance,
): ChargedDifference[] {
  if (currency === null || currency !== picture.order.currency) return [];
  return (lines ?? []).flatMap((line): ChargedDifference[] => {
    const unit = agreedUnitMinor(line, picture);
    if (unit === null || line.amountMinor === undefined || line.quantity === 0) return [];
    const agreed = Math.round(unit * line.quantity);
    if (isNear(line.amountMinor, agreed, tolerance)) return [];
    return [
      {
        field: "price",
        item: line.sku ?? line.lineId ?? "",
        quantity: line.quantity,
        invoiced: { minor: line.amountMinor, currency },
        agreed: { minor: agreed, currency },
      },
    ];
  });
}

function isNear(invoiced: number, agreed: number, tolerance: Tolerance): boolean {
  const allowed = Math.max(Math.abs(agreed) * tolerance.toleranceShare, tolerance.toleranceMinor);
  return Math.abs(invoiced - agreed) <= allowed;
}

function discountDifference(
  invoice: InvoiceState,
  picture: OrderPicture,
  tolerance: Tolerance,
): ChargedDifference[] {
  const { currency, discountMinor } = invoice;
  if (currency === null || discountMinor === null || currency !== picture.order.currency) return [];
  const agreed = agreedDiscountMinor(invoice, picture);
  if (agreed === null || isNear(discountMinor, agreed, tolerance)) return [];
  return [
    {
      field: "discount",
      invoiced: { minor: discountMinor, currency },
      agreed: { minor: agreed, currency },
    },
  ];
}
