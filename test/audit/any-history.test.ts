import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sealBatches } from "../../src/db/audit-seal.ts";
import type { Database } from "../../src/db/connect.ts";
import { freshDatabase } from "../support/database.ts";
import { engineOn, testClock } from "../support/engine.ts";
import { DAY, history } from "../support/histories.ts";
import { tamper, verify } from "./stage.ts";

const NOW = `${DAY}T18:00:00.000Z`;

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

it("any history verifies, sealed or not, and any one byte changed in it is found", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      history,
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
      fc.boolean(),
      fc.nat(),
      fc.constantFrom("facts", "case_events"),
      async (facts, sizes, sealed, pick, table) => {
        run += 1;
        const engine = engineOn(database, testClock(NOW));
        const named = facts.map((fact) => ({ ...fact, externalId: `${run}-${fact.externalId}` }));
        for (let start = 0, turn = 0; start < named.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          await engine.ingest(named.slice(start, start + size));
          start += size;
        }
        await engine.sweep();
        if (sealed) await sealBatches(database.pool);
        expect(await verify(database)).toMatchObject({ ok: true, problemCount: 0 });
        const { rows } = await database.pool.query<{ seq: number; body: string }>(
          `SELECT seq, body::text AS body FROM ${table} ORDER BY seq`,
        );
        const victim = rows[pick % Math.max(1, rows.length)];
        if (!victim) return;
        const body = `'${victim.body.replaceAll("'", "''")}'`;
        await tamper(
          database,
          `UPDATE ${table} SET body = regexp_replace(body::text, '[0-9]', 'null')::json
           WHERE seq = ${victim.seq} AND body::text ~ '":[0-9]';
           UPDATE ${table} SET body = (body::text || ' ')::json
           WHERE seq = ${victim.seq} AND body::text = ${body}`,
        ).catch(() => tamper(database, `UPDATE ${table} SET body = '1' WHERE seq = ${victim.seq}`));
        const broken = await verify(database);
        expect(broken.problems).toMatchObject([{ table, row: victim.seq, fault: "changed" }]);
        await tamper(database, `UPDATE ${table} SET body = ${body} WHERE seq = ${victim.seq}`);
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);
