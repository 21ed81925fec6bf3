import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { batchDigest, linkHash } from "../../src/db/audit-digest.ts";
import type { Head } from "../../src/core/audit.ts";
import type { Database } from "../../src/db/connect.ts";
import { freshDatabase } from "../support/database.ts";
import { NOW, placed, seal, storyOf, tamper, verify } from "./stage.ts";
import { engineOn, testClock } from "../support/engine.ts";

let database: Database;
let heads: readonly Head[];
beforeEach(async () => {
  database = await freshDatabase();
  heads = await storyOf(database);
});
afterEach(() => database.close());

const SWAP = (table: string, one: number, other: number) =>
  `UPDATE ${table} SET seq = -1 WHERE seq = ${one};
   UPDATE ${table} SET seq = ${one} WHERE seq = ${other};
   UPDATE ${table} SET seq = ${other} WHERE seq = -1`;

describe("a record that nobody touched", () => {
  it("verifies, with everything in it", async () => {
    expect(await verify(database, heads)).toMatchObject({
      ok: true,
      facts: 5,
      caseEvents: 5,
      batches: 3,
      links: 3,
      head: heads[2],
      unsealedBatches: 0,
      problemCount: 0,
    });
  });

  it("verifies when it is empty", async () => {
    const empty = await freshDatabase();
    expect(await verify(empty)).toMatchObject({ ok: true, facts: 0, links: 0, head: null });
    await empty.close();
  });
});

describe("every way to tamper is found, and its row is named", () => {
  it.each([
    [
      "a body rewritten",
      `UPDATE facts SET body = replace(body::text, '18400000', '1')::json WHERE seq = 3`,
      { table: "facts", row: 3, fault: "changed", about: "order:PED-3" },
    ],
    [
      "a body with the same meaning in other words",
      `UPDATE facts SET body = (body::text || ' ')::json WHERE seq = 2`,
      { table: "facts", row: 2, fault: "changed", about: "order:PED-2" },
    ],
    [
      "when it happened",
      `UPDATE facts SET occurred_at = occurred_at - interval '1 millisecond' WHERE seq = 1`,
      { table: "facts", row: 1, fault: "changed", at: "2026-11-16T14:59:59.999Z" },
    ],
    [
      "when it was heard",
      `UPDATE facts SET recorded_at = '2026-11-01' WHERE seq = 5`,
      { table: "facts", row: 5, fault: "changed" },
    ],
    [
      "who told it",
      `UPDATE facts SET source = 'tms' WHERE seq = 4`,
      { table: "facts", row: 4, fault: "changed" },
    ],
    ["a fact deleted", `DELETE FROM facts WHERE seq = 4`, { row: 4, fault: "removed" }],
    [
      "the newest fact deleted",
      `DELETE FROM facts WHERE seq = 5`,
      { table: "facts", row: 5, fault: "removed" },
    ],
    [
      "two facts of one batch swapped",
      SWAP("facts", 1, 2),
      { table: "facts", row: 1, fault: "moved", says: "it was recorded as row 2" },
    ],
    [
      "two facts of different batches swapped",
      SWAP("facts", 1, 5),
      { table: "facts", row: 1, fault: "moved", says: "it was recorded as row 5" },
    ],
    [
      "a forged fact",
      `INSERT INTO facts SELECT 999, source, 'forged', type, subject, occurred_at, recorded_at, body
       FROM facts WHERE seq = 1`,
      { table: "facts", row: 999, fault: "added", about: "order:PED-1" },
    ],
    [
      "a case event rewritten",
      `UPDATE case_events SET body = replace(body::text, 'logistics', 'sales')::json WHERE seq = 1`,
      { table: "case_events", row: 1, fault: "changed" },
    ],
    [
      "a case event given to another case",
      `UPDATE case_events SET case_id = 'another' WHERE seq = 1`,
      { table: "case_events", row: 1, fault: "changed" },
    ],
    [
      "a case event deleted",
      `DELETE FROM case_events WHERE seq = 3`,
      { table: "case_events", row: 3, fault: "removed" },
    ],
    [
      "two case events swapped",
      SWAP("case_events", 2, 4),
      { table: "case_events", row: 2, fault: "moved" },
    ],
    [
      "a forged case event",
      `INSERT INTO case_events SELECT 77, case_id, type, at, body FROM case_events WHERE seq = 1`,
      { table: "case_events", row: 77, fault: "added" },
    ],
    [
      "a batch that forgets one of its rows",
      `UPDATE audit_batches SET fact_seqs = fact_seqs[2:], fact_digests = substr(fact_digests, 33)
       WHERE id = 1`,
      { table: "audit_batches", row: 1, fault: "changed" },
    ],
    ["a batch deleted", `DELETE FROM audit_batches WHERE id = 2`, { row: 2, fault: "removed" }],
    [
      "the last link dropped",
      `DELETE FROM audit_links WHERE number = 3`,
      { table: "audit_batches", row: 3, fault: "left-out" },
    ],
    [
      "a link in the middle dropped",
      `DELETE FROM audit_links WHERE number = 2`,
      { table: "audit_links", row: 2, fault: "removed" },
    ],
    [
      "the time of a seal",
      `UPDATE audit_links SET sealed_at = sealed_at - interval '1 day' WHERE number = 2`,
      { table: "audit_links", row: 2, fault: "changed" },
    ],
  ])("%s", async (_name, sql, expected) => {
    await tamper(database, sql);
    const verified = await verify(database);
    expect(verified.ok).toBe(false);
    expect(verified.problems[0]).toMatchObject(expected);
  });

  it("a whole tail taken away: the head that was noted outside tells", async () => {
    await tamper(
      database,
      `DELETE FROM facts WHERE seq >= 4; DELETE FROM case_events WHERE seq >= 4;
       DELETE FROM audit_links WHERE number = 3; DELETE FROM audit_batches WHERE id = 3`,
    );
    // Nothing in the database tells any more.
    expect(await verify(database)).toMatchObject({ ok: true, facts: 3, links: 2 });
    expect((await verify(database, heads)).problems[0]).toMatchObject({
      table: "audit_links",
      row: 3,
      fault: "removed",
    });
  });

  it("a forged row sealed anew, link by link: the head that was noted outside tells", async () => {
    await tamper(
      database,
      `UPDATE facts SET body = replace(body::text, '18400000', '1')::json WHERE seq = 3`,
    );
    await forgeChain();
    expect(await verify(database)).toMatchObject({ ok: true, links: 3 });
    const { problems } = await verify(database, heads.slice(2));
    expect(problems[0]).toMatchObject({ table: "audit_links", row: 3, fault: "changed" });
  });

  it("a link sealed anew on its own does not carry the next one", async () => {
    await tamper(
      database,
      `UPDATE audit_links SET hash = sha256('forged'), sealed_at = sealed_at WHERE number = 2`,
    );
    const { problems } = await verify(database);
    expect(problems).toMatchObject([
      { table: "audit_links", row: 2, fault: "changed" },
      { table: "audit_links", row: 3, fault: "changed" },
    ]);
  });

  it("many at once: the first are named and all are counted", async () => {
    const engine = engineOn(database, testClock(NOW));
    await engine.ingest(Array.from({ length: 60 }, (_, index) => placed(`PED-${100 + index}`)));
    await seal(database);
    await tamper(database, `UPDATE facts SET type = 'order.changed'`);
    const verified = await verify(database);
    expect(verified.problemCount).toBe(65);
    expect(verified.problems).toHaveLength(20);
  });
});

/** What the ruler of the database can do with this source code at hand: a chain that holds. */
async function forgeChain(): Promise<void> {
  const { pool } = database;
  // As the canonical text of a fact is digested, in SQL.
  await tamper(
    database,
    `UPDATE audit_batches SET fact_digests = (SELECT sha256(convert_to(concat_ws(E'\\n', 'facts',
       source, external_id, type, subject,
       to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
       to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), body::text),
       'UTF8')) FROM facts WHERE seq = 3) WHERE id = 2`,
  );
  const batches = await pool.query(`SELECT * FROM audit_batches WHERE id = 2`);
  const [batch] = batches.rows;
  const digest = batchDigest({
    factSeqs: batch.fact_seqs,
    factDigests: batch.fact_digests,
    eventSeqs: batch.event_seqs,
    eventDigests: batch.event_digests,
    note: batch.note,
  });
  const bytea = (bytes: Buffer) => `'\\x${bytes.toString("hex")}'::bytea`;
  await tamper(database, `UPDATE audit_batches SET digest = ${bytea(digest)} WHERE id = 2`);
  const links = await pool.query(`SELECT * FROM audit_links ORDER BY number`);
  let prev: Buffer = links.rows[0].hash;
  for (const link of links.rows.slice(1)) {
    const batchDigests: Buffer = link.number === 2 ? digest : link.batch_digests;
    const { number, sealed_at: sealedAt, batch_ids: batchIds } = link;
    const hash = linkHash({ number, sealedAt, batchIds, batchDigests, prev });
    await tamper(
      database,
      `UPDATE audit_links SET batch_digests = ${bytea(batchDigests)}, prev = ${bytea(prev)},
         hash = ${bytea(hash)} WHERE number = ${number}`,
    );
    prev = hash;
  }
}
