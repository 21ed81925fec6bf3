import type { RuleTexts } from "../rule-text.ts";

export const deliveryFailed: RuleTexts<"delivery-failed"> = {
  es: {
    tag: "Entrega fallida",
    title: ({ reason }) => (reason ? `no se pudo entregar: ${reason}` : "no se pudo entregar"),
    why: ({ deliveryId }) =>
      `El intento de entrega de ${deliveryId} falló y no hay otro programado. Sin una nueva fecha, Ventas no sabe qué decirle al cliente y no hay qué facturar.`,
    fields: ({ failedAt, carrier }, f) => [
      ["Intento", f.moment(failedAt)],
      ...(carrier ? ([["Transporte", carrier]] as const) : []),
    ],
  },
  en: {
    tag: "Delivery failed",
    title: ({ reason }) => (reason ? `not delivered: ${reason}` : "not delivered"),
    why: ({ deliveryId }) =>
      `The attempt to deliver ${deliveryId} failed, and no other one is planned. Without a new date, Sales does not know what to tell the customer and there is nothing to invoice.`,
    fields: ({ failedAt, carrier }, f) => [
      ["Attempt", f.moment(failedAt)],
      ...(carrier ? ([["Carrier", carrier]] as const) : []),
    ],
  },
};
