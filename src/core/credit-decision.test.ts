import { describe, expect, test } from "vitest";
import {
  BEFORE,
  type Press,
  TENTH,
  approved,
  asked,
  mxn,
  press,
} from "../../test/support/credit-desk.ts";
import { at, did } from "../../test/support/rule-table.ts";
import type { ActionId } from "./action.ts";
import type { AnswerInput } from "./answer.ts";
import type { Fact } from "./fact.ts";

describe("a request", () => {
  test.each<[ActionId, string, AnswerInput, object]>([
    [
      "reject-credit",
      "lead1",
      { reason: " ya se pagó " },
      { type: "credit.rejected", reason: "ya se pagó" },
    ],
    [
      "ask-credit",
      "lead1",
      { reason: " ¿cuántas? " },
      { type: "credit.asked", question: "¿cuántas?" },
    ],
    ["answer-credit", "lead2", { reason: "tres" }, { type: "credit.answered", answer: "tres" }],
    ["withdraw-credit", "clerk", {}, { type: "credit.withdrawn" }],
    [
      "amend-credit",
      "clerk",
      { amount: mxn(500_000), reason: "menos" },
      { type: "credit.amended", amountMinor: 500_000, reason: "menos", proofs: [] },
    ],
  ])("%s by %s is a fact", (action, by, input, fact) => {
    const made = press(action, { by, given: TENTH, input });
    const told = { requestId: "SNC-1", personId: by, ...fact };
    expect(made).toHaveProperty(["facts", 0], expect.objectContaining(told));
    expect(made).toHaveProperty("answer.requestId", "SNC-1");
  });

  test.each<[ActionId, boolean]>([
    ["reject-credit", true],
    ["withdraw-credit", true],
    ["ask-credit", false],
    ["answer-credit", false],
  ])("after %s no longer counts, or still does", (action, over) => {
    const by = action === "withdraw-credit" ? "clerk" : "lead1";
    const made = press(action, { by, given: TENTH, input: { reason: "no" } });
    const tallies = { type: "customer.credit-tallied", requestId: "SNC-1", counts: false };
    expect(made).toMatchObject({ facts: over ? [{}, tallies] : [{}] });
  });

  test.each<[ActionId, string, object]>([
    ["withdraw-credit", "lead1", { refused: "not-requester", name: "clerk" }],
    ["amend-credit", "lead1", { refused: "not-requester", name: "clerk" }],
    ["reject-credit", "clerk", { refused: "own-request" }],
    ["ask-credit", "clerk", { refused: "own-request" }],
  ])("%s by %s is refused", (action, by, refusal) => {
    expect(press(action, { by, given: TENTH, input: { amount: mxn(1) } })).toEqual(refusal);
  });

  test("is refused and asked about by whoever signs anything, and by nobody else", () => {
    const byLead = [...BEFORE, asked("SNC-1", "lead1", 1_000_000)];
    expect(press("reject-credit", { by: "clerk", given: byLead })).toMatchObject({
      refused: "above-limit",
      amount: mxn(1_000_000),
      level: { rung: 0, team: "collections", role: "lead" },
      signers: ["lead1", "lead2", "controller1", "controller2", "director1", "director2"],
    });
  });

  test.each<[string, Press]>([
    ["names no request", { by: "lead1", given: TENTH, data: {} }],
    ["names one that is not there", { by: "lead1", given: TENTH, request: "SNC-9" }],
    [
      "names an invoice that is not there",
      { by: "lead1", data: { invoiceId: "F", requestId: "S" } },
    ],
  ])("that %s is gone", (_what, pressed) => {
    expect(press("approve-credit", pressed)).toEqual({ refused: "gone" });
  });

  test("is no longer decided after fifteen days, nor once it was decided", () => {
    const late = { by: "lead1", given: TENTH, wall: "11-25 09:00" };
    expect(press("approve-credit", late)).toEqual({ refused: "expired", at: at("11-25 09:00") });
    expect(press("approve-credit", { ...late, wall: "11-25 08:59" })).toHaveProperty("facts");
    const done = [...TENTH, approved("SNC-1", "lead1", 1_000_000, "11-10 10:00", true)];
    expect(press("reject-credit", { by: "lead2", given: done })).toEqual({ refused: "gone" });
    expect(press("withdraw-credit", { by: "clerk", given: done })).toHaveProperty("facts");
    const over = [...TENTH, did("credit.withdrawn", "11-10 10:00", { personId: "clerk" })];
    expect(press("withdraw-credit", { by: "clerk", given: over })).toEqual({ refused: "gone" });
  });

  test("is amended to an amount, within what is left without it", () => {
    const input = { amount: mxn(20_000_000) };
    expect(press("amend-credit", { by: "clerk", given: TENTH, input })).toHaveProperty("facts");
    expect(press("amend-credit", { by: "clerk", given: TENTH })).toEqual({ refused: "gone" });
    const more = { amount: mxn(20_000_001) };
    expect(press("amend-credit", { by: "clerk", given: TENTH, input: more })).toMatchObject({
      refused: "over-credit",
    });
  });

  test("never shares its instant with what was said of it before", () => {
    const made = press("answer-credit", { by: "lead1", given: TENTH, wall: "11-10 09:00" });
    expect(made).toMatchObject({ facts: [{ occurredAt: "2026-11-10T15:00:00.001Z" }] });
    expect(press("watch", { by: "lead1", given: TENTH })).toBeNull();
  });
});

describe("an approval", () => {
  const large = [...BEFORE, asked("SNC-1", "clerk", 15_000_000)];
  const typed = { amount: mxn(15_000_000) };

  test("by one who may is final where one is enough", () => {
    expect(press("approve-credit", { by: "lead1", given: TENTH })).toMatchObject({
      facts: [{ type: "credit.approved", amountMinor: 1_000_000, currency: "MXN", final: true }],
      answer: { requestId: "SNC-1", amount: mxn(1_000_000) },
    });
  });

  test("by the first of two is not final, and by the second it is", () => {
    const first = press("approve-credit", { by: "director1", given: large, input: typed });
    expect(first).toMatchObject({ facts: [{ final: false }] });
    const signed = [...large, approved("SNC-1", "director1", 15_000_000, "11-10 10:00")];
    const second = press("approve-credit", { by: "director2", given: signed, input: typed });
    expect(second).toMatchObject({ facts: [{ final: true }] });
    expect(press("approve-credit", { by: "director1", given: signed, input: typed })).toEqual({
      refused: "already-approved",
    });
  });

  test("above one's rung is refused, with those who may", () => {
    expect(press("approve-credit", { by: "lead1", given: large, input: typed })).toMatchObject({
      refused: "above-limit",
      amount: mxn(15_000_000),
      level: { rung: 2, role: "director", approvals: 2 },
      signers: ["director1", "director2"],
    });
    expect(press("approve-credit", { by: "clerk", given: TENTH })).toEqual({
      refused: "own-request",
    });
  });

  test("in somebody's place says in whose", () => {
    const signer = (id: string) => ({ personId: id, personName: id });
    const delegations = [
      {
        of: signer("lead1"),
        to: signer("lead2"),
        from: at("11-01 00:00"),
        until: at("11-30 00:00"),
      },
      {
        of: signer("director1"),
        to: signer("lead2"),
        from: at("11-01 00:00"),
        until: at("11-30 00:00"),
      },
    ];
    const made = press("approve-credit", { by: "lead2", given: large, input: typed, delegations });
    expect(made).toMatchObject({
      facts: [{ onBehalfOf: { personId: "director1" }, final: false }],
    });
    const own = press("approve-credit", { by: "lead2", given: TENTH, delegations });
    expect(own).not.toHaveProperty("facts.0.onBehalfOf");
  });

  test.each<[string, number, AnswerInput, boolean]>([
    ["a large amount typed again", 5_000_001, { amount: mxn(5_000_001) }, true],
    ["a large amount that nobody typed", 5_000_001, {}, false],
    ["a large amount typed wrongly", 5_000_001, { amount: mxn(5_000_000) }, false],
    [
      "a large amount in another currency",
      5_000_001,
      { amount: { minor: 5_000_001, currency: "USD" } },
      false,
    ],
    ["an amount that needs no typing", 5_000_000, {}, true],
    ["an amount typed without need", 5_000_000, { amount: mxn(5_000_000) }, true],
    ["an amount typed wrongly without need", 5_000_000, { amount: mxn(1) }, false],
  ])("of %s counts or not", (_what, minor, input, counts) => {
    const given = [...BEFORE, asked("SNC-1", "clerk", minor)];
    const made = press("approve-credit", { by: "controller1", given, input });
    if (counts) expect(made).toHaveProperty("facts");
    else expect(made).toEqual({ refused: "amount-differs", amount: mxn(minor) });
  });

  test("of more than is left since it was asked for is refused", () => {
    const posted = did("invoice.credited", "11-10 10:00", { totalMinor: 19_500_000 });
    const given = [...TENTH, posted];
    expect(press("approve-credit", { by: "director1", given })).toMatchObject({
      refused: "over-credit",
      left: mxn(500_000),
    });
    const unknown = did("invoice.credited", "11-10 10:00", { totalMinor: undefined });
    expect(press("approve-credit", { by: "director1", given: [...TENTH, unknown] })).toEqual({
      refused: "total-unknown",
      invoiceId: "FAC-1",
    });
    const cancelled = did("invoice.cancelled", "11-10 10:00");
    expect(press("approve-credit", { by: "director1", given: [...TENTH, cancelled] })).toEqual({
      refused: "not-in-force",
      invoiceId: "FAC-1",
    });
  });

  test("looks at all that was asked for within a month, split or not", () => {
    const split = (wall: string, who = "lead2") => [
      ...BEFORE,
      asked("SNC-0", who, 1_500_000, wall),
      asked("SNC-1", "clerk", 1_000_000, "12-10 09:00"),
    ];
    const by = (id: string, given: readonly Fact[]) =>
      press("approve-credit", { by: id, given, wall: "12-10 10:00" });
    const signed = (wall: string) => approved("SNC-0", "lead1", 1_500_000, wall, true);
    const within = [...split("11-15 09:00"), signed("11-16 09:00")];
    expect(by("lead1", within)).toMatchObject({ refused: "above-limit", level: { rung: 1 } });
    expect(by("controller1", within)).toHaveProperty("facts");
    const before = [...split("11-09 09:00"), signed("11-10 09:00")];
    expect(by("lead1", before)).toHaveProperty("facts");
    const rejected = did("credit.rejected", "11-16 09:00", { requestId: "SNC-0", reason: "no" });
    expect(by("lead1", [...split("11-15 09:00"), rejected])).toHaveProperty("facts");
    // It expired before the other was asked for.
    expect(by("lead1", split("11-15 09:00"))).toHaveProperty("facts");
  });
});
