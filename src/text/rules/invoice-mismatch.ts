import type { DataOf } from "../../core/rules/index.ts";
import type { Format, Lang } from "../format.ts";
import type { RuleTexts } from "../rule-text.ts";

type Data = DataOf<"invoice-mismatch">;

const LABELS = {
  es: { invoiced: "Facturado", quantity: "Entregado", amount: "Pedido", currency: "Pedido" },
  en: { invoiced: "Invoiced", quantity: "Delivered", amount: "Ordered", currency: "Ordered" },
} as const;

/** What was invoiced, and what it should equal. */
function sides(data: Data, f: Format): readonly [invoiced: string, expected: string] {
  switch (data.by) {
    case "quantity":
      return [
        f.quantity(data.invoicedQuantity, data.unit),
        f.quantity(data.deliveredQuantity, data.unit),
      ];
    case "amount":
      return [f.money(data.invoiced), f.money(data.agreed)];
    case "currency":
      return [data.invoiced, data.agreed];
    default:
      return data satisfies never;
  }
}

function fields(lang: Lang, data: Data, f: Format) {
  const [invoiced, expected] = sides(data, f);
  const labels = LABELS[lang];
  return [
    [labels.invoiced, invoiced],
    [labels[data.by], expected],
  ] as const;
}

export const invoiceMismatch: RuleTexts<"invoice-mismatch"> = {
  es: {
    tag: "Diferencia",
    title: (data, f) => {
      const [invoiced, expected] = sides(data, f);
      if (data.by === "quantity") return `se facturaron ${invoiced} y se entregaron ${expected}`;
      if (data.by === "amount") return `se facturó ${invoiced} y se acordó ${expected}`;
      return `se facturó en ${invoiced} y se acordó en ${expected}`;
    },
    why: ({ invoiceIds, by }, f) =>
      `La factura ${f.list(invoiceIds)} no coincide con ${
        by === "quantity" ? "lo entregado" : "el pedido"
      }. El cliente puede rechazarla, y el cobro se detiene hasta corregirla o acreditar la diferencia.`,
    fields: (data, f) => fields("es", data, f),
  },
  en: {
    tag: "Mismatch",
    title: (data, f) => {
      const [invoiced, expected] = sides(data, f);
      if (data.by === "quantity") return `${invoiced} invoiced, ${expected} delivered`;
      if (data.by === "amount") return `${invoiced} invoiced, ${expected} agreed`;
      return `invoiced in ${invoiced}, agreed in ${expected}`;
    },
    why: ({ invoiceIds, by }, f) =>
      `Invoice ${f.list(invoiceIds)} does not match ${
        by === "quantity" ? "what was delivered" : "the order"
      }. The customer may reject it, and the money waits until it is corrected or the difference credited.`,
    fields: (data, f) => fields("en", data, f),
  },
};
