import type { RuleTexts } from "../rule-text.ts";

export const invoiceDuplicated: RuleTexts<"invoice-duplicated"> = {
  es: {
    tag: "Factura duplicada",
    title: ({ invoiceId, twinId }) => `${invoiceId} repite ${twinId}`,
    why: ({ invoiceId, twinId }) =>
      `Las facturas ${twinId} y ${invoiceId} son del mismo pagador, monto y pedido. El cliente rechazará una, o pagará dos veces y habrá que devolver.`,
    fields: ({ twinId, twinIssuedAt, invoiceId, issuedAt }, f) => [
      [twinId, f.moment(twinIssuedAt)],
      [invoiceId, f.moment(issuedAt)],
    ],
  },
  en: {
    tag: "Duplicate invoice",
    title: ({ invoiceId, twinId }) => `${invoiceId} repeats ${twinId}`,
    why: ({ invoiceId, twinId }) =>
      `Invoices ${twinId} and ${invoiceId} have the same payer, amount and order. The customer will reject one, or pay twice and want it back.`,
    fields: ({ twinId, twinIssuedAt, invoiceId, issuedAt }, f) => [
      [twinId, f.moment(twinIssuedAt)],
      [invoiceId, f.moment(issuedAt)],
    ],
  },
};
