import { missing, type RunVerb, worded } from "../command-context.ts";
import { openCaseNamed } from "../named.ts";
import { clausesIn } from "../typed-words.ts";

/** `escalate ID [reason]`: without a reason, its dialog opens. */
export const escalate: RunVerb = async (c) => {
  const [typed, ...words] = c.words;
  if (typed === undefined) return missing("case", c);
  const named = await openCaseNamed(typed, c);
  if ("reply" in named) return named.reply;
  const press = { action: "escalate", ...named.on } as const;
  const { head, reason: said = [] } = clausesIn(words);
  const reason = (said.length > 0 ? [...head, ...said] : words).join(" ");
  if (reason === "") return c.press(press);
  const done = c.asker.speech.text.act.escalated(named.case.group.id);
  return worded(await c.submit(press, { reason }), done);
};
