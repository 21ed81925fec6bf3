import { commentOf } from "../../../core/comments.ts";
import { say } from "../asker.ts";
import { doing, missing, type RunVerb } from "../command-context.ts";
import { caseNamed, notFound } from "../named.ts";

/** `comment ID TEXT`: for the threads of a case, from anywhere. */
export const comment: RunVerb = async (c) => {
  const [typed, ...words] = c.words;
  if (typed === undefined) return missing("case", c);
  const named = await caseNamed(typed, c);
  if (!named) return notFound(typed, c);
  if ("reply" in named) return named.reply;
  const { act } = c.asker.speech.text;
  if (!named.case) return say(c.asker, act.noOpenCase(named.subject));
  const text = words.join(" ");
  if (text === "") return missing("text", c);
  const { person, now, nonce } = doing(c);
  const id = `command:${now}:${nonce}`;
  await c.tell([commentOf(named.case, { id, by: person, text, files: [], from: null }, now)]);
  return { kind: "done", note: { lang: c.asker.reader.lang, text: act.commented(named.subject) } };
};
