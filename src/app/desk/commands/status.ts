import { accountNote } from "../../../view/account-note.ts";
import { isReadyToBill } from "../../../view/evidence-note.ts";
import { audienceIn } from "../../../view/home.ts";
import { statusNote } from "../../../view/status-note.ts";
import type { Reply } from "../../ports.ts";
import { type Commanding, missing, type RunVerb } from "../command-context.ts";
import { notFound, orderNamed } from "../named.ts";

/** A customer's own number: what stands open with it. Null where no customer has it. */
async function customerStatus(typed: string, c: Commanding): Promise<Reply | null> {
  for (const id of new Set([typed, typed.toUpperCase()])) {
    const account = await c.reads.account(id);
    if (!account) continue;
    const found = await c.reads.caseOf({ type: "customer", id });
    const audience = found ? audienceIn(found, c.person.teams) : "administrator";
    return { kind: "note", note: accountNote(account, found, audience, c.asker.reader) };
  }
  return null;
}

/** `status ID`: the order at a glance, and its case with its buttons. */
export const status: RunVerb = async (c) => {
  const typed = c.words.join(" ");
  if (typed === "") return missing("order", c);
  const picture = await orderNamed(typed, c);
  if (!picture) return (await customerStatus(typed, c)) ?? notFound(typed, c);
  if ("reply" in picture) return picture.reply;
  const found = await c.reads.caseOf({ type: "order", id: picture.order.id });
  const audience = found ? audienceIn(found, c.person.teams) : "administrator";
  const readyToBill = isReadyToBill(picture, c.demanded);
  const quietSources = await c.reads.quietSources();
  const personId = c.person.id;
  const about = { ...c.asker.reader, audience, personId, quietSources, readyToBill };
  return { kind: "note", note: statusNote(picture, found, about) };
};
