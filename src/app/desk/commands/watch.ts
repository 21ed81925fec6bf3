import { missing, type RunVerb, worded } from "../command-context.ts";
import { openCaseNamed } from "../named.ts";
import { isMode } from "../typed-words.ts";

/** `watch ID`: the case comes to its reader directly from now on; `watch end ID`: no longer. */
export const watch: RunVerb = async (c) => {
  const [first, second] = c.words;
  const ends = isMode(first, "end");
  const typed = ends ? second : first;
  if (typed === undefined) return missing("case", c);
  const named = await openCaseNamed(typed, c);
  if ("reply" in named) return named.reply;
  const { act } = c.asker.speech.text;
  const subject = named.case.group.id;
  const reply = await c.press({ action: ends ? "unwatch" : "watch", ...named.on });
  return worded(reply, ends ? act.unwatched(subject) : act.watched(subject));
};
