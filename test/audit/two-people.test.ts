import { expect, it } from "vitest";
import { Fact, type FactType, isByPeople } from "../../src/core/fact.ts";
import type { Database } from "../../src/db/connect.ts";
import { OFFICE } from "../support/office-people.ts";
import { invoiced, order } from "../support/orders.ts";
import { type Remo, startRemo } from "../support/remo.ts";
import { sealBatches } from "../../src/db/audit-seal.ts";
import { forget, tamper, verify } from "./stage.ts";
import {
  ALL_OF_LUIS,
  LUIS,
  MARTA,
  type Person,
  rowsSaying,
  type Said,
  tell,
} from "./two-people.ts";

const ON_PED_1 = { group: { type: "order", id: "PED-1" } } as const;

/** Everything people tell, `a` doing it and `b` being the other one; all of it is over in the end. */
function everythingBetween(a: Person, b: Person, turn: number, caseId: string): readonly Said[] {
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
    { type: "comment.made", ...ON_PED_1, caseId, ...a, text: `dicho la vez ${turn}` },
  ];
}

/** Both are called by the policy, watch one case, and did everything that people do. */
async function bothDidAll(): Promise<Remo> {
  const remo = await startRemo({ more: OFFICE });
  await remo.tell(order("PED-1", { promisedOn: "2026-11-17" }), invoiced("FAC-1", "PED-1"));
  // One step after the other, so that each calls its own.
  for (const hours of [0.25, 0.5, 2.25]) await remo.pass(hours);
  const known = await remo.database.prisma.case.findFirstOrThrow({ where: { groupId: "PED-1" } });
  const caseId = known.id;
  await tell(remo.database, remo.now(), [
    ...everythingBetween(LUIS, MARTA, 1, caseId),
    ...everythingBetween(MARTA, LUIS, 2, caseId),
  ]);
  await remo.settled();
  return remo;
}

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
  const told = new Set<string>(everythingBetween(LUIS, MARTA, 1, "").map(({ type }) => type));
  expect(byPeople.filter((type) => !told.has(type))).toEqual([]);

  const remo = await bothDidAll();
  const { database } = remo;
  const tables = ["facts", "case_events", "cases"];
  const notified = (await remo.events("PED-1")).filter(({ type }) => type === "notified");
  expect(JSON.stringify(notified)).toContain('"personId":"luis"');
  const marta = await Promise.all(tables.map((one) => timesNamed(database, one, "Marta Gil")));
  expect(Math.min(...marta)).toBeGreaterThan(0);
  await sealBatches(database.pool);
  const before = await verify(database);
  expect(before).toMatchObject({ ok: true, pseudonymized: 0 });

  const forgotten = await forget(database, "luis");
  expect(await rowsSaying(database, ALL_OF_LUIS)).toEqual([]);
  expect(await Promise.all(tables.map((one) => timesNamed(database, one, "Marta Gil")))).toEqual(
    marta,
  );
  expect(await verify(database, before.head ? [before.head] : [])).toMatchObject({ ok: true });
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
