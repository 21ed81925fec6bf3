import type { CommandText } from "../text.ts";

export const command: CommandText = {
  unknownVerb: (typed, suggestion) =>
    suggestion
      ? `«${typed}» no es un comando. ¿/remo ${suggestion}?`
      : `«${typed}» no es un comando. La lista está en /remo ayuda.`,
  notFound: (typed, similar) =>
    similar.length > 0
      ? `${typed} no existe. ¿${similar.join(" o ")}?`
      : `${typed} no existe, y no hay nada parecido.`,
  whichOne: (ids) => `¿${ids.join(" o ")}?`,
  statusTitle: (orderId) => `Pedido ${orderId}`,
  noCase: (orderId) => `${orderId} no tiene casos: nada lo detiene.`,
  readyToBill: (team) => `Ya se puede facturar; le toca a ${team}.`,
  lastCase: (orderId, resolved, when) =>
    `${orderId} no tiene casos abiertos. El último se cerró ${when}: ${resolved.toLowerCase()}.`,
  promised: "Prometido",
  delivered: "entregada",
  pending: "pendiente",
  dispatched: "en ruta desde",
  invoiced: "Facturado",
  notInvoiced: "Todavía sin factura",
  cancelled: "Cancelado",
  total: "Monto",
  stateLabel: "Estado",
  delivery: "Entrega",
  invoice: "Factura",
  casesTitle: (scope, total) =>
    total === 1 ? `1 caso abierto para ${scope}` : `${total} casos abiertos para ${scope}`,
  mine: "mis equipos",
  noCases: (scope, lastClosed) =>
    `No hay casos abiertos para ${scope}.${lastClosed ? ` El último se cerró ${lastClosed}.` : ""}`,
  andMore: (count) => (count === 1 ? "y 1 caso más" : `y ${count} casos más`),
  caseLine: ({ subject, fact, amount, ball }) =>
    [subject, fact, amount, ball].filter((part) => part !== null).join(" · "),
  evidenceTitle: (orderId) => `Evidencia de ${orderId}`,
  evidenceOf: (deliveryId, when) => `${deliveryId} · entregada ${when}`,
  notDelivered: (deliveryId) => `${deliveryId} · todavía sin entregar`,
  noDeliveries: (orderId) => `${orderId} no tiene entregas registradas.`,
  noneDemanded: (deliveryId) => `${deliveryId} · sin comprobantes pendientes`,
  attached: (kind, name, when, by) => `✓ ${kind} · ${name} · ${when}${by ? ` · ${by}` : ""}`,
  greeting: (name) => `Pendientes de ${name}`,
  stranger: "Remo",
  homeMine: "Por atender",
  homeOthers: "En espera de otros equipos",
  homeEmpty: "Nada pendiente.",
};
