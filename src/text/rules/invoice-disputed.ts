import type { DataOf } from "../../core/rules/index.ts";
import type { Format, Lang } from "../format.ts";
import { objectionFields, objectionLate, reasonWords } from "../objection-words.ts";
import type { RuleTexts } from "../rule-text.ts";

type Data = DataOf<"invoice-disputed">;

const DISPUTED = { es: "Disputada", en: "Disputed" } as const;

function fields(lang: Lang, data: Data, f: Format) {
  return [[DISPUTED[lang], f.moment(data.disputedAt)], ...objectionFields(lang, data, f)] as const;
}

export const invoiceDisputed: RuleTexts<"invoice-disputed"> = {
  es: {
    tag: "En disputa",
    title: ({ invoiceId }) => `el cliente objeta ${invoiceId}`,
    why: (data) =>
      `El cliente no pagará la factura ${data.invoiceId} hasta que se responda a su objeción${reasonWords("es", data)}. Le toca al equipo que conoce la causa aceptar la objeción, o rechazarla con prueba.${objectionLate("es", data)}`,
    fields: (data, f) => fields("es", data, f),
  },
  en: {
    tag: "Disputed",
    title: ({ invoiceId }) => `the customer objects to ${invoiceId}`,
    why: (data) =>
      `The customer will not pay invoice ${data.invoiceId} until its objection is answered${reasonWords("en", data)}. It is up to the team that knows the cause to accept the objection, or to refuse it with proof.${objectionLate("en", data)}`,
    fields: (data, f) => fields("en", data, f),
  },
};
