import type { RuleTexts } from "../rule-text.ts";

export const withholdingMissing: RuleTexts<"withholding-missing"> = {
  es: {
    tag: "Falta constancia",
    title: ({ invoiceId, taxes }, f) =>
      `falta la constancia de ${taxes.length > 0 ? f.list(taxes.slice(0, 2)) : "retención"} de ${invoiceId}`,
    why: ({ invoiceId }) =>
      `El cliente retuvo impuesto al pagar la factura ${invoiceId} y no ha enviado la constancia. Sin ella el impuesto no se puede acreditar, y lo retenido se vuelve un costo.`,
    fields: ({ withheldOn, taxes }, f) => [
      ["Retenido", f.date(withheldOn)],
      ["Impuesto", taxes.length > 0 ? f.list(taxes) : "sin indicar"],
    ],
  },
  en: {
    tag: "No certificate",
    title: ({ invoiceId, taxes }, f) =>
      `${taxes.length > 0 ? f.list(taxes.slice(0, 2)) : "withholding"} certificate of ${invoiceId} missing`,
    why: ({ invoiceId }) =>
      `The customer withheld tax when it paid invoice ${invoiceId} and has not sent the certificate. Without it the tax cannot be credited, and what was withheld becomes a cost.`,
    fields: ({ withheldOn, taxes }, f) => [
      ["Withheld", f.date(withheldOn)],
      ["Tax", taxes.length > 0 ? f.list(taxes) : "not told"],
    ],
  },
};
