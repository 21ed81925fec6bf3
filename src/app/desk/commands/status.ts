import { isReadyToBill } from "../../../view/evidence-note.ts";
import { audienceIn } from "../../../view/home.ts";
import { statusNote } from "../../../view/status-note.ts";
import { missing, type RunVerb } from "../command-context.ts";
import { notFound, orderNamed } from "../named.ts";

/** `status ID`: the order at a glance, and its case with its buttons. */
export const status: RunVerb = async (c) => {
  const typed = c.words.join(" ");
  if (typed === "") return missing("order", c);
  const picture = await orderNamed(typed, c);
  if (!picture) return notFound(typed, c);
  if ("reply" in picture) return picture.reply;
  const found = await c.reads.caseOf({ type: "order", id: picture.order.id });
  const audience = found ? audienceIn(found, c.person.teams) : "administrator";
  const readyToBill = isReadyToBill(picture, c.demanded);
  const quietSources = await c.reads.quietSources();
  const personId = c.person.id;
  const about = { ...c.asker.reader, audience, personId, quietSources, readyToBill };
  return { kind: "note", note: statusNote(picture, found, about) };
};
