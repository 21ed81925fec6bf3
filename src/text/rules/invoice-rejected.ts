import type { DataOf } from "../../core/rules/index.ts";
import type { Format, Lang } from "../format.ts";
import { objectionFields, objectionLate, reasonWords } from "../objection-words.ts";
import type { RuleTexts } from "../rule-text.ts";

type Data = DataOf<"invoice-rejected">;

const BY = {
  es: { customer: "el cliente", authority: "la autoridad fiscal" },
  en: { customer: "the customer", authority: "the tax authority" },
} as const;
const REJECTED = { es: "Rechazada", en: "Rejected" } as const;

function fields(lang: Lang, data: Data, f: Format) {
  return [[REJECTED[lang], f.moment(data.rejectedAt)], ...objectionFields(lang, data, f)] as const;
}

export const invoiceRejected: RuleTexts<"invoice-rejected"> = {
  es: {
    tag: "Rechazada",
    title: ({ invoiceId, rejectedBy }) =>
      `${invoiceId} rechazada${rejectedBy ? ` por ${BY.es[rejectedBy]}` : ""}`,
    why: (data) =>
      `La factura ${data.invoiceId} no se pagará como está${reasonWords("es", data)}. El plazo de pago vuelve a empezar cuando se corrija y se acepte.${objectionLate("es", data)}`,
    fields: (data, f) => fields("es", data, f),
  },
  en: {
    tag: "Rejected",
    title: ({ invoiceId, rejectedBy }) =>
      `${invoiceId} rejected${rejectedBy ? ` by ${BY.en[rejectedBy]}` : ""}`,
    why: (data) =>
      `Invoice ${data.invoiceId} will not be paid as it is${reasonWords("en", data)}. The time to pay starts again when it is corrected and accepted.${objectionLate("en", data)}`,
    fields: (data, f) => fields("en", data, f),
  },
};
