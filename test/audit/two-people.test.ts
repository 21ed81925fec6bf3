import { expect, it } from "vitest";
import { Fact, type FactInput, type FactType, isByPeople } from "../../src/core/fact.ts";
import type { Database } from "../../src/db/connect.ts";
import { maskTogether } from "../../src/core/audit.ts";
import type { Instant } from "../../src/core/calendar.ts";
import { batchDigest, commitTo, digestBytes, factDigest } from "../../src/db/audit-digest.ts";
import { freshDatabase } from "../support/database.ts";
import { engineOn, testClock } from "../support/engine.ts";
import { OFFICE } from "../support/office-people.ts";
import { invoiced, order } from "../support/orders.ts";
import { type Remo, startRemo } from "../support/remo.ts";
import { forget, seal, tamper, verify } from "./stage.ts";

type Person = { readonly personId: string; readonly personName: string };
const LUIS: Person = { personId: "luis", personName: "Luis Peña" };
const MARTA: Person = { personId: "marta", personName: "Marta Gil" };
const ON_PED_1 = { group: { type: "order", id: "PED-1" } } as const;

type Said = FactInput extends infer F
  ? F extends FactInput
    ? Omit<F, "source" | "externalId" | "occurredAt">
    : never
  : never;

/** Everything people tell, `a` doing it and `b` being the other one; all of it is over in the end. */
function everythingBetween(a: Person, b: Person, turn: number): readonly Said[] {
  const invoiceId = "FAC-1";
  const requestId = `SNC-${turn}`;
  const credit = { invoiceId, requestId, amountMinor: 500_000, currency: "MXN" } as const;
  const note = { invoiceId, creditNoteId: `NC-${turn}` } as const;
  const other = { ...credit, requestId: `${requestId}-2` };
  const until = "2026-11-19T00:00:00.000Z";
  const from = "2026-11-18T00:00:00.000Z";
  const asked = { type: "credit.requested", reasonCode: "QTY" } as const;
  const answer = { type: "answer.given", ...ON_PED_1, team: "logistics" } as const;
  const account = `slack-of-${a.personId}`;
  const silence = { silenceId: `S-${turn}`, ...a };
  const feed = `feed-${turn}`;
  const promise = { invoiceId, promisedOn: "2027-05-01", by: a.personName };
  return [
    { ...answer, action: "acknowledge", ...a },
    { ...answer, action: "watch", ...a },
    { ...answer, action: "assign", ...a, to: b },
    { ...asked, ...credit, ...a },
    { type: "credit.asked", ...credit, ...b, question: "¿Por qué?" },
    { type: "credit.answered", ...credit, ...a, answer: "Faltó." },
    { type: "credit.amended", ...credit, ...a },
    { type: "credit.approved", ...credit, ...b, onBehalfOf: { personId: "vera", personName: "V" } },
    { type: "credit.approved", ...credit, personId: "ada", personName: "A", onBehalfOf: b },
    {
      type: "credit.approved",
      ...credit,
      personId: "simon",
      personName: "Simón",
      onBehalfOf: { personId: "carmen", personName: "C" },
      final: true,
    },
    { type: "credit.rejected", ...credit, ...b },
    { ...asked, ...other, ...a },
    { type: "credit.withdrawn", ...other, ...a },
    { type: "credit.ratified", ...note, ...b },
    { type: "credit.sent-back", ...note, ...b },
    { type: "silence.started", ...silence, matcher: { warehouse: "GDL" }, until },
    { type: "silence.ended", ...silence },
    { type: "maintenance.started", feed, ...a, until },
    { type: "maintenance.ended", feed, ...a },
    { type: "duty.taken", team: "logistics", ...a, onDuty: b, from, until },
    { type: "delegate.named", ...a, delegate: b, from, until },
    { type: "delegate.dismissed", ...a, delegate: b },
    { type: "delegate.named", ...b, delegate: a, from, until },
    { type: "account.linked", ...a, platform: "teams", account },
    { type: "invoice.promised", ...promise },
  ];
}

async function tell(database: Database, now: Instant, said: readonly Said[]): Promise<void> {
  const engine = engineOn(database, testClock(now));
  const start = Date.parse(now);
  const facts = said.map((one, index) =>
    Fact.parse({
      ...one,
      source: one.type === "invoice.credited" ? "erp" : "remo",
      externalId: `told-${index}`,
      occurredAt: new Date(start - 100_000 + index).toISOString(),
    }),
  );
  for (const fact of facts) await engine.ingest([fact]);
}

/** Both are called by the policy, watch one case, and did everything that people do. */
async function bothDidAll(): Promise<Remo> {
  const remo = await startRemo({ more: OFFICE });
  await remo.tell(order("PED-1", { promisedOn: "2026-11-17" }), invoiced("FAC-1", "PED-1"));
  await remo.pass(3);
  await tell(remo.database, remo.now(), [
    ...everythingBetween(LUIS, MARTA, 1),
    ...everythingBetween(MARTA, LUIS, 2),
  ]);
  await remo.settled();
  return remo;
}

/** Every row of every table of the database that says it, as "table: row". */
async function rowsSaying({ pool }: Database, pattern: string): Promise<readonly string[]> {
  const tables = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await pool.query<{ row: string }>(
      `SELECT t::text AS row FROM ${name} t WHERE t::text ~ $1`,
      [pattern],
    );
    found.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  return found;
}

/** A pattern of PostgreSQL: the name, and the id as a word. */
const ALL_OF_LUIS = String.raw`Luis Peña|\mluis\M`;

/** How often the name stands in the bodies of a table. */
async function timesNamed({ pool }: Database, table: string, name: string): Promise<number> {
  const { rows } = await pool.query<{ times: number }>(
    `SELECT coalesce(sum(regexp_count(body::text, $1)), 0)::int AS times FROM ${table}`,
    [name],
  );
  return rows[0]?.times ?? 0;
}

it("whoever did everything is forgotten in all of it, and the other one stays in all of it", async () => {
  const byPeople = Fact.options
    .map(({ shape }): FactType => shape.type.value)
    .filter((type) => isByPeople(type) && type !== "customer.credit-tallied");
  const told = new Set<string>(everythingBetween(LUIS, MARTA, 1).map(({ type }) => type));
  expect(byPeople.filter((type) => !told.has(type))).toEqual([]);

  const remo = await bothDidAll();
  const { database } = remo;
  const tables = ["facts", "case_events", "cases"];
  const notified = (await remo.events("PED-1")).filter(({ type }) => type === "notified");
  expect(JSON.stringify(notified)).toContain('"personId":"luis"');
  const marta = await Promise.all(tables.map((one) => timesNamed(database, one, "Marta Gil")));
  expect(Math.min(...marta)).toBeGreaterThan(0);
  const before = await seal(database).catch(async () => (await verify(database)).head);
  expect(await verify(database)).toMatchObject({ ok: true, pseudonymized: 0 });

  const forgotten = await forget(database, "luis");
  expect(await rowsSaying(database, ALL_OF_LUIS)).toEqual([]);
  expect(await Promise.all(tables.map((one) => timesNamed(database, one, "Marta Gil")))).toEqual(
    marta,
  );
  expect(await verify(database, before ? [before] : [])).toMatchObject({ ok: true });
  const { rows } = await database.pool.query<{ body: object }>(`SELECT body FROM cases`);
  expect(rows.map(({ body }) => body)).toMatchObject([
    {
      assignee: { personId: forgotten?.pseudonym },
      watchers: [{ personId: forgotten?.pseudonym }, MARTA],
    },
  ]);

  // Both forgotten: what named two names two pseudonyms, and the store goes on.
  expect(await forget(database, "marta")).not.toBeNull();
  expect(await rowsSaying(database, String.raw`Marta Gil|\mmarta\M`)).toEqual([]);
  expect(await verify(database)).toMatchObject({ ok: true });
  await remo.pass(24);
  await remo.tell(order("PED-1", { promisedOn: "2026-12-17", externalId: "later" }));
  await remo.settled();
  expect(await verify(database)).toMatchObject({ ok: true });
});

it("the other name of a row is still vouched for", async () => {
  const { database } = await bothDidAll();
  const forgotten = await forget(database, "luis");
  for (const table of ["facts", "case_events"] as const) {
    const both = `body::text LIKE '%${forgotten?.pseudonym}%' AND body::text LIKE '%Marta Gil%'`;
    const { rows } = await database.pool.query<{ seq: number }>(
      `SELECT seq FROM ${table} WHERE ${both} ORDER BY seq`,
    );
    expect(rows.length, table).toBeGreaterThan(0);
    const rename = (from: string, to: string) =>
      tamper(
        database,
        `UPDATE ${table} SET body = replace(body::text, '${from}', '${to}')::json
         WHERE seq IN (${rows.map(({ seq }) => seq).join()})`,
      );
    await rename("Marta Gil", "Vera Luna");
    const { problems } = await verify(database);
    expect(problems.map(({ row, fault }) => [row, fault])).toEqual(
      rows.map(({ seq }) => [seq, "changed"]),
    );
    await rename("Vera Luna", "Marta Gil");
    expect(await verify(database)).toMatchObject({ ok: true });
  }
});

const NOW = "2026-11-18T18:00:00.000Z";
const CREDIT = { invoiceId: "FAC-1", requestId: "SNC-1", amountMinor: 500_000, currency: "MXN" };
const REQUESTED = { type: "credit.requested", ...CREDIT, ...LUIS, reasonCode: "QTY" } as const;
const POSTED = { type: "invoice.credited", invoiceId: "FAC-1", currency: "MXN" } as const;
const SPAN = { from: NOW, until: "2026-11-25T18:00:00.000Z" } as const;

const IN_FORCE: readonly (readonly [string, readonly Said[], RegExp])[] = [
  ["their undecided request", [REQUESTED], /^luis asked for or signed the credit note SNC-1/],
  [
    "a signature on what is not decided",
    [
      { ...REQUESTED, ...MARTA },
      { type: "credit.approved", ...CREDIT, ...LUIS },
    ],
    /SNC-1, which is not decided/,
  ],
  [
    "somebody's signature in their name",
    [
      { ...REQUESTED, ...MARTA },
      { type: "credit.approved", ...CREDIT, personId: "a", personName: "A", onBehalfOf: LUIS },
    ],
    /SNC-1, which is not decided/,
  ],
  [
    "an approved request that is not posted",
    [REQUESTED, { type: "credit.approved", ...CREDIT, ...MARTA, final: true }],
    /SNC-1, which is not decided and posted yet/,
  ],
  [
    "a note that goes beyond what was approved",
    [
      REQUESTED,
      { type: "credit.approved", ...CREDIT, ...MARTA, final: true },
      { ...POSTED, creditNoteId: "NC-1", requestId: "SNC-1", totalMinor: 900_000 },
    ],
    /hand in a request on FAC-1, where the credit note NC-1 waits/,
  ],
  [
    "their duty",
    [{ type: "duty.taken", team: "logistics", ...MARTA, onDuty: LUIS, ...SPAN }],
    /on duty for logistics until 2026-11-25/,
  ],
  ["their delegate", [{ type: "delegate.named", ...LUIS, delegate: MARTA, ...SPAN }], /signs for/],
  [
    "being a delegate",
    [{ type: "delegate.named", ...MARTA, delegate: LUIS, ...SPAN }],
    /signs for/,
  ],
];

it.each(IN_FORCE)(
  "nobody is forgotten while this goes by who they are: %s",
  async (_, said, why) => {
    const database = await freshDatabase();
    await tell(database, NOW, said);
    await expect(forget(database, "luis", NOW)).rejects.toThrow(why);
    expect(await rowsSaying(database, ALL_OF_LUIS)).not.toEqual([]);
    expect(await verify(database)).toMatchObject({ ok: true, pseudonymized: 0 });
    await database.close();
  },
);

it("after the requester was forgotten a decided request stands as it was decided", async () => {
  const database = await freshDatabase();
  await tell(database, NOW, [
    REQUESTED,
    // Their own signature never counted, and does not begin to.
    { type: "credit.approved", ...CREDIT, ...LUIS },
    { type: "credit.approved", ...CREDIT, ...MARTA, final: true },
    { ...POSTED, creditNoteId: "NC-1", requestId: "SNC-1", totalMinor: 500_000 },
  ]);
  const forgotten = await forget(database, "luis", NOW);
  const { rows } = await database.pool.query<{ requests: unknown }>(
    `SELECT state->'requests' AS requests FROM subjects WHERE key = 'invoice:FAC-1'`,
  );
  expect(rows[0]?.requests).toMatchObject([
    { by: { personId: forgotten?.pseudonym }, approvals: [MARTA], approvedAt: expect.any(String) },
  ]);
  await database.close();
});

/** A fact as it was stored when all the names of a row had one commitment. */
async function toldBefore({ pool }: Database, externalId: string, body: object): Promise<void> {
  const text = JSON.stringify(body);
  const at = NOW;
  const row = { source: "remo", type: "duty.taken", subject: "office:main" } as const;
  const { rows } = await pool.query<{ seq: number }>(
    `INSERT INTO facts (source, external_id, type, subject, occurred_at, recorded_at, body)
     VALUES ('remo', $1, 'duty.taken', 'office:main', $2, $2, $3::json) RETURNING seq`,
    [externalId, at, text],
  );
  const factSeqs = rows.map(({ seq }) => seq);
  const masked = maskTogether(text);
  const salt = Buffer.alloc(16, 7);
  const commitment = commitTo(masked.names.join(), salt);
  const columns = { ...row, externalId, occurredAt: at, recordedAt: at };
  const factDigests = digestBytes([factDigest(columns, masked, [commitment])]);
  const eventDigests = Buffer.alloc(0);
  const digest = batchDigest({ factSeqs, factDigests, eventSeqs: [], eventDigests, note: "" });
  await pool.query(
    `INSERT INTO audit_names (kind, seq, position, salt, commitment) VALUES ('facts', $1, 0, $2, $3)`,
    [factSeqs[0], salt, commitment],
  );
  await pool.query(
    `WITH batch AS (INSERT INTO audit_batches
       (fact_seqs, fact_digests, event_seqs, event_digests, note, digest)
       VALUES ($1::bigint[], $2, '{}', '', '', $3) RETURNING id)
     INSERT INTO audit_unsealed SELECT id FROM batch`,
    [factSeqs, factDigests, digest],
  );
}

it("a row from before, with one commitment to its names, is verified, and forgets them at once", async () => {
  const database = await freshDatabase();
  const duty = { type: "duty.taken", source: "remo", occurredAt: NOW, office: "main", ...SPAN };
  const team = "logistics";
  await toldBefore(database, "d1", { ...duty, externalId: "d1", team, ...LUIS, onDuty: LUIS });
  expect(await verify(database)).toMatchObject({ ok: true });
  expect(await forget(database, "luis")).toMatchObject({ facts: 1 });
  expect(await rowsSaying(database, ALL_OF_LUIS)).toEqual([]);
  expect(await verify(database)).toMatchObject({ ok: true, pseudonymized: 1 });
  await toldBefore(database, "d2", { ...duty, externalId: "d2", team, ...LUIS, onDuty: MARTA });
  await expect(forget(database, "luis")).rejects.toThrow("losing somebody else's name");
  expect(await verify(database)).toMatchObject({ ok: true, pseudonymized: 1 });
  await database.close();
});
