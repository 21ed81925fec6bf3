import type { Difference } from "../core/rules/mismatch-terms.ts";
import type { Lang } from "./format.ts";

export type Side = "agreement" | "customer" | "order" | "delivery" | "invoice";

/** What agreement, order, delivery and invoice say, side by side. */
export type DiffWords = {
  readonly field: Readonly<Record<Difference["field"] | "quantity" | "total", string>>;
  /** Whose word it is. */
  readonly side: Readonly<Record<Side, string>>;
  title(subject: string): string;
  /** Whether all that was compared agrees. */
  readonly nothing: string;
  days(count: number): string;
  /** "MXN 9.50, y no MXN 10.00". */
  not(invoiced: string, agreed: string): string;
  /** "4 puntos". */
  points(count: number): string;
};

export const DIFF_WORDS: Readonly<Record<Lang, DiffWords>> = {
  es: {
    field: {
      currency: "moneda",
      taxId: "identificación fiscal",
      payer: "quién paga",
      price: "precio",
      discount: "descuento",
      terms: "plazo de pago",
      quantity: "cantidad",
      total: "total",
    },
    side: {
      agreement: "acuerdo",
      customer: "cliente",
      order: "pedido",
      delivery: "entrega",
      invoice: "factura",
    },
    title: (subject) => `Diferencias de ${subject}`,
    nothing: "Acuerdo, pedido, entrega y factura dicen lo mismo.",
    days: (count) => (count === 1 ? "1 día" : `${count} días`),
    not: (invoiced, agreed) => `${invoiced}, y no ${agreed}`,
    points: (count) => `${count} puntos`,
  },
  en: {
    field: {
      currency: "currency",
      taxId: "tax id",
      payer: "payer",
      price: "price",
      discount: "discount",
      terms: "payment terms",
      quantity: "quantity",
      total: "total",
    },
    side: {
      agreement: "agreement",
      customer: "customer",
      order: "order",
      delivery: "delivery",
      invoice: "invoice",
    },
    title: (subject) => `Differences of ${subject}`,
    nothing: "Agreement, order, delivery and invoice say the same.",
    days: (count) => (count === 1 ? "1 day" : `${count} days`),
    not: (invoiced, agreed) => `${invoiced}, not ${agreed}`,
    points: (count) => `${count} points`,
  },
};
