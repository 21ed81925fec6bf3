import type { Lang } from "./format.ts";

/** What `/remo status` calls the parts of a customer's account. */
type AccountWords = {
  title(name: string): string;
  readonly owed: string;
  readonly unapplied: string;
  readonly limit: string;
  readonly openOrders: string;
  due(date: string): string;
  moreInvoices(count: number): string;
};

export const ACCOUNT_WORDS: Readonly<Record<Lang, AccountWords>> = {
  es: {
    title: (name) => `Cliente ${name}`,
    owed: "Por cobrar",
    unapplied: "Pagos sin aplicar",
    limit: "Límite de crédito",
    openOrders: "Pedidos abiertos",
    due: (date) => `vence el ${date}`,
    moreInvoices: (count) => (count === 1 ? "y 1 factura más" : `y ${count} facturas más`),
  },
  en: {
    title: (name) => `Customer ${name}`,
    owed: "To collect",
    unapplied: "Payments not applied",
    limit: "Credit limit",
    openOrders: "Open orders",
    due: (date) => `due on ${date}`,
    moreInvoices: (count) => (count === 1 ? "and 1 more invoice" : `and ${count} more invoices`),
  },
};
