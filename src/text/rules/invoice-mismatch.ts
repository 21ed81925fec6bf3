import type { Difference } from "../../core/rules/mismatch-terms.ts";
import type { DataOf } from "../../core/rules/index.ts";
import { DIFF_WORDS } from "../diff-words.ts";
import type { Format, Lang } from "../format.ts";
import type { RuleTexts } from "../rule-text.ts";

type Data = DataOf<"invoice-mismatch">;

const LABELS = {
  es: { invoiced: "Facturado", quantity: "Entregado", amount: "Pedido", terms: "Acordado" },
  en: { invoiced: "Invoiced", quantity: "Delivered", amount: "Ordered", terms: "Agreed" },
} as const;

/** What was invoiced, and what it should equal; of terms, the first that differs. */
function sides(lang: Lang, data: Data, f: Format): readonly [invoiced: string, expected: string] {
  switch (data.by) {
    case "quantity":
      return [
        f.quantity(data.invoicedQuantity, data.unit),
        f.quantity(data.deliveredQuantity, data.unit),
      ];
    case "amount":
      return [f.money(data.invoiced), f.money(data.agreed)];
    case "terms": {
      const [first] = data.differences;
      return first ? both(lang, first, f) : ["–", "–"];
    }
    default:
      return data satisfies never;
  }
}

function both(lang: Lang, one: Difference, f: Format): readonly [string, string] {
  switch (one.field) {
    case "price":
    case "discount":
      return [f.money(one.invoiced), f.money(one.agreed)];
    case "terms":
      return [DIFF_WORDS[lang].days(one.invoiced), DIFF_WORDS[lang].days(one.agreed)];
    default:
      return [one.invoiced, one.agreed];
  }
}

function fields(lang: Lang, data: Data, f: Format) {
  const [invoiced, expected] = sides(lang, data, f);
  const labels = LABELS[lang];
  return [
    [labels.invoiced, invoiced],
    [labels[data.by], expected],
  ] as const;
}

/** Every kind of difference once: "precio y plazo de pago"; of many, only how many they are. */
function kinds(lang: Lang, differences: readonly Difference[], f: Format): string {
  const { field: names, points } = DIFF_WORDS[lang];
  const all = [...new Set(differences.map(({ field }) => names[field]))];
  return all.length > 2 ? points(all.length) : f.list(all);
}

function checklist(lang: Lang, data: Data, f: Format) {
  if (data.by !== "terms") return [];
  return data.differences.map((one) => {
    const [invoiced, agreed] = both(lang, one, f);
    const item = one.field === "price" ? ` ${one.item}` : "";
    return {
      label: `${DIFF_WORDS[lang].field[one.field]}${item}: ${DIFF_WORDS[lang].not(invoiced, agreed)}`,
      done: false,
    };
  });
}

export const invoiceMismatch: RuleTexts<"invoice-mismatch"> = {
  es: {
    tag: "Diferencia",
    checklistLabel: "Diferencias",
    title: (data, f) => {
      if (data.by === "terms") {
        return `${f.list(data.invoiceIds)} difiere en ${kinds("es", data.differences, f)}`;
      }
      const [invoiced, expected] = sides("es", data, f);
      if (data.by === "quantity") return `se facturaron ${invoiced} y se entregaron ${expected}`;
      return `se facturó ${invoiced} y se acordó ${expected}`;
    },
    why: ({ invoiceIds, by }, f) =>
      `La factura ${f.list(invoiceIds)} no coincide con ${
        by === "quantity" ? "lo entregado" : by === "terms" ? "lo acordado" : "el pedido"
      }. El cliente puede rechazarla, y el cobro se detiene hasta corregirla o acreditar la diferencia.`,
    fields: (data, f) => fields("es", data, f),
    checklist: (data, f) => checklist("es", data, f),
  },
  en: {
    tag: "Mismatch",
    checklistLabel: "Differences",
    title: (data, f) => {
      if (data.by === "terms") {
        return `${f.list(data.invoiceIds)} differs in ${kinds("en", data.differences, f)}`;
      }
      const [invoiced, expected] = sides("en", data, f);
      if (data.by === "quantity") return `${invoiced} invoiced, ${expected} delivered`;
      return `${invoiced} invoiced, ${expected} agreed`;
    },
    why: ({ invoiceIds, by }, f) =>
      `Invoice ${f.list(invoiceIds)} does not match ${
        by === "quantity" ? "what was delivered" : by === "terms" ? "what was agreed" : "the order"
      }. The customer may reject it, and the money waits until it is corrected or the difference credited.`,
    fields: (data, f) => fields("en", data, f),
    checklist: (data, f) => checklist("en", data, f),
  },
};
