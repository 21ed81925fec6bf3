import { isActionId } from "../../core/action.ts";
import { type Case, type CaseEvent, leading } from "../../core/case.ts";
import { resolvedWord } from "../../text/case-words.ts";
import { answerWho } from "../../view/answer-line.ts";
import type { Speech } from "../../view/reader.ts";
import type { Press, Reads } from "../ports.ts";

/** "Este botón es de las 14:10. A las 14:25 Logística ya confirmó el cambio; nada que hacer." */
export async function staleSentence(
  c: Case | null,
  press: Pick<Press, "finding" | "shownAt">,
  reads: Reads,
  speech: Speech,
): Promise<string> {
  const { text, f } = speech;
  if (!c) return text.answer.caseGone;
  const from = press.shownAt ? `${text.answer.buttonFrom(f.at(press.shownAt))} ` : "";
  return `${from}${await meanwhile(c, press, reads, speech)}`;
}

async function meanwhile(
  c: Case,
  press: Pick<Press, "finding" | "shownAt">,
  reads: Reads,
  speech: Speech,
): Promise<string> {
  const { text, f } = speech;
  const since = press.shownAt ?? "";
  const last = c.lastAnswer;
  if (last && last.at >= since) {
    const did = isActionId(last.action) ? text.did[last.action] : last.action;
    return text.answer.meanwhileDid(f.at(last.at), answerWho(last, speech), did);
  }
  const events = (await reads.eventsOf(c.id)).filter((event) => event.at >= since);
  const end = events.findLast((event) => ends(event, ruleOf(press.finding)));
  if (!end) return text.answer.changed;
  const rule = end.type === "finding-cleared" ? end.rule : leading(c)?.rule;
  return text.answer.meanwhileResolved(f.at(end.at), resolvedWord(rule ?? "", f.lang));
}

function ends(event: CaseEvent, rule: string | null): boolean {
  if (event.type === "closed") return true;
  return event.type === "finding-cleared" && (rule === null || event.rule === rule);
}

/** A finding's key begins with its rule; a token tells nothing. */
function ruleOf(finding: string | null): string | null {
  return finding === null || finding.startsWith("~") ? null : (finding.split("|")[0] ?? null);
}
