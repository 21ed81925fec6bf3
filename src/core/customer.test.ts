import { describe, expect, test } from "vitest";
import { at, day, did } from "../../test/support/rule-table.ts";
import {
  type CustomerState,
  demandedEvidence,
  evolveCustomer,
  isInForce,
  newCustomer,
  policiesIn,
} from "./customer.ts";
import type { Fact } from "./fact.ts";

type Fields = Readonly<Record<string, unknown>>;

function customer(...facts: readonly Fact[]): CustomerState {
  return facts.reduce(evolveCustomer, newCustomer("CLI-1"));
}

const described = (more: Fields, wall = "11-01 09:00") => did("customer.described", wall, more);
const agreed = (more: Fields, wall = "11-01 09:00") => did("agreement.described", wall, more);
const settled = (period: string, wall = "11-02 09:00") =>
  did("agreement.settled", wall, { agreementId: "CON-1", customerId: "CLI-1", period });
const tallied = (requestId: string, wall: string, amountMinor: number, counts = true) =>
  did("customer.credit-tallied", wall, {
    customerId: "CLI-1",
    requestId,
    amountMinor,
    currency: "MXN",
    counts,
  });

describe("what is told of a customer", () => {
  const all = {
    name: "Bajío",
    timeZone: "America/Monterrey",
    taxId: "DBA010101AB1",
    evidence: ["waybill"],
    creditLimitMinor: 500,
    creditCurrency: "MXN",
    paymentDays: 30,
    wantsReminder: true,
    leadDays: 3,
    routeDays: [1, 4],
  };

  test("stays where a later telling leaves it out", () => {
    const { creditLimitMinor: _minor, creditCurrency: _currency, ...plain } = all;
    const creditLimit = { minor: 500, currency: "MXN" };
    const told = customer(described(all), described({ name: "Bajío SA" }));
    expect(told).toMatchObject({ ...plain, name: "Bajío SA", creditLimit });
  });

  test("gives way to what a later telling says", () => {
    const zero = { paymentDays: 0, leadDays: 0, wantsReminder: false, routeDays: [], evidence: [] };
    expect(customer(described(all), described({ name: "Bajío", ...zero }))).toMatchObject(zero);
    const other = { taxId: "XAXX010101000", timeZone: "America/Tijuana" };
    expect(customer(described(all), described({ name: "Bajío", ...other }))).toMatchObject(other);
  });

  test.each([[{ creditLimitMinor: 900 }], [{ creditCurrency: "USD" }]])(
    "is no limit of credit where only %j is told",
    (half) => {
      const limit = { minor: 500, currency: "MXN" };
      expect(customer(described({ name: "B", ...half })).creditLimit).toBeNull();
      const told = customer(described(all), described({ name: "B", ...half }));
      expect(told.creditLimit).toEqual(limit);
    },
  );

  test("is nothing that other facts tell", () => {
    const before = customer(described(all));
    expect(evolveCustomer(before, did("order.placed", "11-02 09:00"))).toBe(before);
  });
});

describe("an agreement", () => {
  test("is told whole each time, and keeps the periods that were settled", () => {
    const told = customer(
      agreed({ currency: "MXN", paymentDays: 15, payerId: "CLI-2" }),
      settled("2026-10"),
      agreed({ discountShare: 0.1 }, "11-03 09:00"),
    );
    expect(told.agreements["CON-1"]).toEqual({
      describedAt: at("11-03 09:00"),
      currency: null,
      paymentDays: null,
      payerId: null,
      taxId: null,
      prices: null,
      discountShare: 0.1,
      evidence: null,
      validFrom: null,
      validTo: null,
      recurring: null,
      settled: ["2026-10"],
    });
    expect(customer(agreed({ currency: "MXN" })).agreements["CON-1"]).toMatchObject({
      currency: "MXN",
      settled: [],
    });
  });

  test("may be known by a settled period alone; a period is settled once", () => {
    const told = customer(settled("2026-09"), settled("2026-10"), settled("2026-09"));
    expect(told.agreements["CON-1"]).toMatchObject({
      describedAt: at("11-02 09:00"),
      currency: null,
      settled: ["2026-09", "2026-10"],
    });
    expect(Object.keys(told.agreements)).toEqual(["CON-1"]);
  });

  test.each([
    [null, null, true],
    ["11-10", null, true],
    ["11-11", null, false],
    [null, "11-10", true],
    [null, "11-09", false],
    ["11-01", "11-30", true],
    ["11-11", "11-30", false],
  ])("from %s to %s is in force on the 10th or not", (from, to, is) => {
    const terms = { validFrom: from && day(from), validTo: to && day(to) };
    const [agreement] = Object.values(customer(agreed({})).agreements);
    if (!agreement) throw new Error("It was not agreed.");
    expect(isInForce({ ...agreement, ...terms }, day("11-10"))).toBe(is);
  });
});

describe("the proofs that are demanded", () => {
  const own = described({ name: "B", evidence: ["waybill"] });
  const on = (...facts: readonly Fact[]) => demandedEvidence(customer(...facts), day("11-10"));

  test("are the customer's own, unless an agreement in force says otherwise", () => {
    expect(demandedEvidence(null, day("11-10"))).toBeNull();
    expect(on(own)).toEqual(["waybill"]);
    expect(on(own, agreed({ paymentDays: 3 }))).toEqual(["waybill"]);
    expect(on(own, agreed({ evidence: ["photo"], validTo: day("11-09") }))).toEqual(["waybill"]);
    expect(on(own, agreed({ evidence: ["photo"] }))).toEqual(["photo"]);
    expect(on(own, agreed({ evidence: [] }))).toEqual([]);
  });

  test("of several agreements are all of them together", () => {
    const two = agreed({ agreementId: "CON-2", evidence: ["photo", "signature"] });
    const none = agreed({ agreementId: "CON-3", paymentDays: 3 });
    expect(on(own, agreed({ evidence: ["photo", "waybill"] }), two, none)).toEqual([
      "photo",
      "waybill",
      "signature",
    ]);
  });
});

describe("the credit notes that count", () => {
  test("are one a request, from when its amount was asked for", () => {
    const told = customer(
      tallied("SNC-1", "11-01 09:00", 100),
      tallied("SNC-2", "11-02 09:00", 200),
      tallied("SNC-1", "11-03 09:00", 100, false),
    );
    expect(told.credits).toEqual([
      { requestId: "SNC-2", minor: 200, currency: "MXN", at: at("11-02 09:00") },
    ]);
    const amended = customer(
      tallied("SNC-1", "11-01 09:00", 100),
      tallied("SNC-1", "11-03 09:00", 150),
    );
    expect(amended.credits).toMatchObject([{ minor: 150, at: at("11-03 09:00") }]);
  });

  test("are all of a window, however many small ones came after a large one", () => {
    const many = Array.from({ length: 201 }, (_, i) => tallied(`SNC-${i}`, "11-01 09:00", 1));
    const { credits } = customer(...many);
    expect([credits.length, credits[0]?.requestId]).toEqual([201, "SNC-0"]);
  });
});

test("the policy of a customer changes with its agreements and with what its orders follow", () => {
  const of = (...facts: readonly Fact[]) => policiesIn(facts);
  expect(of(agreed({}), agreed({ paymentDays: 3 }))).toEqual(["customer:CLI-1"]);
  expect(of(described({ name: "B" }))).toEqual([]);
  expect(of(described({ name: "B", leadDays: 0 }))).toEqual(["customer:CLI-1"]);
  expect(of(described({ customerId: "CLI-2", name: "B", evidence: [] }))).toEqual([
    "customer:CLI-2",
  ]);
  expect(of(did("order.placed", "11-01 09:00", { paymentDays: 3 }))).toEqual([]);
});
