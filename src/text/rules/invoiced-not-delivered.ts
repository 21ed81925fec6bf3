import type { RuleTexts } from "../rule-text.ts";

export const invoicedNotDelivered: RuleTexts<"invoiced-not-delivered"> = {
  es: {
    tag: "Facturado sin entrega",
    title: ({ invoiceIds }, f) => `${f.list(invoiceIds)} sin entrega registrada`,
    why: ({ deliveryId, dispatchedAt }, f) => {
      if (!deliveryId) {
        return "El cliente debe una factura de algo que, según los registros, no tiene ni va en camino: no la va a pagar. Falta entregar, o una nota de crédito.";
      }
      const state = dispatchedAt ? `salió el ${f.moment(dispatchedAt)}` : "no ha salido";
      return `La entrega ${deliveryId} ${state} y no consta que haya llegado. Sin entrega, el cliente no va a pagar la factura: falta cerrar la guía, o una nota de crédito.`;
    },
    fields: ({ issuedAt }, f) => [["Facturado", f.moment(issuedAt)]],
  },
  en: {
    tag: "Invoiced, not delivered",
    title: ({ invoiceIds }, f) => `${f.list(invoiceIds)} without a delivery on record`,
    why: ({ deliveryId, dispatchedAt }, f) => {
      if (!deliveryId) {
        return "The customer owes an invoice for goods that, on record, they neither have nor are being sent: they will not pay it. A delivery is missing, or a credit note.";
      }
      const state = dispatchedAt ? `left on ${f.moment(dispatchedAt)}` : "has not left";
      return `Delivery ${deliveryId} ${state} and is not on record as arrived. Without it the customer will not pay the invoice: the waybill is to be closed, or a credit note issued.`;
    },
    fields: ({ issuedAt }, f) => [["Invoiced", f.moment(issuedAt)]],
  },
};
