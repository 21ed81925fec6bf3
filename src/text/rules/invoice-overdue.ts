import type { RuleTexts } from "../rule-text.ts";

export const invoiceOverdue: RuleTexts<"invoice-overdue"> = {
  es: {
    tag: "Vencida",
    title: ({ invoiceId, dueOn, overDays }, f) =>
      overDays > 1
        ? `${invoiceId} lleva más de ${overDays - 1} días vencida`
        : `${invoiceId} venció el ${f.date(dueOn)} y no se ha pagado`,
    why: ({ invoiceId, overDays }) =>
      overDays > 1
        ? `La factura ${invoiceId} sigue sin pago, sin disputa y sin promesa vigente. Entre más vieja, menos probable es cobrarla.`
        : `La factura ${invoiceId} no está pagada ni en disputa. Conviene saber hoy cuándo se pagará, o qué lo impide.`,
    fields: ({ dueOn }, f) => [["Venció", f.date(dueOn)]],
  },
  en: {
    tag: "Overdue",
    title: ({ invoiceId, dueOn, overDays }, f) =>
      overDays > 1
        ? `${invoiceId} is more than ${overDays - 1} days overdue`
        : `${invoiceId} was due on ${f.date(dueOn)} and is not paid`,
    why: ({ invoiceId, overDays }) =>
      overDays > 1
        ? `Invoice ${invoiceId} is still not paid, without a dispute or a promise that holds. The older it gets, the less likely it is to be paid.`
        : `Invoice ${invoiceId} is neither paid nor disputed. It helps to know today when it will be paid, or what stands in the way.`,
    fields: ({ dueOn }, f) => [["Due", f.date(dueOn)]],
  },
};
