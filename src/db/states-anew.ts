import type pg from "pg";
import type { Changes } from "../app/store.ts";
import { standingOf } from "../core/account.ts";
import type { SubjectKey } from "../core/fact.ts";
import { fold, unfolded } from "../core/subject.ts";
import { historyOf } from "./facts-table.ts";
import { stirGroups } from "./stirred-groups.ts";
import { saveSubjects } from "./subjects-table.ts";

const CHUNK = 500;
// Any two numbers that no other lock of Remo uses.
const LOCK = "7236, 3";

/**
 * Folds every state anew from its facts where a migration asked for it, by the setting
 * `states.anew`, and makes everything due; answers how many states were folded. Killed on the way,
 * the next start begins again; processes that start at once wait for each other.
 */
export async function foldStatesAnew(
  pool: pg.Pool,
  log: (line: string) => void = () => undefined,
): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query(`SELECT pg_advisory_lock(${LOCK})`);
    const asked = await client.query("SELECT FROM settings WHERE key = 'states.anew'");
    if (asked.rowCount === 0) return 0;
    log("Folding all states anew from their facts, which takes a while when there are many.");
    let folded = 0;
    for (let after = ""; ;) {
      const keys = await foldChunk(client, after);
      const last = keys.at(-1);
      if (last === undefined) break;
      after = last;
      folded += keys.length;
    }
    await client.query("BEGIN");
    // Others may be writing, and lock their groups in the order of keys, too.
    await client.query(`
      WITH locked AS MATERIALIZED (
        SELECT key FROM groups WHERE key NOT LIKE 'source:%' ORDER BY key FOR UPDATE)
      UPDATE groups SET recheck_at = 'epoch' FROM locked WHERE groups.key = locked.key`);
    await client.query("DELETE FROM settings WHERE key = 'states.anew'");
    await client.query("COMMIT");
    return folded;
  } finally {
    // Closing the connection gives up the lock, and whatever an error left open.
    client.release(true);
  }
}

/** One transaction; answers the keys it looked at, none after the last. */
async function foldChunk(client: pg.PoolClient, after: string): Promise<readonly SubjectKey[]> {
  await client.query("BEGIN");
  // When a source was last heard is told by no history.
  const { rows } = await client.query<{ key: SubjectKey; version: number }>({
    name: "states-to-fold",
    text: `
      SELECT key, version FROM subjects WHERE key > $1 AND key NOT LIKE 'source:%'
      ORDER BY key LIMIT $2 FOR UPDATE`,
    values: [after, CHUNK],
  });
  const keys = rows.map(({ key }) => key);
  const history = await historyOf(client, keys);
  const written = rows.flatMap(({ key, version }): Changes["subjects"] => {
    const facts = history.get(key) ?? [];
    if (facts.length === 0) return [];
    const folded = fold(unfolded(key), facts);
    const standing = standingOf(folded.subject);
    const stored = { ...folded, standing, version: version + 1 };
    return [{ key, stored }];
  });
  await saveSubjects(client, written).count;
  const customers = written.flatMap(({ stored: { standing } }): SubjectKey[] =>
    standing ? [`customer:${standing.customerId}`] : [],
  );
  await stirGroups(client, [...new Set(customers)]);
  await client.query("COMMIT");
  return keys;
}
