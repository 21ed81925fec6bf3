import { TASK_IDS, TASKS, type Verb } from "../text/verbs.ts";
import type { Note } from "./card.ts";
import { type Reader, speechFor } from "./reader.ts";

/** `/remo help`: every command in a line, by what somebody wants to do. */
export function helpNote(reader: Reader): Note {
  const { help } = speechFor(reader).text;
  const lines = TASK_IDS.flatMap((task) => [
    help.task[task],
    ...TASKS[task].map((verb) => `/remo ${help.verb[verb].usage} — ${help.verb[verb].what}`),
  ]);
  return { lang: reader.lang, text: help.title, lines: [...lines, help.more] };
}

/** `/remo help VERB`: one command, with an example. */
export function verbNote(verb: Verb, reader: Reader): Note {
  const { help } = speechFor(reader).text;
  const { usage, what, detail, example } = help.verb[verb];
  return {
    lang: reader.lang,
    title: `/remo ${usage}`,
    text: what.charAt(0).toUpperCase() + what.slice(1),
    lines: [...detail, `/remo ${example}`],
  };
}
