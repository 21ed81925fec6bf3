import type { RuleTexts } from "../rule-text.ts";

export const invoicedNotDelivered: RuleTexts<"invoiced-not-delivered"> = {
  es: {
    tag: "Facturado sin entrega",
    title: ({ invoiceIds }, f) => `${f.list(invoiceIds)} sin entrega registrada`,
    why: ({ deliveryId, dispatchedAt }, f) => {
      if (!deliveryId) {
        return "El cliente tiene una factura de algo que, según los registros, no recibió y tampoco va en camino: no la va a pagar. Falta la entrega, o una nota de crédito.";
      }
      const [state, missing] = dispatchedAt
        ? [
            `La entrega ${deliveryId} salió el ${f.moment(dispatchedAt)} y no hay registro de que haya llegado`,
            "cerrar la guía",
          ]
        : [`No hay registro de que la entrega ${deliveryId} haya salido`, "entregar"];
      return `${state}. Sin entrega, el cliente no va a pagar la factura: falta ${missing}, o una nota de crédito.`;
    },
    fields: ({ issuedAt }, f) => [["Facturado", f.moment(issuedAt)]],
  },
  en: {
    tag: "Invoiced, not delivered",
    title: ({ invoiceIds }, f) => `${f.list(invoiceIds)} without a delivery on record`,
    why: ({ deliveryId, dispatchedAt }, f) => {
      if (!deliveryId) {
        return "The customer has an invoice for goods that, on record, they neither received nor are being sent: they will not pay it. What is missing is the delivery, or a credit note.";
      }
      const [state, missing] = dispatchedAt
        ? [`left on ${f.moment(dispatchedAt)} and is not on record as arrived`, "a closed waybill"]
        : ["is not on record as having left", "the delivery"];
      return `Delivery ${deliveryId} ${state}. Without it the customer will not pay the invoice: what is missing is ${missing}, or a credit note.`;
    },
    fields: ({ issuedAt }, f) => [["Invoiced", f.moment(issuedAt)]],
  },
};
