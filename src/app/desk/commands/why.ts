import { whyNote } from "../../../view/why-note.ts";
import { say } from "../asker.ts";
import { missing, type RunVerb } from "../command-context.ts";
import { caseNamed, notFound } from "../named.ts";

/** `why CASE or ORDER`: the rules that fire, their facts and thresholds, and who may answer. */
export const why: RunVerb = async (c) => {
  const typed = c.words.join(" ");
  if (typed === "") return missing("order", c);
  const named = await caseNamed(typed, c);
  if (!named) return notFound(typed, c);
  if ("reply" in named) return named.reply;
  const { case: found, subject } = named;
  if (!found || found.state === "closed") {
    return say(c.asker, c.asker.speech.text.why.nothing(subject));
  }
  const { people } = c.directory;
  const about = { people, thresholdsOf: c.thresholdsOf };
  return { kind: "note", note: whyNote(found, about, c.asker.reader) };
};
