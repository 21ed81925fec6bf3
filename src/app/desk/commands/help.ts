import { helpNote, verbNote } from "../../../view/help-note.ts";
import { say } from "../asker.ts";
import type { RunVerb } from "../command-context.ts";
import { nearestVerb, verbNamed } from "../parse-command.ts";

/** `help [VERB]`: everything in a line each, or one command with an example. */
export const help: RunVerb = (c) => {
  const { reader, speech } = c.asker;
  const [typed] = c.words;
  if (typed === undefined) return Promise.resolve({ kind: "note", note: helpNote(reader) });
  const verb = verbNamed(typed);
  if (verb) return Promise.resolve({ kind: "note", note: verbNote(verb, reader) });
  const near = nearestVerb(typed, reader.lang);
  const meant = near && `${c.word} ${near}`;
  return Promise.resolve(say(c.asker, speech.text.command.unknownVerb(typed, meant)));
};
