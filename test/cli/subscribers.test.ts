import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { stringify } from "yaml";
import { freshDatabase } from "../support/database.ts";
import { SECRET } from "../subscribers/declared.ts";
import { answering, startReceiver } from "../subscribers/receiver.ts";
import { commitAndSeal, courierOn, decided, PATIENCE } from "../subscribers/stage.ts";
import { type RemoHome, remoHome } from "./remo-home.ts";

let home: RemoHome;
beforeAll(async () => {
  home = await remoHome();
});
afterAll(() => home.end());

async function declare(url: string): Promise<Readonly<Record<string, string>>> {
  const database = await freshDatabase();
  onTestFinished(() => database.close());
  const path = join(home.path, "remo.yaml");
  await writeFile(path, stringify({ subscribers: { erp: { url, secretEnv: "OUT" } } }));
  return { REMO_CONFIG: path, OUT: SECRET, DATABASE_URL: database.url };
}

it("remo subscribers tells how far each has heard, and --retry tries again", async () => {
  const erp = await startReceiver();
  const database = await freshDatabase();
  onTestFinished(() => database.close());
  const url = `${erp.url}?code=hidden`;
  const env = { ...(await declare(url)), DATABASE_URL: database.url };
  const json = async (...args: readonly string[]): Promise<unknown> => {
    const { code, out, err } = await home.run(["subscribers", ...args, "--json"], { env });
    expect([code, err]).toEqual([0, ""]);
    return JSON.parse(out);
  };
  expect(await json()).toMatchObject([{ name: "erp", state: "new", link: null, waiting: 0 }]);
  const early = await home.run(["subscribers", "--retry", "erp"], { env });
  expect([early.code, early.out]).toEqual([1, ""]);
  expect(early.err).toBe('No Remo has started yet with a subscriber called "erp".\n');

  erp.state.reply = answering(410);
  const { courier, state } = await courierOn(database, { erp: { url } });
  await commitAndSeal(database, decided("d1"));
  courier.wake();
  await expect.poll(() => state("erp"), PATIENCE).toMatchObject({ state: "gone" });
  const table = await home.run(["subscribers"], { env });
  expect(table.out).toContain(`erp   ${erp.url}?…`);
  expect(table.out).toMatch(/ 1:0 +never +1 +switched off +It answered 410: it wants no more/);
  expect(table.out).not.toContain("hidden");
  expect(await json("--retry", "erp")).toEqual({ retried: "erp" });
  expect(await json()).toMatchObject([{ state: "on", waiting: 1, nextAt: expect.any(String) }]);
}, 60_000);

it("remo doctor checks subscribers, and --ping sends a signed event that says nothing", async () => {
  const erp = await startReceiver();
  const env = await declare(erp.url);
  const checks = async (...args: readonly string[]): Promise<unknown> => {
    const { out } = await home.run(["doctor", ...args, "--json"], { env });
    return JSON.parse(out);
  };
  const declared = { name: `subscriber erp (${erp.url})`, ok: true };
  expect(await checks()).toContainEqual(declared);
  expect(erp.heard).toEqual([]);
  const ping = `ping of erp (${erp.url})`;
  expect(await checks("--ping", "erp")).toContainEqual({ name: ping, ok: true });
  expect([erp.heard.length, erp.forged]).toEqual([1, []]);
  expect(erp.heard[0]?.events).toMatchObject([{ type: "remo.ping.v1", source: "remo", data: {} }]);
  erp.state.reply = answering(404);
  expect(await checks("--ping", "erp")).toContainEqual({
    name: ping,
    ok: false,
    problem: "It answered 404.",
  });
  expect(await checks("--ping", "constructor")).toContainEqual({
    name: "ping of constructor",
    ok: false,
    problem: 'No subscriber is called "constructor": they are under "subscribers" in remo.yaml.',
  });
}, 60_000);
