import { type WebClient, WebAPIPlatformError } from "@slack/web-api";
import type { Directory } from "../../app/ports.ts";

/** More people than this are forgotten and asked for anew; it costs one call each. */
const MOST_REMEMBERED = 10_000;

export type ShownNames = {
  /** What these accounts are called, by their id; one that Slack does not name is left out. */
  of(userIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
};

/** Names as remo.yaml has them, and Slack's own for everybody else (scope users:read, optional). */
export function createShownNames(
  client: WebClient,
  directory: Pick<Directory, "personOf">,
): ShownNames {
  const known = new Map<string, Promise<string | null>>();
  const asked = (id: string) => {
    const before = known.get(id);
    if (before) return before;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const name = nameIn(client, id).catch((error: unknown) => {
      // What Slack refused once it refuses again; what did not arrive may arrive the next time.
      if (!(error instanceof WebAPIPlatformError)) known.delete(id);
      return null;
    });
    known.set(id, name);
    return name;
  };
  return {
    async of(userIds) {
      const pairs = await Promise.all(
        userIds.map(async (id) => {
          const name = directory.personOf("slack", id)?.name ?? (await asked(id));
          return name ? [[id, name] as const] : [];
        }),
      );
      return new Map(pairs.flat());
    },
  };
}

async function nameIn(client: WebClient, userId: string): Promise<string | null> {
  const { user } = await client.users.info({ user: userId });
  return user?.profile?.real_name || user?.real_name || user?.name || null;
}
