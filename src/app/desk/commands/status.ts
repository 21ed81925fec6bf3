import { audienceIn } from "../../../view/home.ts";
import { statusNote } from "../../../view/status-note.ts";
import { missing, type RunVerb } from "../command-context.ts";
import { notFound, orderNamed } from "../named.ts";

/** `status ID`: the order at a glance, and its case with its buttons. */
export const status: RunVerb = async (c) => {
  const typed = c.words.join(" ");
  if (typed === "") return missing("order", c);
  const picture = await orderNamed(typed, c.reads);
  if (!picture) return notFound(typed, c);
  const found = await c.reads.caseOf({ type: "order", id: picture.order.id });
  const audience = found ? audienceIn(found, c.person.teams) : "administrator";
  return { kind: "note", note: statusNote(picture, found, audience, c.asker.reader) };
};
