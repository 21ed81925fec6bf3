import type { Missing } from "../../core/rules/agreement.ts";
import type { Format, Lang } from "../format.ts";
import type { RuleTexts } from "../rule-text.ts";

const MISSING: Readonly<Record<Lang, Readonly<Record<Missing, string>>>> = {
  es: {
    description: "el acuerdo mismo",
    prices: "precios",
    paymentDays: "plazo de pago",
    payerId: "quién paga",
    evidence: "evidencia exigida",
    validFrom: "fecha de inicio",
    validity: "vigencia en la fecha del pedido",
  },
  en: {
    description: "the agreement itself",
    prices: "prices",
    paymentDays: "payment terms",
    payerId: "who pays",
    evidence: "proof demanded",
    validFrom: "start date",
    validity: "validity on the day of the order",
  },
};

function list(lang: Lang, missing: readonly Missing[], f: Format): string {
  return f.list(missing.map((term) => MISSING[lang][term]));
}

function checklist(lang: Lang, missing: readonly Missing[]) {
  return missing.map((term) => ({ label: MISSING[lang][term], done: false }));
}

export const agreementIncomplete: RuleTexts<"agreement-incomplete"> = {
  es: {
    tag: "Acuerdo incompleto",
    checklistLabel: "Falta",
    title: ({ agreementId }) => `al acuerdo ${agreementId} le faltan condiciones`,
    why: ({ agreementId, missing }, f) =>
      `El pedido va bajo el acuerdo ${agreementId} y falta: ${list("es", missing, f)}. Sin eso la factura sale con lo que cada quien recuerda, y el cliente la objeta.`,
    fields: ({ agreementId }) => [["Acuerdo", agreementId]],
    checklist: ({ missing }) => checklist("es", missing),
  },
  en: {
    tag: "Agreement incomplete",
    checklistLabel: "Missing",
    title: ({ agreementId }) => `agreement ${agreementId} lacks terms`,
    why: ({ agreementId, missing }, f) =>
      `The order is under agreement ${agreementId}, which lacks: ${list("en", missing, f)}. Without it the invoice says what each person remembers, and the customer objects.`,
    fields: ({ agreementId }) => [["Agreement", agreementId]],
    checklist: ({ missing }) => checklist("en", missing),
  },
};
