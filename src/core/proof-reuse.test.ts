import { expect, test } from "vitest";
import { at, did } from "../../test/support/rule-table.ts";
import { type DeliveryState, evolveDelivery, newDelivery } from "./delivery.ts";
import type { Fact } from "./fact.ts";
import { proofsOf, usesIn, withReuse } from "./proof-reuse.ts";

const A = "a".repeat(64);
const B = "b".repeat(64);
const attached = (wallClock: string, sha256: string | undefined, more: object = {}) =>
  did("evidence.attached", wallClock, { kind: "photo", sha256, ...more });
const delivery = (...facts: readonly Fact[]): DeliveryState =>
  facts.reduce(evolveDelivery, newDelivery("ENT-1"));
const used = { deliveryId: "ENT-1", sha256: A, usedFor: "ENT-9" };

test("a delivery's files, each once by when it came first", () => {
  const facts = [
    attached("11-16 10:00", B),
    attached("11-16 11:00", A),
    attached("11-16 12:00", B, { kind: "stamp" }),
    attached("11-16 13:00", undefined),
  ];
  expect(proofsOf(delivery(...facts))).toEqual([
    { deliveryId: "ENT-1", sha256: B, at: at("11-16 10:00") },
    { deliveryId: "ENT-1", sha256: A, at: at("11-16 11:00") },
  ]);
  expect(usesIn([...facts, did("delivery.delivered", "11-16 09:00")])).toHaveLength(3);
});

test("a file that proved another order's delivery is reused from when it came, and says for which", () => {
  const before = delivery(attached("11-16 10:00", A), attached("11-16 11:00", B));
  const { evidence } = withReuse(before, [used]);
  expect(evidence.map(({ problem, problemDetail }) => [problem, problemDetail])).toEqual([
    ["reused", "ENT-9"],
    [null, null],
  ]);
  expect(evidence[0]?.checkedAt).toBe(at("11-16 10:00"));
});

test("another delivery's reuse changes nothing", () => {
  const before = delivery(attached("11-16 10:00", A));
  expect(withReuse(before, [{ ...used, deliveryId: "ENT-2" }])).toBe(before);
});

test.each([undefined, "unreadable"])("what was looked at stays as it was found: %s", (problem) => {
  const checked = did("evidence.checked", "11-16 12:00", { kind: "photo", sha256: A, problem });
  const before = delivery(attached("11-16 10:00", A), checked);
  expect(withReuse(before, [used]).evidence).toEqual(before.evidence);
});
