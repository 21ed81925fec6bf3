import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  ERP_SECRET,
  factsServer,
  type FactsServer,
  placed,
  post,
  signedBy,
} from "./facts-server.ts";

let server: FactsServer;
beforeAll(async () => {
  server = await factsServer({ perSecond: 1e6, burst: 1e6 });
});
afterAll(() => server.close());

const types = fc.constantFrom(
  "application/cloudevents+json",
  "application/cloudevents-batch+json",
  "application/json",
  "application/x-ndjson",
);
const ALLOWED = [200, 400, 401];

/** Whatever is sent, the answer is one of the documented ones and nothing breaks inside. */
async function expectAnswer(type: string, body: string): Promise<void> {
  const { status } = await post(`${server.url}/erp`, type, body, signedBy(ERP_SECRET, body));
  expect(ALLOWED).toContain(status);
  expect(server.errors).toEqual([]);
}

it("takes or refuses any text", async () => {
  const bodies = fc.string({ unit: "binary", maxLength: 200 });
  await fc.assert(fc.asyncProperty(types, bodies, expectAnswer), { numRuns: 150 });
});

it("takes or refuses any JSON", async () => {
  const bodies = fc.json({ maxDepth: 4 });
  await fc.assert(fc.asyncProperty(types, bodies, expectAnswer), { numRuns: 200 });
});

it("takes or refuses any event with any data, and keeps only what JSON can hold", async () => {
  const field = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.string({ unit: "binary" }));
  const events = fc
    .record(
      {
        id: field,
        type: fc.constantFrom(
          "remo.order.placed.v1",
          "delivery.delivered",
          "constructor",
          "remo..v1",
        ),
        time: fc.oneof(
          fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
          field,
        ),
        data: fc.dictionary(
          fc.constantFrom("orderId", "deliveryId", "currency", "lines", "promisedOn", "__proto__"),
          field,
        ),
      },
      { requiredKeys: [] },
    )
    .map((event) => JSON.stringify(placed("1", event)));
  await fc.assert(fc.asyncProperty(types, events, expectAnswer), { numRuns: 300 });
  for (const { body, reason } of server.rejected) {
    const kept = JSON.stringify({ body, reason });
    expect(kept).not.toMatch(/[^\\]\\u0000/);
    expect(kept.isWellFormed()).toBe(true);
  }
});

it("survives JSON nested a hundred thousand deep", async () => {
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  await expectAnswer("application/cloudevents-batch+json", deep);
  const event = JSON.stringify(placed("deep")).replace('"data":{', `"data":{"lines":${deep},`);
  await expectAnswer("application/cloudevents+json", event);
});
