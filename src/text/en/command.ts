import type { CommandText } from "../text.ts";

export const command: CommandText = {
  unknownVerb: (typed, suggestion) =>
    suggestion
      ? `"${typed}" is not a command. /remo ${suggestion}?`
      : `"${typed}" is not a command. The list is in /remo help.`,
  notFound: (typed, similar) =>
    similar.length > 0
      ? `${typed} does not exist. ${similar.join(" or ")}?`
      : `${typed} does not exist, and nothing looks like it.`,
  statusTitle: (orderId) => `Order ${orderId}`,
  noCase: (orderId) => `${orderId} has no cases: nothing holds it up.`,
  lastCase: (orderId, resolved, when) =>
    `${orderId} has no open cases. The last one was closed ${when}: ${resolved.toLowerCase()}.`,
  promised: "Promised",
  delivered: "Delivered",
  pending: "pending",
  dispatched: "on route since",
  invoiced: "Invoiced",
  notInvoiced: "no invoice",
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
  evidenceTitle: (orderId) => `Proof of ${orderId}`,
  evidenceOf: (deliveryId, when) => `${deliveryId} · delivered ${when}`,
  notDelivered: (deliveryId) => `${deliveryId} · not delivered yet`,
  noDeliveries: (orderId) => `${orderId} has no deliveries on record.`,
  noneDemanded: (deliveryId) => `${deliveryId} · no proof outstanding`,
  attached: (kind, name, when, by) => `✓ ${kind} · ${name} · ${when}${by ? ` · ${by}` : ""}`,
  greeting: (name) => `To do for ${name}`,
  stranger: "Remo",
  homeMine: "With my teams now",
  homeTeam: (teams) => `Followed by ${teams}`,
  homeEmpty: "Nothing to do.",
};
