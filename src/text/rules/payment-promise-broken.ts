import type { RuleTexts } from "../rule-text.ts";

export const paymentPromiseBroken: RuleTexts<"payment-promise-broken"> = {
  es: {
    tag: "Aviso",
    title: ({ placedAt }, f) => `pedido con fecha ${f.moment(placedAt)}`,
    why: () => "Qué se vio y qué le cuesta al siguiente equipo, en una o dos frases.",
  },
  en: {
    tag: "Notice",
    title: ({ placedAt }, f) => `order dated ${f.moment(placedAt)}`,
    why: () => "What was seen and what it costs the next team, in one or two sentences.",
  },
};
