import type { RuleTexts } from "../rule-text.ts";

export const invoiceDueSoon: RuleTexts<"invoice-due-soon"> = {
  es: {
    tag: "Por vencer",
    title: ({ invoiceId, dueOn }, f) => `${invoiceId} vence el ${f.date(dueOn)}`,
    why: ({ invoiceId }) =>
      `Este cliente paga a tiempo cuando se le recuerda, y la factura ${invoiceId} está por vencer. Un aviso ahora cuesta menos que cobrarla vencida.`,
    fields: ({ dueOn }, f) => [["Vence", f.date(dueOn)]],
  },
  en: {
    tag: "Due soon",
    title: ({ invoiceId, dueOn }, f) => `${invoiceId} is due on ${f.date(dueOn)}`,
    why: ({ invoiceId }) =>
      `This customer pays on time when it is reminded, and invoice ${invoiceId} is about to be due. A word now costs less than collecting it late.`,
    fields: ({ dueOn }, f) => [["Due", f.date(dueOn)]],
  },
};
