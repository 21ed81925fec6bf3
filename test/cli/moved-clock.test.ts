import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addDays, instantOf, localDate } from "../../src/core/calendar.ts";
import { type PageState, press, quietPage } from "./playground-page.ts";
import { type RemoHome, remoHome } from "./remo-home.ts";

const MAP = `
version: 1
source: erp
zone: America/Mexico_City
currency: MXN
files: { orders: { path: orders.csv } }
facts:
  - type: order.placed
    each: orders
    id: id
    at: placed
    fields: { orderId: id, promisedOn: { date: due } }
`;
const HOUR_MS = 3_600_000;

let home: RemoHome;
beforeAll(async () => {
  home = await remoHome();
});
afterAll(() => home.end());

/** What the card of an order in Logistics says of how long its team has had it. */
function heldFor(page: PageState, orderId: string): string | undefined {
  const channel = page.screen.channels.find(({ name }) => name === "logistica");
  const card = channel?.messages.find(({ text }) => text.includes(orderId));
  return /desde hace ([^)]*)\)/.exec(JSON.stringify(card?.blocks))?.[1];
}

it("a moved clock shows on the open cards, and an import is judged by it", async () => {
  const running = await home.start();
  const { url } = running;
  // The new address of PED-1061 comes in on the way: Logistics has had it since then.
  await press(url, "clock", { advanceMs: 1.5 * HOUR_MS });
  expect(heldFor(await quietPage(url), "PED-1061")).toBe("1 h");
  await press(url, "clock", { advanceMs: HOUR_MS });
  expect(heldFor(await quietPage(url), "PED-1061")).toBe("2 h");
  for (let day = 0; day < 3; day += 1) await press(url, "clock", { advanceMs: 24 * HOUR_MS });
  await running.stop();

  // Promised for a day that is over by that clock alone.
  const today = localDate(instantOf(Date.now()), "America/Mexico_City");
  await writeFile(
    join(home.path, "orders.csv"),
    `id,placed,due\nO-77,${today},${addDays(today, 1)}\n`,
  );
  await writeFile(join(home.path, "map.yaml"), MAP);
  const args = ["import", join(home.path, "orders.csv"), "--map", join(home.path, "map.yaml")];
  expect((await home.run(args)).code).toBe(0);
  const { out } = await home.run(["cases", "--json"]);
  expect(JSON.parse(out)).toContainEqual(
    expect.objectContaining({
      group: { type: "order", id: "O-77" },
      leading: expect.objectContaining({ rule: "promise-broken" }),
    }),
  );
}, 120_000);
