import type { DataOf } from "../../core/rules/index.ts";
import type { Format, Lang } from "../format.ts";
import type { RuleTexts } from "../rule-text.ts";

type Data = DataOf<"payment-promise-broken">;

const LABELS = {
  es: { on: "Prometido para el", promised: "Monto prometido", paid: "Pagado desde entonces" },
  en: { on: "Promised for", promised: "Amount promised", paid: "Paid since" },
} as const;

function fields(lang: Lang, { promisedOn, promised, paid }: Data, f: Format) {
  const labels = LABELS[lang];
  return [
    [labels.on, f.date(promisedOn)] as const,
    ...(promised ? [[labels.promised, f.money(promised)] as const] : []),
    ...(paid ? [[labels.paid, f.money(paid)] as const] : []),
  ];
}

export const paymentPromiseBroken: RuleTexts<"payment-promise-broken"> = {
  es: {
    tag: "Promesa de pago rota",
    title: ({ invoiceId, promisedOn, paid }, f) =>
      `${invoiceId} se pagaría el ${f.date(promisedOn)} y ${paid ? "se pagó solo una parte" : "no se pagó"}`,
    why: ({ invoiceId, promises }) =>
      `El cliente prometió pagar la factura ${invoiceId} y el dinero no llegó${promises > 1 ? ` (van ${promises} promesas)` : ""}. El flujo de caja ya contaba con él: hace falta una nueva fecha, o escalar.`,
    fields: (data, f) => fields("es", data, f),
  },
  en: {
    tag: "Promise to pay broken",
    title: ({ invoiceId, promisedOn, paid }, f) =>
      `${invoiceId} was promised for ${f.date(promisedOn)} and ${paid ? "only partly paid" : "not paid"}`,
    why: ({ invoiceId, promises }) =>
      `The customer promised to pay invoice ${invoiceId} and the money did not come${promises > 1 ? ` (${promises} promises so far)` : ""}. The cash plan counted on it: get a new date, or escalate.`,
    fields: (data, f) => fields("en", data, f),
  },
};
