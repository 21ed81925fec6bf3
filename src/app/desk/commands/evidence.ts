import { evidenceNote } from "../../../view/evidence-note.ts";
import { missing, type RunVerb } from "../command-context.ts";
import { notFound, orderNamed } from "../named.ts";

/** `evidence ID`: per delivery, what came and what is still missing. */
export const evidence: RunVerb = async (c) => {
  const typed = c.words.join(" ");
  if (typed === "") return missing("order", c);
  const picture = await orderNamed(typed, c);
  if (!picture) return notFound(typed, c);
  if ("reply" in picture) return picture.reply;
  return { kind: "note", note: evidenceNote(picture, c.demanded, c.asker.reader) };
};
