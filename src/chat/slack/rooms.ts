import type { WebClient } from "@slack/web-api";
import { WebAPIPlatformError } from "@slack/web-api";

/** The scope that direct messages need. */
export const DIRECT_SCOPE = "im:write";

const PERSON = /^[UW]/;
/** More people than this are forgotten and asked for anew; it costs one call each. */
const MOST_REMEMBERED = 10_000;

export type Rooms = {
  /**
   * Where to post for a channel's or a person's id. To open a direct message again answers the same
   * room, so that a message's name holds across restarts. Throws what Slack's refusal throws.
   */
  of(id: string): Promise<string>;
};

/** Whether this id is a person's, whom a direct message reaches, and not a channel's. */
export function isPerson(id: string): boolean {
  return PERSON.test(id);
}

export function createRooms(client: WebClient): Rooms {
  const known = new Map<string, Promise<string>>();
  return {
    of(id) {
      if (!isPerson(id)) return Promise.resolve(id);
      const asked = known.get(id);
      if (asked) return asked;
      if (known.size >= MOST_REMEMBERED) known.clear();
      const opened = open(client, id);
      known.set(id, opened);
      // What failed once may work the next time: the administrator adds the scope.
      opened.catch(() => known.delete(id));
      return opened;
    },
  };
}

async function open(client: WebClient, userId: string): Promise<string> {
  const { channel } = await client.conversations.open({ users: userId });
  if (channel?.id) return channel.id;
  throw new WebAPIPlatformError({ ok: false, error: "channel_not_found" });
}
