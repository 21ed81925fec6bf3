import { describe, expect, test } from "vitest";
import { finding as findingOf } from "../../test/support/case-stage.ts";
import { accountPicture, at, did } from "../../test/support/rule-table.ts";
import { accountConsequences, accountRefusal, releasedUpTo } from "./account-consequences.ts";
import type { ActionId } from "./action.ts";
import type { AnswerInput } from "./answer.ts";
import type { Fact, FactOf } from "./fact.ts";
import type { Finding } from "./finding.ts";

const VERA = { id: "vera", name: "Vera Luna", teams: ["collections"], roles: [] } as const;
const NOW = at("11-20 09:00");
const described = did("customer.described", "11-01 09:00");
const issued = (invoiceId: string, totalMinor: number | undefined, more: object = {}) =>
  did("invoice.issued", "11-02 09:00", {
    invoiceId,
    orderIds: [],
    payerId: "CLI-1",
    totalMinor,
    ...more,
  });
const received = (amountMinor: number, more: object = {}) =>
  did("payment.received", "11-10 09:00", { amountMinor, ...more });

function answerOf(action: ActionId, { reason, invoiceId }: AnswerInput): FactOf<"answer.given"> {
  return {
    type: "answer.given",
    source: "remo",
    externalId: "case-1:x",
    occurredAt: NOW,
    group: { type: "customer", id: "CLI-1" },
    action,
    personId: VERA.id,
    personName: VERA.name,
    team: "collections",
    ...(reason ? { reason } : {}),
    ...(invoiceId ? { invoiceId } : {}),
  };
}

const onPayment = findingOf("payment-unapplied", { subject: "payment:PAG-1" });
const onOrder = findingOf("delivery-short");

function made(
  action: ActionId,
  finding: Finding | null,
  input: AnswerInput = {},
  given: readonly Fact[] | null = [described],
) {
  const picture = given && accountPicture(given);
  const command = { action, person: VERA, finding: null, input };
  return {
    refused: accountRefusal(command, finding, picture),
    facts: accountConsequences(command, finding, answerOf(action, input), picture),
  };
}

describe("applying a payment to an invoice", () => {
  const apply = (given: readonly Fact[] | null, invoiceId = " FAC-1 ", finding = onPayment) =>
    made("apply-payment", finding, { invoiceId }, given);
  const debt = [described, issued("FAC-0", 90_000), issued("FAC-1", 50_000)];

  test.each([
    ["more than is owed", 80_000, 50_000],
    ["just what is owed", 50_000, 50_000],
    ["less than is owed", 20_000, 20_000],
  ])("of %s applies what is left or what is owed", (_what, paidMinor, amountMinor) => {
    const other = received(1_000, { paymentId: "PAG-0" });
    expect(apply([...debt, other, received(paidMinor)])).toEqual({
      refused: null,
      facts: [
        {
          type: "payment.applied",
          source: "remo",
          externalId: "case-1:x:fact",
          occurredAt: NOW,
          paymentId: "PAG-1",
          invoiceId: "FAC-1",
          amountMinor,
        },
      ],
    });
  });

  test("counts what it paid before", () => {
    const before = did("payment.applied", "11-11 09:00", {
      invoiceId: "FAC-0",
      amountMinor: 70_000,
    });
    expect(apply([...debt, received(80_000), before]).facts).toMatchObject([
      { amountMinor: 10_000 },
    ]);
  });

  const cancelled = did("invoice.cancelled", "11-03 09:00", { invoiceId: "FAC-1" });
  const credited = did("invoice.credited", "11-03 09:00", { totalMinor: 50_000 });
  const uncertified = did("withholding.applied", "11-03 10:00", { tax: "ISR", amountMinor: 1 });
  const spent = did("payment.applied", "11-11 09:00", { invoiceId: "FAC-0", amountMinor: 80_000 });
  test.each<[string, readonly Fact[] | null, string]>([
    ["of nobody known", null, "unknown"],
    ["that is not there", [described, received(80_000)], "unknown"],
    ["that was cancelled", [...debt, received(80_000), cancelled], "unknown"],
    [
      "in another currency",
      [described, issued("FAC-1", 50_000, { currency: "USD" }), received(80_000)],
      "other-currency",
    ],
    ["that owes nothing more", [...debt, received(80_000), credited, uncertified], "nothing-owed"],
    [
      "of no known total",
      [described, issued("FAC-1", undefined), received(80_000)],
      "nothing-owed",
    ],
    ["when nothing of it is left", [...debt, received(80_000), spent], "nothing-left"],
  ])("%s is refused", (_what, given, why) => {
    expect(apply(given)).toEqual({
      refused: { refused: "not-payable", invoiceId: "FAC-1", why },
      facts: [],
    });
  });

  test("is nothing where no payment or no invoice was named", () => {
    const nothing = { refused: null, facts: [] };
    expect(apply([...debt, received(80_000)], "  ")).toEqual(nothing);
    expect(apply([...debt, received(80_000)], "FAC-1", onOrder)).toEqual(nothing);
  });
});

describe("an answer on a payment", () => {
  test.each<[ActionId, object]>([
    ["refund", { type: "payment.refunded", paymentId: "PAG-1" }],
    ["not-duplicate", { type: "payment.vouched", paymentId: "PAG-1", reason: "son dos" }],
  ])("%s says so of it, and of nothing else", (action, fact) => {
    const input = { reason: "son dos" };
    expect(made(action, onPayment, input)).toMatchObject({ refused: null, facts: [fact] });
    expect(made(action, onOrder, input).facts).toEqual([]);
    expect(made(action, null, input).facts).toEqual([]);
  });

  test("without a reason tells none", () => {
    expect(made("not-duplicate", onPayment).facts[0]).not.toHaveProperty("reason");
  });

  test("that says nothing of the world makes nothing", () => {
    expect(made("watch", onPayment).facts).toEqual([]);
  });
});

describe("an answer on a period", () => {
  const period = (data: unknown = {}) =>
    findingOf("period-not-invoiced", {
      subject: "agreement:CON-1/2026-10",
      data: { agreementId: "CON-1", currency: "MXN", period: { name: "2026-10" }, ...Object(data) },
    });

  test("says which invoice bills it", () => {
    expect(made("invoice-issued", period(), { invoiceId: "FAC-7" }).facts).toEqual([
      {
        type: "invoice.issued",
        source: "remo",
        externalId: "case-1:x:fact",
        occurredAt: NOW,
        invoiceId: "FAC-7",
        agreementId: "CON-1",
        period: "2026-10",
        payerId: "CLI-1",
        orderIds: [],
        currency: "MXN",
      },
    ]);
    const unpriced = made("invoice-issued", period({ currency: null }), { invoiceId: "FAC-7" });
    expect(unpriced.facts).toMatchObject([{ currency: "XXX" }]);
  });

  test("says that it is not billed, and why", () => {
    expect(made("not-billable", period(), { reason: "obra detenida" }).facts).toMatchObject([
      {
        type: "agreement.settled",
        period: "2026-10",
        customerId: "CLI-1",
        reason: "obra detenida",
      },
    ]);
  });

  test("is nothing without an invoice, or on anything else", () => {
    expect(made("invoice-issued", period()).facts).toEqual([]);
    expect(made("invoice-issued", period({ period: null }), { invoiceId: "F" }).facts).toEqual([]);
    expect(made("not-billable", onOrder).facts).toEqual([]);
    expect(made("not-billable", null).facts).toEqual([]);
  });
});

test("orders are released up to what stands open, and nothing else is", () => {
  const exposure = { minor: 900, currency: "MXN" };
  const exposed = findingOf("credit-limit-exceeded", { data: { exposure } });
  const upTo = (action: ActionId, finding: Finding | null) =>
    releasedUpTo({ action, person: VERA, finding: null, input: {} }, finding);
  expect(upTo("release-order", exposed)).toEqual(exposure);
  expect(upTo("hold-order", exposed)).toBeNull();
  expect(upTo("release-order", onOrder)).toBeNull();
  expect(upTo("release-order", null)).toBeNull();
});
