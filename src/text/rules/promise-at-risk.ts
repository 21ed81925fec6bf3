import type { RuleTexts } from "../rule-text.ts";

export const promiseAtRisk: RuleTexts<"promise-at-risk"> = {
  es: {
    tag: "En riesgo",
    title: ({ promisedOn, etaAt }, f) =>
      etaAt
        ? `llegaría después de lo prometido (${f.date(promisedOn)})`
        : `prometido para el ${f.date(promisedOn)}, sin despachar`,
    why: ({ etaAt, deliveryId }, f) =>
      etaAt
        ? `La entrega ${deliveryId} llegaría el ${f.moment(etaAt)}, pasada la fecha prometida. Con una nueva fecha a tiempo, Ventas puede avisar al cliente antes de que espere en vano.`
        : `La fecha prometida está cerca y no todo ha salido del almacén. Si no va a llegar, una nueva fecha hoy evita una promesa rota y una factura detenida.`,
    fields: ({ promisedOn, etaAt }, f) => [
      ["Prometido", f.date(promisedOn)],
      ...(etaAt ? ([["Llegada estimada", f.moment(etaAt)]] as const) : []),
    ],
  },
  en: {
    tag: "At risk",
    title: ({ promisedOn, etaAt }, f) =>
      etaAt
        ? `expected later than promised (${f.date(promisedOn)})`
        : `promised for ${f.date(promisedOn)}, not dispatched`,
    why: ({ etaAt, deliveryId }, f) =>
      etaAt
        ? `Delivery ${deliveryId} would arrive on ${f.moment(etaAt)}, after the promised day. With a new date in time, Sales can tell the customer before they wait in vain.`
        : `The promised day is near and not everything has left the warehouse. If it will not make it, a new date today avoids a broken promise and a stopped invoice.`,
    fields: ({ promisedOn, etaAt }, f) => [
      ["Promised", f.date(promisedOn)],
      ...(etaAt ? ([["Expected", f.moment(etaAt)]] as const) : []),
    ],
  },
};
