import { describe, expect, test } from "vitest";
import { finding as findingOf, START } from "../../test/support/case-stage.ts";
import { STAFF } from "../../test/support/credit-office.ts";
import { at, day, did, orderPicture } from "../../test/support/rule-table.ts";
import type { ActionId } from "./action.ts";
import { type AnswerInput, decide } from "./answer.ts";
import { consequences } from "./consequences.ts";
import { creditPolicyOf } from "./credit-policy.ts";
import type { Fact, FactOf } from "./fact.ts";
import { type Finding, findingKey } from "./finding.ts";
import { CALM, judgeCase } from "./judge-case.ts";
import { newOffice } from "./office.ts";

const CARMEN = { id: "carmen", name: "Carmen Ruiz", teams: ["logistics"], roles: [] } as const;
const onDelivery = findingOf("delivery-stuck", { subject: "delivery:ENT-1" });
const onOrder = findingOf("delivered-not-invoiced");
const envelope = { source: "remo", externalId: "case-1:x:fact", occurredAt: START };
const about = { ...envelope, deliveryId: "ENT-1", orderId: "PED-1" };

function made(action: ActionId, finding: Finding | null, input: AnswerInput = {}) {
  const answer: FactOf<"answer.given"> = {
    type: "answer.given",
    source: "remo",
    externalId: "case-1:x",
    occurredAt: START,
    group: { type: "order", id: "PED-1" },
    action,
    personId: "carmen",
    personName: "Carmen Ruiz",
    team: "logistics",
    ...(input.invoiceId ? { invoiceId: input.invoiceId } : {}),
  };
  return consequences({ action, person: CARMEN, finding: null, input }, finding, START, answer);
}

test.each<[string, ActionId, Finding | null, AnswerInput, readonly object[]]>([
  ["it arrived", "delivered", onDelivery, {}, [{ type: "delivery.delivered", ...about }]],
  ["nothing of no delivery", "delivered", onOrder, {}, []],
  ["nothing without a finding", "delivered", null, {}, []],
  [
    "it failed, and why",
    "failed",
    onDelivery,
    { reason: " cerrado " },
    [{ type: "delivery.failed", ...about, reason: "cerrado" }],
  ],
  [
    "it failed, and a long reason is cut",
    "failed",
    onDelivery,
    { reason: "x".repeat(301) },
    [{ type: "delivery.failed", ...about, reason: "x".repeat(300) }],
  ],
  ["it came back", "returned", onDelivery, {}, [{ type: "delivery.returned", ...about }]],
  [
    "another day",
    "re-plan",
    onDelivery,
    { on: day("11-20") },
    [{ type: "delivery.planned", ...about, plannedOn: day("11-20") }],
  ],
  ["no day of no delivery", "re-plan", onOrder, { on: day("11-20") }, []],
  ["no day that nobody named", "re-plan", onDelivery, {}, []],
  ...(["new-date", "backorder"] as const).map(
    (action): [string, ActionId, Finding, AnswerInput, readonly object[]] => [
      "a promise",
      action,
      onOrder,
      { on: day("11-20") },
      [
        {
          type: "order.promised",
          ...envelope,
          orderId: "PED-1",
          promisedOn: day("11-20"),
          by: "Carmen Ruiz",
        },
      ],
    ],
  ),
  ["no promise without a day", "new-date", onOrder, {}, []],
  [
    "an invoice of the order, in the finding's currency",
    "invoice-issued",
    onOrder,
    { invoiceId: "FAC-1" },
    [
      {
        type: "invoice.issued",
        ...envelope,
        invoiceId: "FAC-1",
        orderIds: ["PED-1"],
        currency: "MXN",
      },
    ],
  ],
  ["no invoice without a number", "invoice-issued", onOrder, {}, []],
  ["no proof of no kind", "attach-proof", onDelivery, {}, []],
  ["no proof of no delivery", "attach-proof", onOrder, { proofKind: "photo" }, []],
])("an answer says %s (%s)", (_what, action, finding, input, facts) => {
  expect(made(action, finding, input)).toEqual(facts);
});

test("an invoice of nobody knows which currency says so", () => {
  for (const finding of [{ ...onOrder, amount: null }, null]) {
    expect(made("invoice-issued", finding, { invoiceId: "FAC-1" })).toMatchObject([
      { currency: "XXX" },
    ]);
  }
});

describe("signing in a case", () => {
  const NOW = at("11-11 09:00");
  const asked = did("credit.requested", "11-10 09:00", {
    personId: "clerk",
    amountMinor: 9_000_000,
    proofs: [],
  });
  const facts: readonly Fact[] = [
    did("order.placed", "11-02 09:00", { buyerId: "CLI-1" }),
    did("invoice.issued", "11-03 09:00", { totalMinor: 20_000_000 }),
    asked,
  ];
  const pending = findingOf("credit-note-pending", {
    subject: "invoice:FAC-1",
    since: at("11-10 09:00"),
    team: "collections",
    signers: ["collections"],
    actions: ["approve-credit", "withdraw-credit"],
    data: { invoiceId: "FAC-1", requestId: "SNC-1", by: { personId: "clerk" }, stepUp: true },
  });

  function press(by: string, action: ActionId, more: readonly Fact[] = [], request = pending) {
    const person = STAFF.find(({ id }) => id === by);
    const group = { type: "order", id: "PED-1" } as const;
    const judged = { group, findings: [request], answers: [], zone: "UTC", ...CALM };
    const c = judgeCase(null, judged, at("11-10 09:00"), () => "case-1")?.case;
    if (!person || !c) throw new Error("Nobody, or nothing.");
    const input = { amount: { minor: 9_000_000, currency: "MXN" } };
    const command = { action, person, finding: findingKey(request), input };
    return decide(c, command, NOW, day("11-11"), {
      picture: orderPicture([...facts, ...more]),
      office: newOffice("main"),
      people: STAFF,
      credit: creditPolicyOf({}),
    });
  }

  test("is a decision, and an answer that names the request and its amount", () => {
    expect(press("controller1", "approve-credit")).toMatchObject({
      facts: [
        { type: "credit.approved", final: true },
        { type: "answer.given", requestId: "SNC-1", amountMinor: 9_000_000, currency: "MXN" },
      ],
    });
    const withdrawn = press("clerk", "withdraw-credit");
    expect(withdrawn).toMatchObject({
      facts: [{ type: "credit.withdrawn" }, {}, { type: "answer.given", requestId: "SNC-1" }],
    });
  });

  test("above one's limit is refused, and calls those who may, once", () => {
    const refused = press("lead1", "approve-credit");
    expect(refused).toMatchObject({
      refused: "above-limit",
      facts: [{ type: "answer.given", action: "call-signer", personId: "lead1", occurredAt: NOW }],
    });
    expect(refused.facts?.[0]).not.toHaveProperty("amountMinor");
    const called = refused.facts ?? [];
    expect(press("lead2", "approve-credit", called)).toMatchObject({ facts: [] });
  });

  test("of what is gone, or is somebody else's, makes nothing", () => {
    const data = { invoiceId: "FAC-9", requestId: "SNC-1" };
    const gone = press("controller1", "approve-credit", [], { ...pending, data });
    expect(gone).toMatchObject({ refused: "gone", case: { id: "case-1" } });
    expect(press("lead1", "withdraw-credit")).toEqual({ refused: "not-requester", name: "Ana" });
  });
});
