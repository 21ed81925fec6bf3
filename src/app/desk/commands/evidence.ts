import { evidenceNote } from "../../../view/evidence-note.ts";
import { missing, type RunVerb } from "../command-context.ts";
import { notFound, orderNamed } from "../named.ts";

/** `evidence ID`: per delivery, what came and what is still missing. */
export const evidence: RunVerb = async (c) => {
  const typed = c.words.join(" ");
  if (typed === "") return missing("order", c);
  const picture = await orderNamed(typed, c.reads);
  if (!picture) return notFound(typed, c);
  return { kind: "note", note: evidenceNote(picture, c.demanded, c.asker.reader) };
};
