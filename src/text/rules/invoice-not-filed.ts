import type { RuleTexts } from "../rule-text.ts";

export const invoiceNotFiled: RuleTexts<"invoice-not-filed"> = {
  es: {
    tag: "Sin presentar",
    title: ({ invoiceId }) => `${invoiceId} emitida y sin presentar`,
    why: ({ invoiceId }) =>
      `Nadie registró el envío de la factura ${invoiceId} al portal del cliente o a la autoridad fiscal. El plazo de pago no corre hasta que se presente.`,
    fields: ({ issuedAt }, f) => [["Emitida", f.moment(issuedAt)]],
  },
  en: {
    tag: "Not filed",
    title: ({ invoiceId }) => `${invoiceId} issued and not filed`,
    why: ({ invoiceId }) =>
      `Nobody recorded that invoice ${invoiceId} was sent to the customer's portal or the tax authority. The time to pay does not start until it is filed.`,
    fields: ({ issuedAt }, f) => [["Issued", f.moment(issuedAt)]],
  },
};
