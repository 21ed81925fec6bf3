import { describe, expect, it } from "vitest";
import { endOfDay, localDate } from "../../src/core/calendar.ts";
import { loadMap } from "../../src/connectors/files/load-map.ts";
import { readFiles } from "../../src/connectors/files/read-files.ts";
import { planImport } from "../../src/connectors/import/plan.ts";
import { ofType, readAll } from "./reading.ts";
import { isAbsent, shared } from "./shared-data.ts";

const ZONE = "America/Sao_Paulo";

async function readSample(name: string) {
  const map = await loadMap(`src/connectors/files/maps/${name}.yaml`);
  const plan = await planImport([shared(name)], map);
  return readAll(readFiles(map, plan.csv ?? {}, { source: map.source }));
}

describe.skipIf(isAbsent("olist"))("Olist at ../shared/data/olist, by its map alone", async () => {
  const olist = isAbsent("olist") ? null : await readSample("olist");
  const facts = olist?.facts ?? [];
  const placed = ofType(facts, "order.placed");
  const delivered = ofType(facts, "delivery.delivered");

  it("reads every row and rejects none", () => {
    expect(olist?.rejected).toEqual([]);
    expect(placed).toHaveLength(8_135);
    expect(ofType(facts, "order.cancelled")).toHaveLength(625 + 609);
    // Marked delivered 5,172, of which 8 without a date; and 6 cancelled ones that arrived.
    expect(delivered).toHaveLength(5_172 - 8 + 6);
    expect(new Set(facts.map((fact) => fact.externalId)).size).toBe(facts.length);
  });

  it("finds 343 deliveries after the promised local date", () => {
    const promised = new Map(placed.map((fact) => [fact.orderId, fact.promisedOn ?? ""]));
    const late = delivered.filter(
      ({ orderId = "", occurredAt }) => localDate(occurredAt, ZONE) > (promised.get(orderId) ?? ""),
    );
    expect(late).toHaveLength(343);
  });

  it.each([
    ["2018-06-01T03:00:00.000Z", 1_496],
    ["2018-08-01T03:00:00.000Z", 1_610],
  ])("holds at %s %i orders whose promise is broken", (asOf, count) => {
    const known = facts.filter((fact) => fact.occurredAt <= asOf);
    const settled = new Set([
      ...ofType(known, "order.cancelled").map((fact) => fact.orderId),
      ...ofType(known, "delivery.delivered").map((fact) => fact.orderId),
    ]);
    const broken = ofType(known, "order.placed").filter(
      ({ orderId, promisedOn = "9999-12-31" }) =>
        endOfDay(promisedOn, ZONE) <= asOf && !settled.has(orderId),
    );
    expect(broken).toHaveLength(count);
  });

  it("reads an order with its lines and its money", () => {
    expect(placed[0]).toMatchObject({
      occurredAt: "2017-07-10T00:57:05.000Z",
      promisedOn: "2017-08-01",
      currency: "BRL",
      totalMinor: 17_526,
      lines: [{ quantity: 1, amountMinor: 17_526 }],
    });
    // Cancelled early: payments, and no items.
    expect(placed.filter((fact) => fact.lines === undefined)).toHaveLength(775);
    expect(placed.filter((fact) => fact.totalMinor === undefined).length).toBeLessThan(5);
  });
});

describe.skipIf(isAbsent("northwind"))(
  "Northwind at ../shared/data/northwind, by its map alone",
  async () => {
    const northwind = isAbsent("northwind") ? null : await readSample("northwind");
    const facts = northwind?.facts ?? [];
    const placed = ofType(facts, "order.placed");
    const dispatched = ofType(facts, "delivery.dispatched");

    it("reads every row, those with commas nobody quoted included", () => {
      expect(northwind?.rejected).toEqual([]);
      expect(placed).toHaveLength(830);
      expect(placed.flatMap((fact) => fact.lines ?? [])).toHaveLength(2_155);
      expect(dispatched).toHaveLength(830 - 21);
      expect(ofType(facts, "customer.described")).toHaveLength(91);
      // The last part of an address is its country: a row torn apart would end in a postal code.
      const countries = new Set(placed.map(({ address = "" }) => address.split(", ").at(-1)));
      expect(countries.size).toBe(21);
    });

    it("finds the 37 that left after the required day", () => {
      const wanted = new Map(placed.map((fact) => [fact.orderId, fact.requestedOn ?? ""]));
      const late = dispatched.filter(
        ({ orderId = "", occurredAt }) =>
          localDate(occurredAt, "America/Los_Angeles") > (wanted.get(orderId) ?? ""),
      );
      expect(late).toHaveLength(37);
    });

    it("adds discounted lines and freight to the cent", () => {
      expect(placed.find((fact) => fact.orderId === "10250")).toMatchObject({
        customerName: "Hanari Carnes",
        salesRep: "Margaret Peacock",
        address: "Rua do Paço, 67, Rio de Janeiro, RJ, 05454-876, Brazil",
        requestedOn: "1996-08-05",
        promisedOn: "1996-08-05",
        lines: [
          { sku: "41", amountMinor: 7_700 },
          { sku: "51", amountMinor: 126_140 },
          { sku: "65", amountMinor: 21_420 },
        ],
        totalMinor: 7_700 + 126_140 + 21_420 + 6_583,
      });
    });
  },
);
