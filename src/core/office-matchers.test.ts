import { describe, expect, test } from "vitest";
import {
  accountPicture,
  at,
  did,
  of,
  orderPicture,
  sourcePicture,
} from "../../test/support/rule-table.ts";
import { finding } from "../../test/support/case-stage.ts";
import { newOffice, type OfficeState, type Silence } from "./office.ts";
import { signalsOf, silenceFor, withMaintenance } from "./office-effects.ts";
import type { Matcher } from "./people-facts.ts";

const BY = { personId: "ana", personName: "Ana" };
const NOW = at("11-10 12:00");
const placed = did("order.placed", "11-09 09:00", {
  buyerId: "CLI-1",
  payerId: "CLI-2",
  warehouse: "CEDIS",
});
const planned = did("delivery.planned", "11-09 10:00", { warehouse: "NORTE", ...of(10) });
const described = did("customer.described", "11-01 09:00", { customerId: "CLI-2", name: "Dos" });
const order = orderPicture([placed, planned, described]);
const account = accountPicture([did("customer.described", "11-01 09:00")]);

function silence(id: string, matcher: Matcher, from: string, until: string): Silence {
  return { id, matcher, from: at(from), until: at(until), by: BY, reason: null };
}

function officeWith(more: Partial<OfficeState>): OfficeState {
  return { ...newOffice("main"), ...more };
}

describe("a silence", () => {
  const short = finding("delivery-short");
  const DAY = ["11-10 09:00", "11-10 18:00"] as const;

  test.each<[string, Matcher, boolean]>([
    ["the rule", { rule: "delivery-short" }, true],
    ["another rule", { rule: "invoice-overdue" }, false],
    ["the buyer", { customerId: "CLI-1" }, true],
    ["the payer", { customerId: "CLI-2" }, true],
    ["somebody else", { customerId: "CLI-3" }, false],
    ["the order's warehouse", { warehouse: "CEDIS" }, true],
    ["a delivery's warehouse", { warehouse: "NORTE" }, true],
    ["another warehouse", { warehouse: "SUR" }, false],
    ["nothing", {}, false],
    ["the rule and somebody else", { rule: "delivery-short", customerId: "CLI-3" }, false],
    ["the buyer and another warehouse", { customerId: "CLI-1", warehouse: "SUR" }, false],
    ["all three", { rule: "delivery-short", customerId: "CLI-1", warehouse: "CEDIS" }, true],
  ])("that names %s covers the order or not", (_what, matcher, covers) => {
    const office = officeWith({ silences: [silence("S-1", matcher, ...DAY)] });
    expect(silenceFor(order, [short], office, NOW)?.id ?? null).toBe(covers ? "S-1" : null);
  });

  test("of a customer covers its account; one of a warehouse does not", () => {
    const of = (matcher: Matcher) =>
      silenceFor(account, [short], officeWith({ silences: [silence("S", matcher, ...DAY)] }), NOW);
    expect(of({ customerId: "CLI-1" })?.id).toBe("S");
    expect(of({ warehouse: "CEDIS" })).toBeNull();
  });

  test.each([
    ["11-10 08:59", null],
    ["11-10 09:00", "S-1"],
    ["11-10 17:59", "S-1"],
    ["11-10 18:00", null],
  ])("at %s holds or not", (now, id) => {
    const office = officeWith({ silences: [silence("S-1", { rule: "delivery-short" }, ...DAY)] });
    expect(silenceFor(order, [short], office, at(now))?.id ?? null).toBe(id);
  });

  test("of two, the one that lasts longer covers it", () => {
    const [brief, long] = [
      silence("brief", { customerId: "CLI-1" }, "11-10 09:00", "11-10 18:00"),
      silence("long", { rule: "delivery-short" }, "11-10 10:00", "11-12 18:00"),
    ];
    for (const silences of [
      [brief, long],
      [long, brief],
    ]) {
      expect(silenceFor(order, [short], officeWith({ silences }), NOW)?.id).toBe("long");
    }
  });

  test("of what is less bad does not cover what is worse", () => {
    const office = officeWith({ silences: [silence("S-1", { rule: "delivery-short" }, ...DAY)] });
    const broken = finding("promise-broken", { severity: "critical" });
    expect(silenceFor(order, [short, broken], office, NOW)).toBeNull();
  });

  test("covers nothing where nothing was found, or nobody arranged anything", () => {
    const office = officeWith({ silences: [silence("S-1", { customerId: "CLI-1" }, ...DAY)] });
    expect(silenceFor(order, [], office, NOW)).toBeNull();
    expect(silenceFor(order, [short], newOffice("main"), NOW)).toBeNull();
    expect(silenceFor(order, [short], null, NOW)).toBeNull();
  });
});

describe("maintenance of a feed", () => {
  const judgement = { findings: [finding("source-silent"), finding("other")], recheckAt: null };
  const silent = sourcePicture("sap", "11-10 08:00");
  const maintenance = [
    { feed: "wms", from: at("11-10 00:00"), until: at("11-11 00:00"), by: BY },
    { feed: "sap", from: at("11-10 09:00"), until: at("11-10 18:00"), by: BY },
  ];
  const office = officeWith({ maintenance });

  test("keeps its silence quiet, and looks again when the work is done", () => {
    const kept = withMaintenance(judgement, silent, office, NOW);
    expect(kept.findings.map(({ rule }) => rule)).toEqual(["other"]);
    expect(kept.recheckAt).toBe(at("11-10 18:00"));
    const sooner = { ...judgement, recheckAt: at("11-10 13:00") };
    expect(withMaintenance(sooner, silent, office, NOW).recheckAt).toBe(at("11-10 13:00"));
  });

  test.each([
    ["11-10 08:59", false],
    ["11-10 09:00", true],
    ["11-10 18:00", false],
  ])("at %s is under way or not", (now, underWay) => {
    const kept = withMaintenance(judgement, silent, office, at(now));
    expect(kept.findings).toHaveLength(underWay ? 1 : 2);
  });

  test("touches no other feed, no order, and nothing where nobody arranged it", () => {
    const others = [
      withMaintenance(judgement, sourcePicture("crm", null), office, NOW),
      withMaintenance(judgement, order, office, NOW),
      withMaintenance(judgement, silent, null, NOW),
    ];
    for (const one of others) expect(one).toBe(judgement);
  });
});

describe("what may wake a case", () => {
  test("is the latest estimate of what is on its way, and the customer's last reply", () => {
    const left = (deliveryId: string, wall: string) => [
      did("delivery.planned", "11-09 10:00", { deliveryId, ...of(5) }),
      did("delivery.dispatched", "11-10 08:00", { deliveryId, ...of(5) }),
      did("delivery.eta", "11-10 09:00", { deliveryId, etaAt: at(wall) }),
    ];
    const arrived = did("delivery.delivered", "11-10 11:00", { deliveryId: "ENT-3", ...of(5) });
    const facts = [
      placed,
      ...left("ENT-1", "11-10 15:00"),
      ...left("ENT-2", "11-10 17:00"),
      ...left("ENT-3", "11-10 20:00"),
      arrived,
    ];
    expect(signalsOf(orderPicture(facts))).toEqual({ etaAt: at("11-10 17:00"), repliedAt: null });
  });

  test("is nothing for an account", () => {
    expect(signalsOf(account)).toEqual({ etaAt: null, repliedAt: null });
  });
});
