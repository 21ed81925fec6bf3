import { expect, it } from "vitest";
import { storyOf } from "../../src/db/audit-story.ts";
import type { Head } from "../../src/core/audit.ts";
import type { Database } from "../../src/db/connect.ts";
import { delivered, order, photo, TWO_PROOFS } from "../support/orders.ts";
import { type Remo, startRemo } from "../support/remo.ts";
import { sealBatches } from "../../src/db/audit-seal.ts";
import { forget, tamper, verify } from "./stage.ts";

/** Luis answers and attaches a proof, Marta waives the other: the case is closed. */
async function answered(remo: Remo): Promise<void> {
  await remo.tell(order("PED-1"), delivered("E-1", "PED-1"));
  await remo.pass(5);
  const card = await remo.as("luis").channel("logistica").expectCard("PED-1");
  await card.click("Atender");
  await card.expectUpdate("tomó el caso");
  await remo.pass(0.5);
  await card.click("Adjuntar evidencia");
  const proof = await remo.as("luis").expectDialog("Adjuntar evidencia");
  await proof.attach("Archivos", photo("guia.jpg")).submit();
  await card.expectUpdate("✓ guía");
  await remo.settled();
}

/** Remo's own schedule may have been there first. */
async function sealedHead(database: Database): Promise<Head> {
  await sealBatches(database.pool);
  const { head } = await verify(database);
  if (!head) throw new Error("Nothing was ever sealed.");
  return head;
}

const EVERYWHERE = ["facts", "case_events", "cases", "subjects"];

async function rowsWith(remo: Remo, name: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const table of EVERYWHERE) {
    const { rows } = await remo.database.pool.query<{ row: string }>(
      `SELECT '${table}' AS row FROM ${table} t WHERE t::text LIKE '%' || $1 || '%'`,
      [name],
    );
    found.push(...rows.map(({ row }) => row));
  }
  return found;
}

it("a person is forgotten everywhere, and the chain holds", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  await answered(remo);
  const { database } = remo;
  const before = await sealedHead(database);
  expect(new Set(await rowsWith(remo, "Luis Peña"))).toEqual(new Set(EVERYWHERE));

  const forgotten = await forget(database, "luis");
  expect(forgotten).toMatchObject({ facts: 3, caseEvents: 2 });
  const pseudonym = forgotten?.pseudonym ?? "";
  expect(pseudonym).toMatch(/^person-[0-9a-f]{12}$/);
  expect(await rowsWith(remo, "Luis Peña")).toEqual([]);
  expect(await rowsWith(remo, '"luis"')).toEqual([]);
  expect(new Set(await rowsWith(remo, pseudonym))).toEqual(new Set(EVERYWHERE));

  expect(await verify(database, [before])).toMatchObject({ ok: true, pseudonymized: 5 });
  await sealedHead(database);
  expect(await verify(database, [before])).toMatchObject({ ok: true, unsealedBatches: 0 });
  const story = await storyOf(database.pool, "PED-1");
  expect(story?.entries.filter(({ kind }) => kind === "answer").map(({ who }) => who)).toEqual([
    `${pseudonym} (${pseudonym}, logistics)`,
    `${pseudonym} (${pseudonym}, logistics)`,
  ]);
  expect(await forget(database, "luis")).toBeNull();

  // Life goes on: late facts fold again, and others answer on the same case.
  await (
    await remo.as("marta").channel("logistica").expectCard("PED-1")
  ).choose("Dispensar evidencia");
  const waive = await remo.as("marta").expectDialog("Motivo");
  await waive.fill({ Motivo: "el cliente la perdió" }).submit();
  await remo.settled();
  expect(await remo.events("PED-1")).toMatchObject([
    { type: "opened" },
    { type: "answered", answer: { personName: pseudonym } },
    { type: "answered", answer: { personName: pseudonym } },
    { type: "answered", answer: { personName: "Marta Gil" } },
    { type: "closed" },
  ]);
  expect(await verify(database)).toMatchObject({ ok: true });
});

it("under the cover of forgetting nothing else can be changed", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  await answered(remo);
  const { database } = remo;
  const forgotten = await forget(database, "luis");
  await sealedHead(database);
  const answer = `type = 'answer.given' AND body->>'action' = 'acknowledge'`;
  const set = (from: string, to: string) =>
    `UPDATE facts SET body = replace(body::text, '${from}', '${to}')::json WHERE ${answer}`;
  const pseudonym = forgotten?.pseudonym ?? "";
  const tries = [
    ["another action", "acknowledge", "waive"],
    ["another team", "logistics", "sales"],
    ["somebody else's name", pseudonym, "Marta Gil"],
    ["a pseudonym that the chain does not know", pseudonym, "person-0123456789ab"],
  ] as const;
  for (const [name, from, to] of tries) {
    await database.pool.query(
      `BEGIN; SET LOCAL remo.forgetting = '${pseudonym}'; ${set(from, to)}; COMMIT`,
    );
    const { problems } = await verify(database);
    expect(problems[0], name).toMatchObject({ table: "facts", fault: "changed" });
    await tamper(
      database,
      from === "acknowledge"
        ? `UPDATE facts SET body = replace(body::text, 'waive', 'acknowledge')::json
           WHERE type = 'answer.given' AND body->>'action' = 'waive'`
        : set(to, from),
    );
    expect(await verify(database), name).toMatchObject({ ok: true });
  }
});

it("a name changed while it is known is found", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  await answered(remo);
  await tamper(
    remo.database,
    `UPDATE facts SET body = replace(body::text, 'Luis Peña', 'Marta Gil')::json
     WHERE type = 'answer.given'`,
  );
  const { problems } = await verify(remo.database);
  expect(problems).toHaveLength(2);
  expect(problems[0]).toMatchObject({
    table: "facts",
    fault: "changed",
    about: "order:PED-1",
    says: "the row names another person than when it was recorded",
  });
});

it("one story from order to cash: facts, answers, the case and its messages, by time", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  await answered(remo);
  const story = await storyOf(remo.database.pool, "PED-1");
  const told = story?.entries.map(({ kind, type, about, who }) => ({ kind, type, about, who }));
  const luis = "Luis Peña (luis, logistics)";
  expect(told).toEqual(
    expect.arrayContaining([
      { kind: "fact", type: "order.placed", about: "order:PED-1", who: "erp" },
      { kind: "fact", type: "delivery.delivered", about: "delivery:E-1", who: "erp" },
      { kind: "answer", type: "answer.given", about: "order:PED-1", who: luis },
      {
        kind: "fact",
        type: "evidence.attached",
        about: "delivery:E-1",
        who: "Luis Peña, by remo",
      },
      expect.objectContaining({ kind: "case", type: "opened", who: "remo" }),
      expect.objectContaining({ kind: "message", type: "card", who: "slack C0LOGISTICA" }),
    ]),
  );
  const times = story?.entries.map(({ at }) => at) ?? [];
  expect(times).toEqual(times.toSorted());
  expect(story?.cut).toBe(false);
  expect(await storyOf(remo.database.pool, "PED-2")).toBeNull();
});
