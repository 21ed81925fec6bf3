import type { RuleTexts } from "../rule-text.ts";

export const deliveryStuck: RuleTexts<"delivery-stuck"> = {
  es: {
    tag: "Sin cierre",
    title: ({ dispatchedAt }, f) => `en ruta desde el ${f.moment(dispatchedAt)}`,
    why: ({ deliveryId }) =>
      `La entrega ${deliveryId} salió y nadie ha registrado cómo terminó. Mientras la guía siga abierta, Cobranza no puede facturarla.`,
    fields: ({ dispatchedAt, carrier }, f) => [
      ["Despachado", f.moment(dispatchedAt)],
      ...(carrier ? ([["Transporte", carrier]] as const) : []),
    ],
  },
  en: {
    tag: "Not closed",
    title: ({ dispatchedAt }, f) => `on route since ${f.moment(dispatchedAt)}`,
    why: ({ deliveryId }) =>
      `Delivery ${deliveryId} left and nobody has recorded how it ended. While the waybill stays open, Collections cannot invoice it.`,
    fields: ({ dispatchedAt, carrier }, f) => [
      ["Dispatched", f.moment(dispatchedAt)],
      ...(carrier ? ([["Carrier", carrier]] as const) : []),
    ],
  },
};
