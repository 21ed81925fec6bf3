import type { DataOf } from "../../core/rules/index.ts";
import type { Format } from "../format.ts";
import type { RuleTexts } from "../rule-text.ts";

type Data = DataOf<"customer-on-hold">;

function overdue({ overdue: sums }: Data, f: Format): string {
  return f.list(sums.map(f.money));
}

/** The first invoices by their numbers, and how many more there are. */
function invoices({ invoiceIds, invoices: count }: Data, f: Format, more: (n: number) => string) {
  const rest = count - invoiceIds.length;
  return f.list(rest > 0 ? [...invoiceIds, more(rest)] : invoiceIds);
}

export const customerOnHold: RuleTexts<"customer-on-hold"> = {
  es: {
    tag: "Cliente con adeudo",
    title: (data, f) => `pedido ${data.orderId} con ${overdue(data, f)} vencidos`,
    why: (data, f) =>
      `El pedido ${data.orderId} todavía no sale y el cliente debe ${overdue(data, f)} de ${invoices(
        data,
        f,
        (n) => `${n} más`,
      )}, con lo más antiguo vencido desde el ${f.date(data.oldestDueOn)}. Antes de enviarlo conviene cobrar, o que alguien con facultad lo libere.`,
    fields: (data, f) => [
      ["Vencido", overdue(data, f)],
      ["Vencido desde", f.date(data.oldestDueOn)],
    ],
  },
  en: {
    tag: "Customer overdue",
    title: (data, f) => `order ${data.orderId} with ${overdue(data, f)} overdue`,
    why: (data, f) =>
      `Order ${data.orderId} has not left yet, and the customer owes ${overdue(data, f)} on ${invoices(
        data,
        f,
        (n) => `${n} more`,
      )}, the oldest due on ${f.date(data.oldestDueOn)}. Before it ships, the money should come, or somebody who may releases it.`,
    fields: (data, f) => [
      ["Overdue", overdue(data, f)],
      ["Overdue since", f.date(data.oldestDueOn)],
    ],
  },
};
