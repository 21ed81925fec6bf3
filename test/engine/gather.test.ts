import { describe, expect, it } from "vitest";
import { createGatherer } from "../../src/app/gather.ts";
import type { Ingest } from "../../src/app/ports.ts";
import { Fact } from "../../src/core/fact.ts";

const fact = (number: number) =>
  Fact.parse({
    type: "order.cancelled",
    orderId: `PED-${number}`,
    source: "erp",
    externalId: `f${number}`,
    occurredAt: "2026-01-01T00:00:00Z",
  });

describe("group commit", () => {
  it("answers each request with what became of its own facts, in few commits", async () => {
    const batches: number[] = [];
    const known = new Set<string>();
    const ingest: Ingest = async (facts) => {
      batches.push(facts.length);
      await new Promise((resolve) => setTimeout(resolve, 5));
      const isNew = ({ externalId }: Fact) =>
        !known.has(externalId) && Boolean(known.add(externalId));
      const fresh = new Set(facts.flatMap((one, index) => (isNew(one) ? [index] : [])));
      return { accepted: fresh.size, duplicate: facts.length - fresh.size, fresh };
    };
    const gatherer = createGatherer(ingest);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => gatherer.submit([fact(index), fact(index - 1)])),
    );
    expect(answers.flat().filter((one) => one === "accepted")).toHaveLength(101);
    expect(batches.length).toBeLessThan(10);
  });

  it("lets a request that cannot be stored fail alone", async () => {
    const ingest: Ingest = async (facts) => {
      if (facts.some(({ externalId }) => externalId === "f13")) throw new Error("not storable");
      return { accepted: facts.length, duplicate: 0, fresh: new Set(facts.keys()) };
    };
    const gatherer = createGatherer(ingest);
    const settled = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => gatherer.submit([fact(index)])),
    );
    expect(settled.flatMap(({ status }, index) => (status === "rejected" ? [index] : []))).toEqual([
      13,
    ]);
  });

  it("refuses at once what is more than it can hold", async () => {
    const ingest: Ingest = () => new Promise(() => undefined);
    const gatherer = createGatherer(ingest);
    const many = Array.from({ length: 9_000 }, (_, index) => fact(index));
    for (let times = 0; times < 4; times += 1) void gatherer.submit(many);
    await expect(gatherer.submit(many)).rejects.toThrow(/send again in a few seconds/);
  });
});
