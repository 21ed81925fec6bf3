import type { DataOf } from "../../core/rules/index.ts";
import { EVIDENCE_WORDS, PROBLEM_WORDS } from "../evidence-words.ts";
import type { Format, Lang } from "../format.ts";
import type { RuleTexts } from "../rule-text.ts";

type Data = DataOf<"evidence-rejected">;
type Problem = Data["problems"][number];

function problem(lang: Lang, { kind, problem: what, detail }: Problem): string {
  const words = what === null ? "" : ` ${PROBLEM_WORDS[lang][what]}`;
  return `${EVIDENCE_WORDS[lang][kind]}${words}${detail ? ` (${detail})` : ""}`;
}

function checklist(lang: Lang, { required, present, problems }: Data) {
  return required.map((kind) => {
    const bad = problems.find((one) => one.kind === kind);
    return {
      label: bad ? problem(lang, bad) : EVIDENCE_WORDS[lang][kind],
      done: present.includes(kind),
    };
  });
}

function names(lang: Lang, { problems }: Data, f: Format): string {
  return f.list(problems.map(({ kind }) => EVIDENCE_WORDS[lang][kind]));
}

export const evidenceRejected: RuleTexts<"evidence-rejected"> = {
  es: {
    tag: "Evidencia observada",
    title: (data, f) => `evidencia que no sirve: ${names("es", data, f)}`,
    why: ({ deliveryId, problems }, f) =>
      `La evidencia de la entrega ${deliveryId} no prueba lo entregado: ${f.list(
        problems.map((one) => problem("es", one)),
      )}. Con ella el cliente rechaza la factura; falta adjuntar otra, o que alguien con facultad la acepte.`,
    fields: ({ deliveredAt }, f) => [["Entregado", f.moment(deliveredAt)]],
    checklist: (data) => checklist("es", data),
  },
  en: {
    tag: "Proof rejected",
    title: (data, f) => `proof that is no good: ${names("en", data, f)}`,
    why: ({ deliveryId, problems }, f) =>
      `The proof of delivery ${deliveryId} does not show what was delivered: ${f.list(
        problems.map((one) => problem("en", one)),
      )}. With it the customer rejects the invoice; another one is needed, or somebody who may accepts it.`,
    fields: ({ deliveredAt }, f) => [["Delivered", f.moment(deliveredAt)]],
    checklist: (data) => checklist("en", data),
  },
};
