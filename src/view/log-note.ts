import type { Case, CaseEvent, CaseSilence } from "../core/case.ts";
import { findingWords, resolvedWord, ruleTag } from "../text/case-words.ts";
import { answerLine } from "./answer-line.ts";
import type { Note } from "./card.ts";
import { heldWords } from "./closed-card.ts";
import { type Reader, type Speech, speechFor } from "./reader.ts";

/** What happened to a case, for the thread under its card: one line per event. */
export function logNote(c: Case, events: readonly CaseEvent[], reader: Reader): Note {
  const speech = speechFor(reader);
  const lines = events.map((event) => eventLine(c, event, speech));
  const links = events.flatMap((event) => (event.type === "commented" ? event.files : []));
  return { lang: reader.lang, text: lines.join("\n"), ...(links.length > 0 ? { links } : {}) };
}

function eventLine(c: Case, event: CaseEvent, speech: Speech): string {
  return `${speech.f.stamp(event.at)} · ${eventWords(c, event, speech)}`;
}

function eventWords(c: Case, event: CaseEvent, speech: Speech): string {
  const { text, f } = speech;
  switch (event.type) {
    case "opened":
      return text.log.opened(
        ruleTag(event.rule, f.lang),
        text.team[event.team],
        titleOf(c, event, speech),
      );
    case "finding-added":
      return text.log.added(titleOf(c, event, speech));
    case "finding-cleared":
      return text.log.cleared(resolvedWord(event.rule, f.lang));
    case "ball-passed":
      return text.log.passed(text.team[event.from], text.team[event.to], titleOf(c, event, speech));
    case "answered":
      return answerLine(event.answer, speech);
    case "commented":
      return text.log.commented(event.by.personName, asOneEntry(event.text));
    case "woke":
      return text.log.woke[event.because ?? "time"];
    case "expired":
      return text.log.expired;
    case "notified": {
      const names = event.people.map(({ personName }) => personName);
      const who = text.notified[event.notify];
      const told = names.length > 0 ? f.list(names) : null;
      const skipped = event.skipped && f.list(event.skipped.map((one) => text.notified[one]));
      return text.log.notified(who, told, event.repeat > 0, skipped ?? null);
    }
    case "passed-over":
      return text.log.passedOver(text.notified[event.notify], f.stamp(event.dueAt));
    case "silenced":
      return silencedWords(event.silence, speech);
    case "unsilenced":
      return event.early ? text.log.heardAgain : text.log.unsilenced;
    case "closed":
      return text.log.closed(heldWords(c, speech));
    default:
      return event satisfies never;
  }
}

const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;

/** Each further line has a mark: nobody writes what looks like the next entry of the log. */
function asOneEntry(text: string): string {
  return text.split(LINE_BREAK).join("\n│ ");
}

function silencedWords({ until, by, reason }: CaseSilence, { text, f }: Speech): string {
  return text.log.silenced(f.moment(until), by.personName, reason);
}

/** The finding may be gone by the time its event is told: then its tag speaks for it. */
function titleOf(c: Case, { rule }: { readonly rule: string }, { f }: Speech): string {
  const finding = c.findings.find((one) => one.rule === rule);
  return finding ? findingWords(finding, f).title : ruleTag(rule, f.lang);
}
