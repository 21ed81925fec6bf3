import type { RuleTexts } from "../rule-text.ts";

export const creditLimitExceeded: RuleTexts<"credit-limit-exceeded"> = {
  es: {
    tag: "Límite de crédito",
    title: ({ exposure, limit }, f) => `${f.money(exposure)} de un límite de ${f.money(limit)}`,
    why: ({ orders, receivables, unapplied, others }, f) =>
      `Pedidos sin facturar por ${f.money(orders)} y facturas sin pagar por ${f.money(receivables)}${
        unapplied.minor > 0 ? `, menos ${f.money(unapplied)} de pagos sin aplicar,` : ""
      } pasan del límite de crédito.${
        others.length > 0 ? ` Aparte hay ${f.list(others.map(f.money))}.` : ""
      } Lo que se envíe de más puede no cobrarse: hace falta liberar los pedidos abiertos o retenerlos.`,
    fields: ({ limit, exposure }, f) => [
      ["Límite", f.money(limit)],
      ["Comprometido", f.money(exposure)],
    ],
  },
  en: {
    tag: "Credit limit",
    title: ({ exposure, limit }, f) => `${f.money(exposure)} against a limit of ${f.money(limit)}`,
    why: ({ orders, receivables, unapplied, others }, f) =>
      `Orders not invoiced for ${f.money(orders)} and invoices not paid for ${f.money(receivables)}${
        unapplied.minor > 0 ? `, less ${f.money(unapplied)} of payments not applied,` : ""
      } pass the credit limit.${
        others.length > 0 ? ` Beside that there is ${f.list(others.map(f.money))}.` : ""
      } What is shipped beyond it may never be paid: the open orders are to be released or held.`,
    fields: ({ limit, exposure }, f) => [
      ["Limit", f.money(limit)],
      ["Committed", f.money(exposure)],
    ],
  },
};
