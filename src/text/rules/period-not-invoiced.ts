import type { Period } from "../../core/rules/periods.ts";
import type { Format } from "../format.ts";
import type { RuleTexts } from "../rule-text.ts";

/** A calendar month by its name; any other period by its first and its last day. */
function named({ name, from, to }: Period, f: Format): string {
  return name === from ? `${f.date(from)} – ${f.date(to)}` : name;
}

export const periodNotInvoiced: RuleTexts<"period-not-invoiced"> = {
  es: {
    tag: "Periodo por facturar",
    title: ({ agreementId, period }, f) =>
      `${agreementId}, periodo ${named(period, f)} sin factura`,
    why: ({ agreementId, period }, f) =>
      `El acuerdo ${agreementId} se factura por periodo; el que va del ${f.date(period.from)} al ${f.date(period.to)} ya cerró y nadie lo ha facturado. Lo que no se factura no se cobra, y al cierre del mes se pierde de vista.`,
    fields: ({ agreementId, period }, f) => [
      ["Acuerdo", agreementId],
      ["Periodo", `${f.date(period.from)} – ${f.date(period.to)}`],
    ],
  },
  en: {
    tag: "Period to invoice",
    title: ({ agreementId, period }, f) =>
      `${agreementId}, period ${named(period, f)} not invoiced`,
    why: ({ agreementId, period }, f) =>
      `Agreement ${agreementId} is billed by period; the one from ${f.date(period.from)} to ${f.date(period.to)} is over and nobody invoiced it. What is not invoiced is not collected, and after the month's close nobody sees it.`,
    fields: ({ agreementId, period }, f) => [
      ["Agreement", agreementId],
      ["Period", `${f.date(period.from)} – ${f.date(period.to)}`],
    ],
  },
};
