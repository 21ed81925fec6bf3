import type { RuleTexts } from "../rule-text.ts";

export const sourceSilent: RuleTexts<"source-silent"> = {
  es: {
    tag: "Sin datos",
    title: ({ heardAt }, f) => `sin noticias desde el ${f.moment(heardAt)}`,
    why: ({ source, everyHours }, f) =>
      `${source} envía algo al menos cada ${f.quantity(everyHours)} h, y no ha llegado nada. Lo que se ve de sus pedidos, entregas y facturas puede estar atrasado: conviene revisar la conexión.`,
    fields: ({ heardAt }, f) => [["Última noticia", f.moment(heardAt)]],
  },
  en: {
    tag: "No data",
    title: ({ heardAt }, f) => `nothing heard since ${f.moment(heardAt)}`,
    why: ({ source, everyHours }, f) =>
      `${source} sends something at least every ${f.quantity(everyHours)} h, and nothing has come. What is seen of its orders, deliveries and invoices may be out of date: the connection is worth a look.`,
    fields: ({ heardAt }, f) => [["Last heard", f.moment(heardAt)]],
  },
};
