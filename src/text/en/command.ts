import type { CommandText } from "../text.ts";

export const command: CommandText = {
  helpTitle: "Remo · help",
  help: [
    "/remo status PED-1042 — where the order is, whose turn it is and what is missing (a delivery or invoice number works too, or just 1042)",
    "/remo cases — the open cases of my teams: the most severe first, then the highest amount",
    "/remo cases team — those of this channel's team",
    "/remo evidence PED-1042 — proof received and still missing",
    "/remo credit FAC-2210 12,300.00 — request a credit note on the invoice",
    "/remo help — this list",
  ],
  unknownVerb: (typed, suggestion) =>
    suggestion
      ? `"${typed}" is not a command. /remo ${suggestion}?`
      : `"${typed}" is not a command. The list is in /remo help.`,
  missingId: (verb) => `The number is missing: /remo ${verb} PED-1042`,
  notFound: (typed, similar) =>
    similar.length > 0
      ? `${typed} does not exist. Did you mean ${similar.join(" or ")}?`
      : `${typed} does not exist, and nothing is close to it.`,
  whichOne: (ids) => `${ids.join(" or ")}?`,
  statusTitle: (orderId) => `Order ${orderId}`,
  noCase: (orderId) => `${orderId} has no cases: nothing holds it up.`,
  readyToBill: (team) => `Ready to invoice; ${team} is next.`,
  lastCase: (orderId, resolved, when) =>
    `${orderId} has no open cases. The last one was closed ${when}: ${resolved.toLowerCase()}.`,
  promised: "Promised",
  delivered: "delivered",
  pending: "pending",
  dispatched: "on route since",
  invoiced: "Invoiced",
  notInvoiced: "Not invoiced yet",
  cancelled: "Cancelled",
  total: "Amount",
  stateLabel: "State",
  delivery: "Delivery",
  invoice: "Invoice",
  casesTitle: (scope, total) =>
    total === 1 ? `1 open case for ${scope}` : `${total} open cases for ${scope}`,
  mine: "my teams",
  noCases: (scope, lastClosed) =>
    `No open cases for ${scope}.${lastClosed ? ` The last one was closed ${lastClosed}.` : ""}`,
  andMore: (count) => (count === 1 ? "and 1 more case" : `and ${count} more cases`),
  caseLine: ({ subject, fact, amount, ball }) =>
    [subject, fact, amount, ball].filter((part) => part !== null).join(" · "),
  evidenceTitle: (orderId) => `Proof for ${orderId}`,
  evidenceOf: (deliveryId, when) => `${deliveryId} · delivered ${when}`,
  notDelivered: (deliveryId) => `${deliveryId} · not delivered yet`,
  noDeliveries: (orderId) => `${orderId} has no deliveries on record.`,
  noneDemanded: (deliveryId) => `${deliveryId} · no proof outstanding`,
  attached: (kind, name, when, by) => `✓ ${kind} · ${name} · ${when}${by ? ` · ${by}` : ""}`,
  greeting: (name) => `To do for ${name}`,
  stranger: "Remo",
  homeMine: "To act on",
  homeOthers: "Waiting for other teams",
  homeEmpty: "Nothing to do.",
};
