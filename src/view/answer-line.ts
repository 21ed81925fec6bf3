import { isActionId } from "../core/action.ts";
import type { Answer } from "../core/order.ts";
import { EVIDENCE_WORDS } from "../text/evidence-words.ts";
import type { Speech } from "./reader.ts";

/** "Luis Pérez (Logística) confirmó el cambio: motivo" without its time. */
export function answerLine(answer: Answer, { text, f }: Speech): string {
  const did = isActionId(answer.action) ? text.did[answer.action] : answer.action;
  return text.log.answered(answerWho(answer, { text, f }), did, answerDetail(answer, { text, f }));
}

export function answerWho(answer: Answer, { text }: Speech): string {
  return text.log.who(answer.personName, text.team[answer.team]);
}

function answerDetail(answer: Answer, { text, f }: Speech): string | null {
  const kinds = [...new Set(answer.evidence ?? [])].map((kind) => EVIDENCE_WORDS[f.lang][kind]);
  const parts = [
    answer.on ? f.date(answer.on) : null,
    answer.to?.personName ?? null,
    answer.until ? f.moment(answer.until) : null,
    answer.wakeWhen ? text.dialog.wake[answer.wakeWhen.when] : null,
    answer.invoiceId ?? null,
    kinds.length > 0 ? f.list(kinds) : null,
    answer.reason ?? null,
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(" · ") : null;
}
