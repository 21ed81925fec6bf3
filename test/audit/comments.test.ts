import { expect, it } from "vitest";
import { storyOf } from "../../src/db/audit-story.ts";
import { sealBatches } from "../../src/db/audit-seal.ts";
import { order } from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";
import { forget, verify } from "./stage.ts";

it("who commented is forgotten, whether Remo knew them or not; what they typed stays", async () => {
  const remo = await startRemo();
  const { database } = remo;
  await remo.tell(order("PED-17", { promisedOn: "2026-11-17" }));
  const card = await remo.as("ana").channel("ventas").expectCard("PED-17");
  const elsewhere = await remo.as("luis").channel("logistica").expectCard("PED-17");
  // Remo knows a card by its name on the platform, once that is written down.
  await remo.settled();
  await card.reply("el cliente acepta");
  await card.by(remo.as("nadie")).reply("@ana yo lo vi salir");
  await elsewhere.expectReply("💬 Ana Ríos: el cliente acepta");
  await elsewhere.expectReply("💬 Nadie Conocido: @Ana Ríos yo lo vi salir");
  await remo.settled();

  await sealBatches(database.pool);
  expect(await forget(database, "ana")).toMatchObject({ facts: 1, caseEvents: 1 });
  expect(await forget(database, "slack:U0NADIE")).toMatchObject({ facts: 1, caseEvents: 1 });
  await sealBatches(database.pool);
  expect(await verify(database)).toMatchObject({ ok: true, pseudonymized: 4 });

  const bodies = await database.pool.query<{ body: string }>(
    `SELECT body::text FROM facts WHERE type = 'comment.made' UNION ALL
     SELECT body::text FROM case_events WHERE type = 'commented'`,
  );
  expect(bodies.rows).toHaveLength(4);
  for (const { body } of bodies.rows) {
    expect(body).toMatch(/"personId":"person-\w+","personName":"person-\w+"/);
    expect(body).not.toMatch(/U0NADIE|Nadie Conocido/);
    // A name that somebody typed is text, as it is in a reason.
    expect(body).toMatch(/el cliente acepta|@Ana Ríos yo lo vi salir/);
  }
  const story = await storyOf(database.pool, "PED-17");
  const told = story?.entries.filter(({ type }) => /comment/.test(type)) ?? [];
  expect(told.map(({ type, body }) => `${type}: ${String(body["text"])}`)).toEqual([
    "comment.made: el cliente acepta",
    "comment.made: @Ana Ríos yo lo vi salir",
  ]);
  expect(told.map(({ who }) => who.replaceAll(/[0-9a-f]{12}/g, "…"))).toEqual([
    "person-… (person-…)",
    "person-… (person-…)",
  ]);
});
