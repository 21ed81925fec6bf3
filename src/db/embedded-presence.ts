import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";

/** Waits of 0.2 s, doubled each time: about seven minutes in all. */
const TRIES = 11;
const FIRST_WAIT_MS = 200;

/** One connection that says "somebody uses this server" for as long as it is open. */
export interface Presence {
  /** Closes it for good. */
  end(): Promise<void>;
}

/**
 * Watches that connection and, when it breaks, opens another by `again`, which also brings a
 * crashed server back. A server that was told to end, by us or by its administrator, is left alone.
 */
export function keepPresence(
  first: pg.Client,
  again: () => Promise<pg.Client>,
  log: (line: string) => void,
): Presence {
  let ended = false;
  let client = first;
  let rejoining: Promise<void> | undefined;

  const watch = (): void => {
    let ordered = false;
    client.on("error", (error) => {
      ordered ||= wasOrdered(error);
    });
    client.on("end", () => {
      if (!ended && !ordered) rejoining = rejoin();
    });
  };

  const rejoin = async (): Promise<void> => {
    log("The embedded database broke off; reaching for it again.");
    for (let attempt = 0; attempt < TRIES && !ended; attempt += 1) {
      try {
        client = await again();
        watch();
        return;
      } catch (error) {
        log(error instanceof Error ? error.message : String(error));
        await sleep(FIRST_WAIT_MS * 2 ** attempt, undefined, { ref: false });
      }
    }
  };

  watch();
  return {
    end: async () => {
      ended = true;
      await rejoining;
      await client.end().catch(() => undefined);
    },
  };
}

/** PostgreSQL gives an ordered end and the death of its main process the same code. */
function wasOrdered(error: Error): boolean {
  return (
    "code" in error &&
    error.code === "57P01" &&
    !error.message.includes("unexpected postmaster exit")
  );
}
