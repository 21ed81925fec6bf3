import type { RuleTexts } from "../rule-text.ts";

export const deliveredNotInvoiced: RuleTexts<"delivered-not-invoiced"> = {
  es: {
    tag: "Por facturar",
    title: () => "entregado y sin factura",
    why: ({ deliveryId, billableQuantity, unit }, f) =>
      `La entrega ${deliveryId} ya se puede facturar${
        billableQuantity === null ? "" : `: ${f.quantity(billableQuantity, unit)} sin facturar`
      }. Cada día sin factura es un día más para cobrar.`,
    fields: ({ deliveredAt, billableAt }, f) => [
      ["Entregado", f.moment(deliveredAt)],
      ["Facturable desde", f.moment(billableAt)],
    ],
  },
  en: {
    tag: "To invoice",
    title: () => "delivered and not invoiced",
    why: ({ deliveryId, billableQuantity, unit }, f) =>
      `Delivery ${deliveryId} can be invoiced${
        billableQuantity === null ? "" : `: ${f.quantity(billableQuantity, unit)} not invoiced`
      }. Each day without an invoice is one more day until the money comes.`,
    fields: ({ deliveredAt, billableAt }, f) => [
      ["Delivered", f.moment(deliveredAt)],
      ["Billable since", f.moment(billableAt)],
    ],
  },
};
