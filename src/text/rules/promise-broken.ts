import type { RuleTexts } from "../rule-text.ts";

export const promiseBroken: RuleTexts<"promise-broken"> = {
  es: {
    tag: "Promesa rota",
    title: ({ promisedOn }, f) => `prometido para el ${f.date(promisedOn)}, sin entregar`,
    why: ({ partlyDeliveredAt, promisedOn }, f) =>
      partlyDeliveredAt
        ? `Se entregó una parte el ${f.moment(partlyDeliveredAt)}; lo demás se prometió para el ${f.date(promisedOn)} y no ha llegado.`
        : `El día prometido terminó y no hay entrega registrada: el cliente espera sin noticia y nada se puede facturar.`,
    fields: ({ promisedOn }, f) => [["Prometido", f.date(promisedOn)]],
  },
  en: {
    tag: "Promise broken",
    title: ({ promisedOn }, f) => `promised for ${f.date(promisedOn)}, not delivered`,
    why: ({ partlyDeliveredAt, promisedOn }, f) =>
      partlyDeliveredAt
        ? `Part of it was delivered on ${f.moment(partlyDeliveredAt)}; the rest was promised for ${f.date(promisedOn)} and has not arrived.`
        : `The promised day is over and no delivery is on record: the customer is waiting without news, and nothing can be invoiced.`,
    fields: ({ promisedOn }, f) => [["Promised", f.date(promisedOn)]],
  },
};
