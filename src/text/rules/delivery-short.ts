import type { RuleTexts } from "../rule-text.ts";

export const deliveryShort: RuleTexts<"delivery-short"> = {
  es: {
    tag: "Faltante",
    title: ({ shortQuantity, orderedQuantity, unit }, f) =>
      `faltan ${f.quantity(shortQuantity)} de ${f.quantity(orderedQuantity, unit)}`,
    why: ({ rejectedQuantity, unit }, f) =>
      `${
        rejectedQuantity > 0
          ? `El cliente rechazó ${f.quantity(rejectedQuantity, unit)}`
          : "El cliente recibió menos de lo pedido"
      }. Mientras no se decida entre enviar lo que falta y facturar lo entregado, Cobranza no sabe cuánto facturar.`,
    fields: ({ shortQuantity, orderedQuantity, unit, deliveredAt }, f) => [
      ["Pedido", f.quantity(orderedQuantity, unit)],
      ["Falta", f.quantity(shortQuantity, unit)],
      ...(deliveredAt ? ([["Entregado", f.moment(deliveredAt)]] as const) : []),
    ],
  },
  en: {
    tag: "Short",
    title: ({ shortQuantity, orderedQuantity, unit }, f) =>
      `${f.quantity(shortQuantity)} of ${f.quantity(orderedQuantity, unit)} missing`,
    why: ({ rejectedQuantity, unit }, f) =>
      `${
        rejectedQuantity > 0
          ? `The customer rejected ${f.quantity(rejectedQuantity, unit)}`
          : "The customer received less than was ordered"
      }. Until somebody chooses between sending the rest and billing what was delivered, Collections does not know how much to invoice.`,
    fields: ({ shortQuantity, orderedQuantity, unit, deliveredAt }, f) => [
      ["Ordered", f.quantity(orderedQuantity, unit)],
      ["Missing", f.quantity(shortQuantity, unit)],
      ...(deliveredAt ? ([["Delivered", f.moment(deliveredAt)]] as const) : []),
    ],
  },
};
