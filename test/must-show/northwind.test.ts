import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RemoHome, remoHome } from "../cli/remo-home.ts";
import { isAbsent, shared } from "../connectors/shared-data.ts";
import { cases, imported } from "./stored.ts";

const MAP = "src/connectors/files/maps/northwind.yaml";
/** The day of the last orders; Northwind's days are those of Seattle. */
const LAST_DAY = "1998-05-06";

describe.skipIf(isAbsent("northwind"))(
  "Northwind at ../shared/data/northwind, by its map alone",
  () => {
    let home: RemoHome;
    beforeAll(async () => {
      home = await remoHome();
    });
    afterAll(() => home.end());

    it("comes in whole, and its open promises are those that its own dates break", async () => {
      const asOf = `${LAST_DAY}T00:00:00-07:00`;
      const counts = await imported(home, shared("northwind"), "--map", MAP, "--as-of", asOf);
      // A fact for each customer, order and shipment.
      expect(counts).toMatchObject({ facts: 91 + 830 + 809, accepted: 1_730, rejected: 0 });

      const broken = await cases(home, "--rule", "promise-broken");
      // Northwind never says that something arrived: every day that passed counts.
      expect(new Set(broken.map(({ group }) => group.id))).toEqual(await requiredBefore(LAST_DAY));
    }, 60_000);
  },
);

/** Counted from the file itself: the required date stands before the address and its commas. */
async function requiredBefore(day: string): Promise<ReadonlySet<string>> {
  const [, ...lines] = (await readFile(shared("northwind", "orders.csv"), "utf8")).split("\n");
  const orders = lines.filter((line) => line.trim() !== "").map((line) => line.split(","));
  expect(orders).toHaveLength(830);
  const due = orders.filter(([, , , , required = ""]) => required.slice(0, 10) < day);
  return new Set(due.map(([orderId = ""]) => orderId));
}
