import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Fact, ordersOf } from "../../src/core/fact.ts";
import type { Database } from "../../src/db/connect.ts";
import { freshDatabase } from "../support/database.ts";
import { engineOn, testClock } from "../support/engine.ts";
import { DAY, history } from "../support/histories.ts";

const NOW = `${DAY}T18:00:00.000Z`;
const RUNS = 120;

/** What must not depend on how the facts came: the states, and the open cases with all they say. */
async function outcome(database: Database) {
  const subjects = await database.pool.query(
    `SELECT key, state, fold_key FROM subjects ORDER BY key`,
  );
  const cases = await database.pool.query(
    `SELECT body FROM cases WHERE state <> 'closed' ORDER BY group_type, group_id`,
  );
  return {
    subjects: subjects.rows,
    cases: cases.rows.map(({ body }) => ({
      group: body.group,
      team: body.ball.team,
      findings: body.findings,
    })),
  };
}

async function empty(database: Database): Promise<void> {
  // What is append-only is so for everybody: only a superuser gets past the triggers.
  await database.pool.query(`
    BEGIN;
    SET LOCAL session_replication_role = replica;
    TRUNCATE facts, subjects, links, groups, cases, case_events, messages,
      audit_batches, audit_unsealed, audit_links, audit_names;
    COMMIT`);
}

function chunks(facts: readonly Fact[], sizes: readonly number[]): readonly (readonly Fact[])[] {
  const parts: Fact[][] = [];
  let start = 0;
  for (let index = 0; start < facts.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    parts.push(facts.slice(start, start + size));
    start += size;
  }
  return parts;
}

describe("facts that come late, twice, or out of order", () => {
  let database: Database;
  const clock = testClock(NOW);
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.close());

  const play = async (batches: readonly (readonly Fact[])[], atOnce = 1) => {
    await empty(database);
    const engine = engineOn(database, clock);
    const waiting = [...batches];
    const worker = async () => {
      for (let batch = waiting.shift(); batch; batch = waiting.shift()) await engine.ingest(batch);
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    await engine.sweep();
    return outcome(database);
  };

  it("end in the same states and the same open cases, whatever the order and batch size", async () => {
    await fc.assert(
      fc.asyncProperty(
        history.chain((facts) =>
          fc.record({
            facts: fc.constant(facts),
            // Each fact once in any order, and some of them again.
            shuffled: fc.array(fc.constantFrom(...facts), { maxLength: 10 }).chain((again) =>
              fc.shuffledSubarray([...facts, ...again], {
                minLength: facts.length + again.length,
              }),
            ),
            // Facts that name no order (credit notes, customers) are easily forgotten at the end.
            namelessLast: fc.boolean(),
            sizes: fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 1, maxLength: 4 }),
          }),
        ),
        async ({ facts, shuffled, sizes, namelessLast }) => {
          const expected = await play([facts]);
          const isNameless = (fact: Fact) => Number(ordersOf(fact).length === 0);
          const told = namelessLast
            ? shuffled.toSorted((a, b) => isNameless(a) - isNameless(b))
            : shuffled;
          expect(await play(chunks(told, sizes))).toEqual(expected);
        },
      ),
      { numRuns: RUNS },
    );
  }, 120_000);

  it("end the same when several writers bring them at once", async () => {
    await fc.assert(
      fc.asyncProperty(history, async (facts) => {
        const expected = await play([facts]);
        expect(await play(chunks(facts, [3]), 4)).toEqual(expected);
      }),
      { numRuns: RUNS / 2 },
    );
  }, 120_000);
});
