import type { RuleTexts } from "../rule-text.ts";

export const deliveryDuplicated: RuleTexts<"delivery-duplicated"> = {
  es: {
    tag: "Duplicada",
    title: ({ excessQuantity, unit, deliveredAt }, f) =>
      deliveredAt
        ? `se entregaron ${f.quantity(excessQuantity, unit)} de más`
        : `van ${f.quantity(excessQuantity, unit)} de más`,
    why: ({ deliveryId, others, deliveredAt }, f) => {
      const both = others.length > 0 ? `, sumada a ${f.list(others)},` : "";
      return deliveredAt
        ? `La entrega ${deliveryId}${both} supera lo pedido. Lo que sobra no se puede facturar: regresa, o el cliente se queda con ello y Ventas amplía el pedido.`
        : `La entrega ${deliveryId}${both} supera lo pedido. Detenerla ahora evita pagar el regreso y un reclamo por la factura.`;
    },
    fields: ({ orderedQuantity, excessQuantity, unit }, f) => [
      ["Pedido", f.quantity(orderedQuantity, unit)],
      ["De más", f.quantity(excessQuantity, unit)],
    ],
  },
  en: {
    tag: "Duplicate",
    title: ({ excessQuantity, unit, deliveredAt }, f) =>
      deliveredAt
        ? `${f.quantity(excessQuantity, unit)} too many delivered`
        : `${f.quantity(excessQuantity, unit)} too many on the way`,
    why: ({ deliveryId, others, deliveredAt }, f) => {
      const both = others.length > 0 ? `, together with ${f.list(others)},` : "";
      return deliveredAt
        ? `Delivery ${deliveryId}${both} exceeds what was ordered. The excess cannot be invoiced: it returns, or the customer keeps it and Sales extends the order.`
        : `Delivery ${deliveryId}${both} exceeds what was ordered. Stopping it now avoids the cost of bringing it back and an argument over the invoice.`;
    },
    fields: ({ orderedQuantity, excessQuantity, unit }, f) => [
      ["Ordered", f.quantity(orderedQuantity, unit)],
      ["Too many", f.quantity(excessQuantity, unit)],
    ],
  },
};
