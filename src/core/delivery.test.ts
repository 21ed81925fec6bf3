import { describe, expect, test } from "vitest";
import { at, day, did, of } from "../../test/support/rule-table.ts";
import {
  acceptedQuantity,
  arrivedLines,
  cameBack,
  type DeliveryState,
  evolveDelivery,
  hasArrived,
  isOnRoute,
  isPending,
  keptLines,
  newDelivery,
} from "./delivery.ts";
import type { Fact } from "./fact.ts";

type Fields = Readonly<Record<string, unknown>>;

function delivery(...facts: readonly Fact[]): DeliveryState {
  return facts.reduce(evolveDelivery, newDelivery("ENT-1"));
}

const planned = (wall: string, more: Fields = {}) => did("delivery.planned", wall, more);
const sent = (wall = "11-11 08:00", more: Fields = of(10)) =>
  did("delivery.dispatched", wall, more);
const arrived = (wall = "11-11 12:00", more: Fields = of(10)) =>
  did("delivery.delivered", wall, more);
const failed = (wall = "11-11 13:00") => did("delivery.failed", wall, { reason: "cerrado" });
const returned = (wall = "11-12 09:00", more: Fields = {}) => did("delivery.returned", wall, more);
const cancelled = (wall = "11-12 10:00") => did("delivery.cancelled", wall);
const first = planned("11-10 09:00", { plannedOn: day("11-11"), warehouse: "CEDIS", ...of(10) });

test.each<[string, readonly Fact[], { route: boolean; pending: boolean; arrived: boolean }]>([
  ["planned", [first], { route: false, pending: true, arrived: false }],
  ["on its way", [first, sent()], { route: true, pending: true, arrived: false }],
  ["delivered", [first, sent(), arrived()], { route: false, pending: false, arrived: true }],
  ["failed", [first, sent(), failed()], { route: false, pending: false, arrived: false }],
  ["returned", [first, sent(), returned()], { route: false, pending: false, arrived: false }],
  ["called back", [first, sent(), cancelled()], { route: false, pending: false, arrived: false }],
  ["annulled", [first, arrived(), cancelled()], { route: false, pending: false, arrived: false }],
  [
    "sent again",
    [sent(), failed(), sent("11-13 08:00")],
    { route: true, pending: true, arrived: false },
  ],
])("a delivery that is %s", (_what, facts, is) => {
  const one = delivery(...facts);
  expect({ route: isOnRoute(one), pending: isPending(one), arrived: hasArrived(one) }).toEqual(is);
});

describe("planning", () => {
  test("keeps each move of its date, with the reason, and what a later plan leaves out", () => {
    const moved = delivery(
      first,
      planned("11-10 10:00"),
      planned("11-10 11:00", { plannedOn: day("11-11") }),
      planned("11-10 12:00", { plannedOn: day("11-12"), reason: "sin unidad" }),
    );
    expect(moved.plans).toEqual([
      { on: day("11-11"), at: at("11-10 09:00"), reason: null },
      { on: day("11-12"), at: at("11-10 12:00"), reason: "sin unidad" },
    ]);
    expect(moved).toMatchObject({ warehouse: "CEDIS", plannedAt: at("11-10 12:00") });
    expect(moved.planned).toMatchObject([{ quantity: 10 }]);
    const other = delivery(first, planned("11-10 10:00", { warehouse: "NORTE", ...of(7) }));
    expect(other).toMatchObject({ warehouse: "NORTE", planned: [{ quantity: 7 }] });
  });

  test("after an attempt that failed or came back starts in the warehouse", () => {
    const eta = did("delivery.eta", "11-11 09:00", { etaAt: at("11-11 15:00") });
    const again = planned("11-13 09:00", { plannedOn: day("11-14") });
    const fresh = { dispatchedAt: null, etaAt: null, etaSince: null, failedAt: null };
    expect(delivery(first, sent(), eta, failed(), again)).toMatchObject(fresh);
    expect(delivery(first, sent(), eta, returned(), again)).toMatchObject({
      ...fresh,
      returnedAt: null,
    });
    expect(delivery(first, sent(), eta, again)).toMatchObject({
      dispatchedAt: at("11-11 08:00"),
      etaAt: at("11-11 15:00"),
    });
  });

  test("keeps what came back after it was delivered", () => {
    const part = returned("11-12 09:00", of(3));
    const again = delivery(first, sent(), arrived(), part, planned("11-13 09:00"));
    expect(again).toMatchObject({ returnedAt: at("11-12 09:00"), returned: [{ quantity: 3 }] });
  });
});

test("an estimate is of a day since it first named it", () => {
  const eta = (wall: string, of: string) => did("delivery.eta", wall, { etaAt: at(of) });
  const told = [eta("11-11 09:00", "11-11 12:00"), eta("11-11 10:00", "11-11 13:00")];
  expect(delivery(...told)).toMatchObject({
    etaAt: at("11-11 13:00"),
    etaSince: at("11-11 09:00"),
  });
  expect(delivery(...told, eta("11-11 11:00", "11-12 13:00")).etaSince).toBe(at("11-11 11:00"));
});

test("who received it stays where a later telling names nobody", () => {
  const signed = arrived("11-11 12:00", { receivedBy: "Ema", ...of(9) });
  const told = delivery(signed, arrived("11-11 13:00", {}));
  expect(told).toMatchObject({ receivedBy: "Ema", received: [{ quantity: 9 }] });
  const carried = delivery(
    sent("11-11 08:00", { carrier: "Norte", ...of(9) }),
    sent("11-11 09:00", {}),
  );
  expect(carried).toMatchObject({ carrier: "Norte", dispatched: [{ quantity: 9 }] });
});

describe("what the customer keeps", () => {
  const quantities = (one: DeliveryState) => ({
    arrived: arrivedLines(one)?.map(({ quantity }) => quantity) ?? null,
    kept: keptLines(one)?.map(({ quantity }) => quantity) ?? null,
    accepted: acceptedQuantity(one),
    back: cameBack(one),
  });
  const rejecting = (quantity: number, rejectedQuantity: number) =>
    arrived("11-11 12:00", of(quantity, { rejectedQuantity }));

  test.each<[string, readonly Fact[], ReturnType<typeof quantities>]>([
    ["never arrived", [first, sent()], { arrived: [], kept: [], accepted: 0, back: false }],
    [
      "arrived",
      [first, sent(), arrived()],
      { arrived: [10], kept: [10], accepted: 10, back: false },
    ],
    [
      "arrived short",
      [first, sent(), arrived("11-11 12:00", of(8))],
      { arrived: [8], kept: [8], accepted: 8, back: false },
    ],
    [
      "arrived as it was sent, by a source without quantities",
      [first, sent("11-11 08:00", of(9)), arrived("11-11 12:00", {})],
      { arrived: [9], kept: [9], accepted: 9, back: false },
    ],
    [
      "arrived as it was planned",
      [first, arrived("11-11 12:00", {})],
      { arrived: [10], kept: [10], accepted: 10, back: false },
    ],
    [
      "arrived in unknown quantities",
      [arrived("11-11 12:00", {})],
      { arrived: null, kept: null, accepted: null, back: false },
    ],
    [
      "was rejected in part, besides what was received",
      [sent(), rejecting(8, 2)],
      { arrived: [8], kept: [8], accepted: 8, back: false },
    ],
    [
      "was rejected in part, counted in what was received",
      [sent(), rejecting(10, 2)],
      { arrived: [8], kept: [8], accepted: 8, back: false },
    ],
    [
      "was rejected in part, and nobody told what was sent",
      [rejecting(10, 2)],
      { arrived: [10], kept: [10], accepted: 10, back: false },
    ],
    [
      "came back in part",
      [sent(), arrived(), returned("11-12 09:00", of(3))],
      { arrived: [10], kept: [10, -3], accepted: 7, back: false },
    ],
    [
      "came back in two parts",
      [sent(), arrived(), returned("11-12 09:00", of(3)), returned("11-13 09:00", of(7))],
      { arrived: [10], kept: [10, -3, -7], accepted: 0, back: true },
    ],
    [
      "came back whole",
      [sent(), arrived(), returned()],
      { arrived: [10], kept: [], accepted: 0, back: true },
    ],
    [
      "came back whole, whatever is told of parts afterwards",
      [sent(), arrived(), returned(), returned("11-13 09:00", of(3))],
      { arrived: [10], kept: [], accepted: 0, back: true },
    ],
    [
      "came back before it was delivered",
      [sent(), returned("11-12 09:00", of(3))],
      { arrived: [], kept: [-3], accepted: 0, back: true },
    ],
  ])("of a delivery that %s", (_what, facts, expected) => {
    expect(quantities(delivery(...facts))).toEqual(expected);
  });
});

describe("proofs", () => {
  const proof = (wall: string, more: Fields) =>
    did("evidence.attached", wall, { kind: "photo", name: "a.jpg", ...more });
  const check = (wall: string, more: Fields) =>
    did("evidence.checked", wall, { kind: "photo", ...more });
  const blurred = { problem: "unreadable", detail: "borrosa" };

  test("are kept with who sent them", () => {
    const [one] = delivery(proof("11-11 13:00", { by: "Ema", sha256: "a".repeat(64) })).evidence;
    expect(one).toEqual({
      kind: "photo",
      name: "a.jpg",
      sha256: "a".repeat(64),
      at: at("11-11 13:00"),
      by: "Ema",
      problem: null,
      problemDetail: null,
      checkedAt: null,
    });
  });

  test("are checked by digest, or else the newest of their kind", () => {
    const sent = [
      proof("11-11 13:00", { sha256: "a".repeat(64) }),
      proof("11-11 14:00", { sha256: "b".repeat(64) }),
      proof("11-11 15:00", { kind: "waybill", sha256: "c".repeat(64) }),
    ];
    const problems = (more: Fields) =>
      delivery(...sent, check("11-11 16:00", { ...more, ...blurred })).evidence.map(
        ({ problemDetail }) => problemDetail,
      );
    expect(problems({ sha256: "a".repeat(64) })).toEqual(["borrosa", null, null]);
    expect(problems({})).toEqual([null, "borrosa", null]);
    expect(problems({ sha256: "c".repeat(64) })).toEqual([null, null, null]);
  });

  test("that are sent again as the same kind are one proof, of whoever sent it first", () => {
    const once = proof("11-11 13:00", { by: "Ema", sha256: "a".repeat(64) });
    const again = proof("11-11 15:00", { by: "Ada", name: "b.jpg", sha256: "a".repeat(64) });
    expect(delivery(once, again).evidence).toEqual(delivery(once).evidence);
    const other = proof("11-11 15:00", { kind: "waybill", sha256: "a".repeat(64) });
    expect(delivery(once, other).evidence).toHaveLength(2);
    // Nobody knows whether two without a digest are the same.
    expect(delivery(proof("11-11 13:00", {}), proof("11-11 15:00", {})).evidence).toHaveLength(2);
  });

  test("that are sent again are no better than they were; others are not yet looked at", () => {
    const bad = [proof("11-11 13:00", { sha256: "a".repeat(64) }), check("11-11 14:00", blurred)];
    const again = (more: Fields) =>
      delivery(...bad, proof("11-11 15:00", more)).evidence.at(-1)?.problemDetail;
    expect(again({ sha256: "a".repeat(64) })).toBe("borrosa");
    expect(again({ sha256: "b".repeat(64) })).toBeNull();
    expect(again({ kind: "waybill", sha256: "a".repeat(64) })).toBeNull();
    expect(again({})).toBeNull();
  });
});

test("what is told of no delivery leaves it as it was", () => {
  const before = delivery(first);
  expect(evolveDelivery(before, did("order.placed", "11-12 09:00"))).toBe(before);
});
