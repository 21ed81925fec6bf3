import type { RuleTexts } from "../rule-text.ts";

export const paymentDuplicated: RuleTexts<"payment-duplicated"> = {
  es: {
    tag: "Pago repetido",
    title: ({ paymentId, twinId }) => `${paymentId} parece repetir ${twinId}`,
    why: ({ paymentId, twinId, twinReceivedAt, reference }, f) =>
      `${paymentId} tiene el mismo monto y la misma referencia (${reference}) que ${twinId}, recibido el ${f.moment(twinReceivedAt)}. O el cliente pagó dos veces y espera su dinero, o se registró dos veces y el saldo no es el real.`,
    fields: ({ receivedAt, twinReceivedAt }, f) => [
      ["Recibido", f.moment(receivedAt)],
      ["El anterior", f.moment(twinReceivedAt)],
    ],
  },
  en: {
    tag: "Payment repeated",
    title: ({ paymentId, twinId }) => `${paymentId} seems to repeat ${twinId}`,
    why: ({ paymentId, twinId, twinReceivedAt, reference }, f) =>
      `${paymentId} has the same amount and reference (${reference}) as ${twinId}, received on ${f.moment(twinReceivedAt)}. Either the customer paid twice and waits for their money, or it was recorded twice and the balance is wrong.`,
    fields: ({ receivedAt, twinReceivedAt }, f) => [
      ["Received", f.moment(receivedAt)],
      ["The earlier one", f.moment(twinReceivedAt)],
    ],
  },
};
