import { commentOf } from "../../core/comments.ts";
import type { Reads, Who, Written } from "../ports.ts";
import type { Asker } from "./asker.ts";
import type { CommandNeeds } from "./command-context.ts";

type Needs = { readonly reads: Reads } & Pick<CommandNeeds, "tell">;

/**
 * What somebody wrote in a thread, told to the other threads of its case. Whoever Remo does not know
 * may talk as well: nothing is decided by it. Answers whether it was about a case.
 */
export async function comment(
  written: Written,
  { who, person, reader }: Asker,
  { reads, tell }: Needs,
): Promise<boolean> {
  const { channel, threadRef, messageId, text, files } = written;
  const caseId = await reads.caseShownAs(who.platform, channel, threadRef);
  const found = caseId === null ? null : await reads.caseById(caseId);
  if (!found) return false;
  const from = { platform: who.platform, channel };
  const by = person ?? stranger(who);
  // Named by the message: chat tells of one more than once, and it is one comment.
  const id = `${who.platform}:${channel}:${messageId}`;
  const fact = commentOf(found, { id, by, text, files, from }, reader.now);
  if (fact) await tell([fact]);
  return true;
}

function stranger({ platform, userId, userName }: Who) {
  return { id: `${platform}:${userId}`, name: userName };
}
