import type { RuleTexts } from "../rule-text.ts";

export const deliveryRescheduled: RuleTexts<"delivery-rescheduled"> = {
  es: {
    tag: "Fecha movida",
    title: ({ to }, f) => `la entrega pasa al ${f.date(to)}`,
    why: ({ deliveryId, reason }) =>
      `La entrega ${deliveryId} cambió de día después de la promesa${reason ? ` (${reason})` : ""}. El cliente espera la fecha anterior: sin aviso, puede no estar para recibirla, y la factura se atrasa con ella.`,
    fields: ({ from, to }, f) => [
      ["Antes", f.date(from)],
      ["Ahora", f.date(to)],
    ],
  },
  en: {
    tag: "Date moved",
    title: ({ to }, f) => `delivery moved to ${f.date(to)}`,
    why: ({ deliveryId, reason }) =>
      `Delivery ${deliveryId} changed day after the promise${reason ? ` (${reason})` : ""}. The customer expects the earlier date: if nobody tells them, they may not be there to receive it, and the invoice slips with it.`,
    fields: ({ from, to }, f) => [
      ["Before", f.date(from)],
      ["Now", f.date(to)],
    ],
  },
};
