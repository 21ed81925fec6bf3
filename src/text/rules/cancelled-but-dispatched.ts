import type { RuleTexts } from "../rule-text.ts";

export const cancelledButDispatched: RuleTexts<"cancelled-but-dispatched"> = {
  es: {
    tag: "Detener",
    title: ({ deliveredAt }) =>
      deliveredAt ? "pedido cancelado y entregado" : "pedido cancelado, la entrega ya salió",
    why: ({ deliveryId, deliveredAt }) =>
      deliveredAt
        ? `La entrega ${deliveryId} llegó al cliente con el pedido cancelado: esa mercancía no se puede facturar hasta que regrese o el pedido se reactive.`
        : `La entrega ${deliveryId} va con un pedido cancelado. Detenerla ahora evita una entrega sin factura y el costo del regreso.`,
    fields: ({ cancelledAt, leftAt, deliveredAt, cancelReason }, f) => [
      ["Cancelado", `${f.moment(cancelledAt)}${cancelReason ? ` · ${cancelReason}` : ""}`],
      deliveredAt ? ["Entregado", f.moment(deliveredAt)] : ["Despachado", f.moment(leftAt)],
    ],
  },
  en: {
    tag: "Stop",
    title: ({ deliveredAt }) =>
      deliveredAt ? "order cancelled and delivered" : "order cancelled, delivery already left",
    why: ({ deliveryId, deliveredAt }) =>
      deliveredAt
        ? `Delivery ${deliveryId} reached the customer with the order cancelled: those goods cannot be invoiced until they return or the order is reinstated.`
        : `Delivery ${deliveryId} carries a cancelled order. Stopping it now avoids a delivery nobody can invoice and the cost of bringing it back.`,
    fields: ({ cancelledAt, leftAt, deliveredAt, cancelReason }, f) => [
      ["Cancelled", `${f.moment(cancelledAt)}${cancelReason ? ` · ${cancelReason}` : ""}`],
      deliveredAt ? ["Delivered", f.moment(deliveredAt)] : ["Dispatched", f.moment(leftAt)],
    ],
  },
};
