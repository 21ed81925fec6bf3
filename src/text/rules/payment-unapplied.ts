import type { RuleTexts } from "../rule-text.ts";

export const paymentUnapplied: RuleTexts<"payment-unapplied"> = {
  es: {
    tag: "Pago sin aplicar",
    title: ({ paymentId, unapplied }, f) => `${paymentId}: ${f.money(unapplied)} sin factura`,
    why: ({ unapplied, received }, f) =>
      `De un pago de ${f.money(received)} quedan ${f.money(unapplied)} que no pagan ninguna factura. Mientras tanto se le cobra al cliente lo que ya pagó, y su saldo no coincide con el nuestro.`,
    fields: ({ receivedAt, reference }, f) => [
      ["Recibido", f.moment(receivedAt)],
      ...(reference ? ([["Referencia", reference]] as const) : []),
    ],
  },
  en: {
    tag: "Payment not applied",
    title: ({ paymentId, unapplied }, f) =>
      `${paymentId}: ${f.money(unapplied)} without an invoice`,
    why: ({ unapplied, received }, f) =>
      `Of a payment of ${f.money(received)}, ${f.money(unapplied)} is not applied to any invoice. Meanwhile the customer is asked for what they paid, and their balance is not ours.`,
    fields: ({ receivedAt, reference }, f) => [
      ["Received", f.moment(receivedAt)],
      ...(reference ? ([["Reference", reference]] as const) : []),
    ],
  },
};
