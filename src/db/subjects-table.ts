import type { Changes, Stored } from "../app/store.ts";
import type { Instant } from "../core/calendar.ts";
import { compare, type SubjectKey } from "../core/fact.ts";
import { newSubject, ordersOfSubject, type Subject } from "../core/subject.ts";
import { binaryArray, texts } from "./binary-array.ts";
import type { HeldStates, Written } from "./held-states.ts";
import type { Db } from "./statements.ts";

/**
 * The orders these subjects are linked to. A delivery or an invoice that is held names them itself:
 * whoever locks them looks under the lock whether it names others by now.
 */
export async function linkedOrders(
  db: Db,
  subjects: readonly SubjectKey[],
  held?: Pick<HeldStates, "last">,
): Promise<readonly string[]> {
  const orders = new Set<string>();
  const asked = subjects.filter((key) => {
    const subject = held?.last(key)?.subject;
    if (subject?.kind !== "delivery" && subject?.kind !== "invoice") return true;
    for (const id of ordersOfSubject(subject)) orders.add(`order:${id}`);
    return false;
  });
  if (asked.length === 0) return [...orders];
  const { rows } = await db.query<{ order_key: string }>({
    name: "linked-orders",
    text: `SELECT DISTINCT order_key FROM links WHERE subject_key = ANY($1::text[])`,
    values: [texts(asked)],
  });
  for (const row of rows) orders.add(row.order_key);
  return [...orders];
}

type VersionRow = Omit<SubjectRow, "state">;

/**
 * The named subjects and everything linked to the named orders. The versions are read first: a
 * state that is held in its present version is neither sent nor parsed again.
 */
export async function subjectsFor(
  db: Db,
  keys: readonly SubjectKey[],
  orderKeys: readonly string[],
  held: Pick<HeldStates, "of">,
): Promise<{ readonly states: Map<SubjectKey, Stored>; readonly read: readonly Written[] }> {
  const { rows } = await db.query<VersionRow>({
    name: "versions-for",
    text: `
      SELECT key, fold_key, version FROM subjects WHERE key = ANY($1::text[] || ARRAY(
        SELECT subject_key FROM links WHERE order_key = ANY($2::text[])))`,
    values: [texts(keys), texts(orderKeys)],
  });
  const states = new Map<SubjectKey, Stored>();
  const missing: SubjectKey[] = [];
  for (const { key, fold_key: foldKey, version } of rows) {
    const known = held.of(key, version, foldKey);
    if (known) states.set(key, known);
    else missing.push(key);
  }
  const read = missing.length > 0 ? await statesOf(db, missing) : [];
  for (const { key, stored } of read) states.set(key, stored);
  return { states, read };
}

/** Reads the states of these subjects. */
export async function statesOf(db: Db, keys: readonly SubjectKey[]): Promise<readonly Written[]> {
  const { rows } = await db.query<Omit<SubjectRow, "state"> & { readonly text: string }>({
    name: "states-of",
    text: `
      SELECT key, state::text AS text, fold_key, version, account, account_until FROM subjects
      WHERE key = ANY($1::text[])`,
    values: [texts(keys)],
  });
  return rows.map(({ text, ...row }) => {
    const state = JSON.parse(text) as Subject["state"];
    return { key: row.key, stored: storedOf({ ...row, state }), length: text.length };
  });
}

export type SubjectRow = {
  key: SubjectKey;
  state: Subject["state"];
  fold_key: string;
  version: number;
  account: string | null;
  account_until: Instant | null;
};

export const SUBJECT_COLUMNS = "key, state, fold_key, version, account, account_until";

export function storedOf(row: SubjectRow): Stored {
  // The key names the kind; the state was written by us under that key.
  // What an older version of Remo wrote lacks the fields that came since: they have their defaults.
  const fresh = newSubject(row.key);
  const subject = { kind: fresh.kind, state: { ...fresh.state, ...row.state } } as Subject;
  const standing =
    row.account === null ? null : { customerId: row.account, until: row.account_until };
  return { subject, foldKey: row.fold_key, version: row.version, standing };
}

type Unwritten = Changes["subjects"][number];

export type SavedSubjects = {
  readonly written: readonly Written[];
  /** How many of them were, where the version before was still the one in the database. */
  readonly count: Promise<number>;
};

/**
 * Writes states whose version is the next one. Two statements, for to insert or else update would
 * lock every row before it writes it.
 */
export function saveSubjects(db: Db, subjects: readonly Unwritten[]): SavedSubjects {
  // Customers have no group to lock: writers that meet at two of them must come in one order.
  const sorted = subjects.toSorted((a, b) => compare(a.key, b.key));
  const written: Written[] = [];
  const fresh = sorted.filter(({ stored }) => stored.version === 1);
  const known = sorted.filter(({ stored }) => stored.version > 1);
  const inserted = writeSubjects(db, fresh, written, {
    name: "insert-subjects",
    text: `
      INSERT INTO subjects (key, state, fold_key, version, account, account_until)
      SELECT * FROM unnest($1::text[], $2::json[], $3::text[], $4::int[], $5::text[],
        $6::timestamptz[])
      ON CONFLICT DO NOTHING`,
  });
  const updated = writeSubjects(db, known, written, {
    name: "update-subjects",
    text: `
      UPDATE subjects SET state = next.state, fold_key = next.fold_key, version = next.version,
        account = next.account, account_until = next.account_until
      FROM unnest($1::text[], $2::json[], $3::text[], $4::int[], $5::text[], $6::timestamptz[])
        AS next (key, state, fold_key, version, account, account_until)
      WHERE subjects.key = next.key AND subjects.version = next.version - 1`,
  });
  return { written, count: Promise.all([inserted, updated]).then(([a, b]) => a + b) };
}

async function writeSubjects(
  db: Db,
  subjects: readonly Unwritten[],
  written: Written[],
  statement: { readonly name: string; readonly text: string },
): Promise<number> {
  if (subjects.length === 0) return 0;
  const { rowCount } = await db.query({ ...statement, values: [...valuesOf(subjects, written)] });
  return rowCount ?? 0;
}

/** What is sent; the texts themselves are not kept until the answer comes. */
function valuesOf(subjects: readonly Unwritten[], written: Written[]): readonly Buffer[] {
  const states = subjects.map(({ key, stored }) => {
    const text = JSON.stringify(stored.subject.state);
    written.push({ key, stored, length: text.length });
    return text;
  });
  return [
    texts(subjects.map(({ key }) => key)),
    binaryArray("json", states),
    texts(subjects.map(({ stored }) => stored.foldKey)),
    binaryArray(
      "int4",
      subjects.map(({ stored }) => stored.version),
    ),
    texts(subjects.map(({ stored }) => stored.standing?.customerId ?? null)),
    binaryArray(
      "timestamptz",
      subjects.map(({ stored }) => stored.standing?.until ?? null),
    ),
  ];
}

export async function saveLinks(db: Db, links: Changes["links"]): Promise<void> {
  if (links.length === 0) return;
  await db.query({
    name: "save-links",
    text: `
      INSERT INTO links (order_key, subject_key)
      SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING`,
    values: [
      texts(links.map((link) => link.orderKey)),
      texts(links.map((link) => link.subjectKey)),
    ],
  });
}
