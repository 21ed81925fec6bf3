import { isActionId } from "../core/action.ts";
import type { Answer } from "../core/order.ts";
import { EVIDENCE_WORDS } from "../text/evidence-words.ts";
import type { Format } from "../text/format.ts";
import type { Speech } from "./reader.ts";
import { wakeWords } from "./wake-words.ts";

/** "Luis Pérez (Logística) confirmó el cambio: motivo" without its time. */
export function answerLine(answer: Answer, { text, f }: Speech): string {
  const did = isActionId(answer.action) ? text.did[answer.action] : answer.action;
  return text.log.answered(answerWho(answer, { text, f }), did, answerDetail(answer, { text, f }));
}

export function answerWho(answer: Answer, { text }: Speech): string {
  return text.log.who(answer.personName, text.team[answer.team]);
}

function answerDetail(answer: Answer, speech: Speech): string | null {
  const { text, f } = speech;
  const { wakeWhen, currency = null } = answer;
  // Of a snooze, the amount is part of its condition.
  const amount = wakeWhen ? null : amountIn(answer, f);
  const kinds = [...new Set(answer.evidence ?? [])].map((kind) => EVIDENCE_WORDS[f.lang][kind]);
  const files = (answer.proofs ?? []).map(({ name }) => name);
  const parts = [
    answer.on ? f.date(answer.on) : null,
    answer.to?.personName ?? null,
    answer.until ? f.moment(answer.until) : null,
    wakeWhen ? wakeWords(wakeWhen, currency, speech) : null,
    answer.invoiceId ?? null,
    kinds.length > 0 ? f.list(kinds) : null,
    answer.reasonCode ? text.reasonCode[answer.reasonCode] : null,
    amount,
    answer.reason ?? null,
    files.length > 0 ? f.list(files) : null,
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(" · ") : null;
}

function amountIn({ amountMinor: minor, currency }: Answer, f: Format): string | null {
  return minor === undefined || currency === undefined ? null : f.money({ minor, currency });
}
