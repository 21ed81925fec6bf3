import type { CommandText } from "../text.ts";

export const command: CommandText = {
  helpTitle: "Remo · ayuda",
  help: [
    "/remo estado PED-1042 — dónde está el pedido, a quién le toca y qué falta (también con el número de la entrega o de la factura, o solo 1042)",
    "/remo casos — los casos abiertos de mis equipos: lo más grave primero, después el monto más alto",
    "/remo casos equipo — los del equipo de este canal",
    "/remo evidencia PED-1042 — comprobantes recibidos y pendientes",
    "/remo credito FAC-2210 12,300.00 — pedir una nota de crédito sobre la factura",
    "/remo ayuda — esta lista",
  ],
  unknownVerb: (typed, suggestion) =>
    suggestion
      ? `«${typed}» no es un comando. ¿/remo ${suggestion}?`
      : `«${typed}» no es un comando. La lista está en /remo ayuda.`,
  missingId: (verb) => `Falta el número: /remo ${verb} PED-1042`,
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
