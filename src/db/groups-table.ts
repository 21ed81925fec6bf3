import type { Changes } from "../app/store.ts";
import type { Instant } from "../core/calendar.ts";
import { binaryArray, texts } from "./binary-array.ts";
import type { HeldStates } from "./held-states.ts";
import type { Db } from "./statements.ts";

// Any two numbers that no other lock of Remo uses.
const POLICIES = "7236, 1";

/** One lock for all policies: they change seldom, and readers of them do not wait for each other. */
export async function lockPolicies(db: Db, to: "read" | "change"): Promise<void> {
  const lock = to === "read" ? "pg_advisory_xact_lock_shared" : "pg_advisory_xact_lock";
  await db.query({ name: `lock-policies-${to}`, text: `SELECT ${lock}(${POLICIES})` });
}

/**
 * Keys must come sorted: all writers lock in one order, so that none waits in a circle. Groups of
 * orders whose state is held were made long ago, and are only locked.
 */
export async function lockGroups(
  db: Db,
  keys: readonly string[],
  held?: Pick<HeldStates, "has">,
): Promise<ReadonlyMap<string, Instant | null>> {
  if (keys.length === 0) return new Map();
  // A customer is described long before its account is a group.
  const isMade = (key: string) => !key.startsWith("customer:") && held?.has(key);
  const made = makeGroups(
    db,
    keys.filter((key) => !isMade(key)),
  );
  const locked = db.query<{ key: string; recheck_at: Instant | null }>({
    name: "lock-groups",
    text: `SELECT key, recheck_at FROM groups WHERE key = ANY($1::text[]) ORDER BY key FOR UPDATE`,
    values: [texts(keys)],
  });
  const [, { rows }] = await Promise.all([made, locked]);
  return new Map(rows.map((row) => [row.key, row.recheck_at]));
}

async function makeGroups(db: Db, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await db.query({
    name: "make-groups",
    text: `INSERT INTO groups (key) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING`,
    values: [texts(keys)],
  });
}

export async function saveRechecks(db: Db, rechecks: Changes["rechecks"]): Promise<void> {
  if (rechecks.length === 0) return;
  await db.query({
    name: "save-rechecks",
    text: `
      UPDATE groups SET recheck_at = due.at
      FROM unnest($1::text[], $2::timestamptz[]) AS due (key, at) WHERE groups.key = due.key`,
    values: [
      texts(rechecks.map((one) => one.key)),
      binaryArray(
        "timestamptz",
        rechecks.map((one) => one.at),
      ),
    ],
  });
}
