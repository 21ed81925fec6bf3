import type pg from "pg";
import type { Changes, Store, Tx } from "../app/store.ts";
import { createTrail, type Trail } from "./audit-trail.ts";
import { appendFacts, historyOf } from "./facts-table.ts";
import { casesNamed, openCasesOf, saveCases } from "./cases-table.ts";
import { lockGroups, lockPolicies, saveRechecks } from "./groups-table.ts";
import { createHeldStates, type HeldStates, type Written } from "./held-states.ts";
import { saveMessages } from "./messages-table.ts";
import { earlierUses, lockProofs, stirNextUses } from "./proof-uses.ts";
import { redrawRestingOn, turnedSources } from "./quiet-sources.ts";
import type { Db } from "./statements.ts";
import { postponeTimers } from "./timers.ts";
import { openItemsOf } from "./accounts-table.ts";
import { stirGroups, stirOpenCases, stirOrdersOf } from "./stirred-groups.ts";
import { linkedOrders, saveLinks, saveSubjects, subjectsFor } from "./subjects-table.ts";

const TRIES = 8;
// Serialization failure, deadlock, and a unique row that another writer made first.
const LOST_RACES = new Set(["40001", "40P01", "23505"]);

// Of JSON: the orders of some days, and about a hundred megabytes of memory.
const HELD_CHARACTERS = 40_000_000;

/** Thrown when another writer changed a subject between our reading and our writing. */
class LostRace extends Error {}

/** The flow's store on PostgreSQL: the number of statements does not grow with the batch. */
export function createStore(pool: pg.Pool): Store {
  const held = createHeldStates(HELD_CHARACTERS);
  return {
    async inTransaction(work) {
      for (let tried = 1; ; tried += 1) {
        try {
          return await once(pool, held, work);
        } catch (error) {
          if (tried >= TRIES || !isLostRace(error)) throw error;
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * tried));
        }
      }
    },
  };
}

function isLostRace(error: unknown): boolean {
  if (error instanceof LostRace) return true;
  return error instanceof Error && "code" in error && LOST_RACES.has(String(error.code));
}

async function once<T>(pool: pg.Pool, held: HeldStates, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const { db, cause } = watched(client);
  const trail = createTrail();
  const seen: Written[] = [];
  try {
    const tx = transaction(db, trail, { ...held, keep: (states) => void seen.push(...states) });
    const [, result] = await Promise.all([client.query("BEGIN"), work(tx)]);
    // The audit's row travels with the commit: it costs no journey of its own.
    await Promise.all([trail.write(db), client.query("COMMIT")]);
    held.keep(seen);
    client.release();
    return result;
  } catch (error) {
    // A connection whose rollback fails is not given back to anybody.
    await client.query("ROLLBACK").then(
      () => client.release(),
      (broken: Error) => client.release(broken),
    );
    throw cause() ?? error;
  }
}

/**
 * Statements travel together, and when one fails the server refuses all that come after it: whoever
 * waits may hear of such a refusal first. The cause is what failed first, which tells whether to
 * try again.
 */
function watched(client: pg.PoolClient): { db: Db; cause: () => unknown } {
  let first: unknown;
  const query: Db["query"] = (statement) => {
    const asked = client.query(statement);
    asked.catch((error: unknown) => (first ??= error));
    return asked;
  };
  return { db: { query }, cause: () => first };
}

function transaction(client: Db, trail: Trail, held: HeldStates): Tx {
  return {
    lockPolicies: (to) => lockPolicies(client, to),
    ordersLinkedTo: (subjects) => linkedOrders(client, subjects, held),
    async lockGroups(keys) {
      const groups = await lockGroups(client, keys, held);
      if (groups.size === keys.length) return groups;
      held.clear();
      throw new LostRace("A group is gone that was there before.");
    },
    async subjects(keys, orderKeys) {
      const { states, read } = await subjectsFor(client, keys, orderKeys, held);
      held.keep(read);
      return states;
    },
    appendFacts: (facts, recordedAt) => appendFacts(client, facts, recordedAt, trail),
    openItems: (customers) => openItemsOf(client, customers),
    history: (keys) => historyOf(client, keys),
    lockProofs: (uses) => lockProofs(client, uses),
    earlierUses: (proofs) => earlierUses(client, proofs),
    casesNamed: (ids) => casesNamed(client, ids),
    openCases: (groups) => openCasesOf(client, groups),
    save: (changes) => save(client, changes, trail, held),
  };
}

async function save(
  client: Db,
  changes: Changes,
  trail: Trail,
  held: Pick<HeldStates, "keep">,
): Promise<void> {
  const { written, count: saved } = saveSubjects(client, changes.subjects);
  const links = saveLinks(client, changes.links);
  const rechecks = saveRechecks(client, changes.rechecks);
  const stirred = stir(client, changes);
  const events = saveCases(client, changes.cases, trail);
  const postponed = postponeTimers(client, changes.postponed);
  const redrawn = redrawRestingOn(client, turnedSources(changes.cases));
  const messages = saveMessages(client, changes.messages, events);
  // One journey for all of them. Whatever fails, the transaction is rolled back as a whole.
  const [count] = await Promise.all([
    saved,
    links,
    rechecks,
    events,
    messages,
    stirred,
    postponed,
    redrawn,
  ]);
  if (count !== changes.subjects.length) throw new LostRace("A subject was changed meanwhile.");
  held.keep(written);
}

/** What the next sweep judges again, without this batch waiting for it. */
function stir(client: Db, changes: Changes): Promise<unknown> {
  return Promise.all([
    stirGroups(client, changes.accountsStirred),
    stirOrdersOf(client, changes.customersChanged),
    stirNextUses(client, changes.proofs),
    changes.allCasesDue ? stirOpenCases(client, changes.feedsDue) : undefined,
  ]);
}
