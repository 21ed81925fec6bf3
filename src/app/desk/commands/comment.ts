import { commentOf } from "../../../core/comments.ts";
import { say } from "../asker.ts";
import { doing, missing, type RunVerb } from "../command-context.ts";
import { caseNamed, notFound } from "../named.ts";
import { withNames } from "../people-named.ts";

/** `comment ID TEXT`: for the threads of a case, from anywhere. */
export const comment: RunVerb = async (c) => {
  const [typed] = c.words;
  if (typed === undefined) return missing("case", c);
  const named = await caseNamed(typed, c);
  if (!named) return notFound(typed, c);
  if ("reply" in named) return named.reply;
  const { act } = c.asker.speech.text;
  if (!named.case) return say(c.asker, act.noOpenCase(named.subject));
  const { person, now, nonce } = doing(c);
  const said = withNames(afterTwoWords(c.typed), c.asker.who.platform, c.directory);
  const id = `command:${now}:${nonce}`;
  const fact = commentOf(named.case, { id, by: person, text: said, files: [], from: null }, now);
  if (!fact) return missing("text", c);
  await c.tell([fact]);
  return { kind: "done", note: { lang: c.asker.reader.lang, text: act.commented(named.subject) } };
};

/** As it was typed, with its quotes and its lines, and as long as it is. */
function afterTwoWords(typed: string): string {
  return /^\s*\S+\s+\S+\s+([\s\S]*)$/.exec(typed)?.[1] ?? "";
}
