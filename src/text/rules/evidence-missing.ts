import type { EvidenceKind } from "../../core/fact.ts";
import { EVIDENCE_WORDS } from "../evidence-words.ts";
import type { Lang } from "../format.ts";
import type { RuleTexts } from "../rule-text.ts";

type Seen = {
  readonly required: readonly EvidenceKind[];
  readonly present: readonly EvidenceKind[];
};

function checklist(lang: Lang, { required, present }: Seen) {
  return required.map((kind) => ({
    label: EVIDENCE_WORDS[lang][kind],
    done: present.includes(kind),
  }));
}

export const evidenceMissing: RuleTexts<"evidence-missing"> = {
  es: {
    tag: "Bloqueado",
    title: () => "falta evidencia de entrega",
    why: ({ deliveryId }) =>
      `La entrega ${deliveryId} se cerró sin los comprobantes que este cliente exige para aceptar la factura.`,
    fields: ({ deliveredAt }, f) => [["Entregado", f.moment(deliveredAt)]],
    checklist: (data) => checklist("es", data),
  },
  en: {
    tag: "Blocked",
    title: () => "proof of delivery missing",
    why: ({ deliveryId }) =>
      `Delivery ${deliveryId} was closed without the proof this customer demands before it accepts the invoice.`,
    fields: ({ deliveredAt }, f) => [["Delivered", f.moment(deliveredAt)]],
    checklist: (data) => checklist("en", data),
  },
};
