import { describe, expect, test } from "vitest";
import { answered, at, did, of } from "../../test/support/rule-table.ts";
import { type Fact, foldKey, type SubjectKey, subjectOf } from "./fact.ts";
import { heard, newSource } from "./source.ts";
import { comesLate, fold, idOf, kindOf, newSubject, ordersOfSubject, unfolded } from "./subject.ts";

const placed = did("order.placed", "11-10 09:00", of(10));
const changed = did("order.changed", "11-10 10:00", of(12));
const cancelled = did("order.cancelled", "11-10 11:00");

describe("a key", () => {
  test.each<[SubjectKey, string, string]>([
    ["customer:CLI-1", "customer", "CLI-1"],
    ["order:PED-1:B", "order", "PED-1:B"],
    ["delivery:ENT-1", "delivery", "ENT-1"],
    ["invoice:FAC-1", "invoice", "FAC-1"],
    ["payment:PAG-1", "payment", "PAG-1"],
    ["source:sap", "source", "sap"],
    ["office:main", "office", "main"],
  ])("%s names a subject, which begins with nothing but its name", (key, kind, id) => {
    expect([kindOf(key), idOf(key)]).toEqual([kind, id]);
    expect(newSubject(key)).toMatchObject({ kind, state: { id } });
  });

  test("of no known kind throws", () => {
    expect(() => kindOf("truck:7" as SubjectKey)).toThrow('"truck:7" names no subject.');
  });
});

describe("folding", () => {
  test("is the same in whatever order facts come", () => {
    const key = subjectOf(placed);
    const told = fold(unfolded(key), [placed, changed, cancelled]);
    expect(fold(unfolded(key), [cancelled, changed, placed])).toEqual(told);
    expect(told.foldKey).toBe(foldKey(cancelled));
    expect(told.subject.state).toMatchObject({ cancelledAt: at("11-10 11:00") });
    expect(fold(told, [])).toEqual(told);
  });

  test.each<[SubjectKey, Fact, object]>([
    [
      "office:main",
      did("maintenance.started", "11-10 09:00", {
        feed: "sap",
        personId: "ana",
        personName: "Ana",
        until: at("11-11 09:00"),
      }),
      { maintenance: [{ feed: "sap" }] },
    ],
    [
      "source:sap",
      answered("hold", "11-10 09:00", { group: { type: "source", id: "sap" } }),
      {
        answers: [{ action: "hold" }],
      },
    ],
    ["payment:PAG-1", did("payment.received", "11-10 09:00", { amountMinor: 5 }), { minor: 5 }],
    ["customer:CLI-1", did("customer.described", "11-10 09:00", { name: "Uno" }), { name: "Uno" }],
  ])("%s takes in what it is told", (key, fact, state) => {
    expect(fold(unfolded(key), [fact]).subject).toMatchObject({ kind: kindOf(key), state });
  });

  test("is late for what happened before, or at once with, what was folded in", () => {
    const until = fold(unfolded(subjectOf(placed)), [placed, changed]);
    expect(comesLate(until, [cancelled])).toBe(false);
    expect(comesLate(until, [cancelled, placed])).toBe(true);
    expect(comesLate(until, [changed])).toBe(true);
    expect(comesLate(until, [])).toBe(false);
  });

  test("is never late for a source, which rests on when it was heard", () => {
    const answer = answered("hold", "11-10 09:00", { group: { type: "source", id: "sap" } });
    expect(comesLate(fold(unfolded("source:sap"), [answer]), [answer])).toBe(false);
  });
});

test("the orders of a subject are its own, its delivery's, or its invoice's", () => {
  const of = (...facts: readonly [Fact, ...Fact[]]) =>
    ordersOfSubject(fold(unfolded(subjectOf(facts[0])), facts).subject);
  expect(of(placed)).toEqual(["PED-1"]);
  expect(of(did("delivery.planned", "11-10 09:00"))).toEqual(["PED-1"]);
  expect(of(did("delivery.planned", "11-10 09:00", { orderId: undefined }))).toEqual([]);
  expect(of(did("invoice.issued", "11-10 09:00", { orderIds: ["A", "B"] }))).toEqual(["A", "B"]);
  expect(of(did("customer.described", "11-10 09:00"))).toEqual([]);
});

test("a source was heard at the latest instant that was told, and other facts say nothing of it", () => {
  const once = heard(newSource("sap"), at("11-10 09:00"));
  expect(heard(once, at("11-10 10:00")).heardAt).toBe(at("11-10 10:00"));
  expect(heard(once, at("11-10 08:00"))).toBe(once);
  expect(heard(once, at("11-10 09:00"))).toBe(once);
  const state = fold({ subject: { kind: "source", state: once }, foldKey: "" }, [placed]).subject
    .state;
  expect(state).toBe(once);
});
