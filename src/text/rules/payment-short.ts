import type { RuleTexts } from "../rule-text.ts";

export const paymentShort: RuleTexts<"payment-short"> = {
  es: {
    tag: "Pago incompleto",
    title: ({ invoiceId, paid, due }, f) =>
      `${invoiceId}: se pagó ${f.money(paid)} de ${f.money(due)}`,
    why: ({ invoiceId }) =>
      `Ninguna retención, nota de crédito ni solicitud explica lo que falta de la factura ${invoiceId}. Mientras no se aclare, el saldo del cliente y el propio no coinciden.`,
    fields: ({ due, paid, paidAt }, f) => [
      ["Por pagar", f.money(due)],
      ["Pagado", f.money(paid)],
      ["Último pago", f.moment(paidAt)],
    ],
  },
  en: {
    tag: "Short payment",
    title: ({ invoiceId, paid, due }, f) =>
      `${invoiceId}: ${f.money(paid)} of ${f.money(due)} paid`,
    why: ({ invoiceId }) =>
      `No withholding, credit note or request explains what is missing from invoice ${invoiceId}. Until it is cleared up, the customer's balance and ours do not agree.`,
    fields: ({ due, paid, paidAt }, f) => [
      ["Due", f.money(due)],
      ["Paid", f.money(paid)],
      ["Last payment", f.moment(paidAt)],
    ],
  },
};
