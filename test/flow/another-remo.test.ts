import { expect, it } from "vitest";
import { order } from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";

const SECRET = `whsec_${Buffer.from("what both Remos of the tests know").toString("base64")}`;
/** Decisions go out with the next sealing, within five seconds. */
const PATIENCE = { timeout: 15_000, interval: 50 };

it("a new date given in one company reaches the Remo of another, once", async () => {
  const south = await startRemo({
    more: { sources: { norte: { secretEnv: "NORTE" } } },
    secrets: { NORTE: SECRET },
  });
  const north = await startRemo({
    more: { subscribers: { sur: { url: south.factsUrl, secretEnv: "SUR", as: "norte" } } },
    secrets: { SUR: SECRET },
  });
  const late = order("PED-1055", { promisedOn: "2026-11-19" });
  for (const remo of [north, south]) {
    await remo.tell(late);
    await remo.pass(14);
  }
  const luis = north.as("luis");
  const there = await south.as("luis").channel("logistica").expectCard("PED-1055");
  await (await luis.channel("logistica").expectCard("PED-1055")).click("Dar nueva fecha");
  const dialog = await luis.expectDialog("Nueva fecha");
  await dialog.fill({ "Nueva fecha": "2026-11-25" }).submit();
  await dialog.expectClosed();

  await expect.poll(() => south.facts("order.promised"), PATIENCE).toHaveLength(1);
  await there.expectUpdate("✅");
  const [sent] = await north.facts("order.promised");
  expect(sent).toMatchObject({ source: "remo", body: { promisedOn: "2026-11-25" } });
  expect(await south.facts("order.promised")).toEqual([
    {
      ...sent,
      source: "norte",
      recorded_at: expect.any(String),
      body: { ...sent?.body, source: "norte" },
    },
  ]);
  // Who pressed what is heard by systems; another Remo takes answers from its own people only.
  expect(await south.facts("answer.given")).toEqual([]);
  const { rows } = await south.database.pool.query(`SELECT source, reason FROM rejections`);
  expect(rows).toEqual([{ source: "norte", reason: "type: answers are given in chat, by people" }]);
}, 40_000);
