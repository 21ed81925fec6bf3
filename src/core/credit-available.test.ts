import { describe, expect, test } from "vitest";
import { accountPicture, at, did } from "../../test/support/rule-table.ts";
import { summaryOf } from "./account-summary.ts";
import type { Fact } from "./fact.ts";
import { prospectOf } from "./prospects.ts";
import { creditLimitExceeded } from "./rules/credit-limit-exceeded/rule.ts";

const NOW = at("11-18 10:00");
const LIMIT = 100_000;
const customer = did("customer.described", "10-01 09:00", {
  creditLimitMinor: LIMIT,
  creditCurrency: "MXN",
});
const order = (totalMinor: number, more = {}) =>
  did("order.placed", "11-01 09:00", { totalMinor, ...more });
const invoice = (totalMinor: number | undefined, more = {}) =>
  did("invoice.issued", "11-05 09:00", { payerId: "CLI-1", totalMinor, ...more });
const payment = (amountMinor: number, more = {}) =>
  did("payment.received", "11-06 09:00", { amountMinor, ...more });

/** What the card of `/remo customer` says is available. */
function shown(facts: readonly Fact[]) {
  return summaryOf(accountPicture([customer, ...facts]), [], NOW).credit?.available.minor;
}

/** By how much the rule says the limit is passed if one more order is placed. */
function passedBy(facts: readonly Fact[], totalMinor: number) {
  const more = did("order.placed", "11-18 09:00", { orderId: "PED-9", totalMinor });
  const rule = creditLimitExceeded.prepare({});
  if ("issues" in rule) throw new Error(JSON.stringify(rule.issues));
  const { findings } = rule.judge(accountPicture([customer, ...facts, more]), NOW);
  return findings[0]?.amount?.minor ?? 0;
}

type Row = readonly [says: string, facts: readonly Fact[], available: number, paidAhead?: number];

function rows(told: readonly Row[]) {
  return told.map(([says, facts, available, paidAhead = 0]) => {
    return { says, facts, available, paidAhead };
  });
}

const ROWS = rows([
  ["nothing stands open", [], 100_000],
  ["an order", [order(30_000)], 70_000],
  ["an order invoiced in part", [order(30_000), invoice(10_000)], 70_000],
  ["an order invoiced beyond itself", [order(30_000), invoice(40_000)], 60_000],
  [
    "an order in an invoice with another order: all of it is taken as invoiced",
    [order(30_000), invoice(10_000, { orderIds: ["PED-1", "PED-2"] })],
    90_000,
  ],
  [
    "an order with an invoice of no known total: nobody knows what is left of it",
    [order(30_000), invoice(undefined)],
    100_000,
  ],
  [
    "an order invoiced in dollars: dollars owed do not eat into pesos",
    [order(30_000), invoice(2_000, { currency: "USD" })],
    100_000,
  ],
  [
    "orders in two currencies",
    [order(30_000), order(90_000, { orderId: "PED-2", currency: "USD" })],
    70_000,
  ],
  ["a cancelled order", [order(30_000), did("order.cancelled", "11-02 09:00")], 100_000],
  [
    "a cancelled invoice: its order is to be invoiced again",
    [order(30_000), invoice(30_000), did("invoice.cancelled", "11-06 09:00")],
    70_000,
  ],
  [
    "an order cancelled after its invoice: the invoice is owed",
    [order(30_000), invoice(30_000), did("order.cancelled", "11-06 09:00")],
    70_000,
  ],
  [
    "a credit note: what it took back may be invoiced again, so that it frees nothing yet",
    [order(30_000), invoice(30_000), did("invoice.credited", "11-07 09:00", { totalMinor: 5_000 })],
    70_000,
  ],
  [
    "a credit note on an invoice without an order",
    [
      invoice(30_000, { orderIds: [] }),
      did("invoice.credited", "11-07 09:00", { totalMinor: 5_000 }),
    ],
    75_000,
  ],
  [
    "a debit note",
    [
      invoice(30_000, { orderIds: [] }),
      did("invoice.debited", "11-07 09:00", { totalMinor: 5_000 }),
    ],
    65_000,
  ],
  [
    "a disputed invoice: it is owed until somebody gives in",
    [invoice(30_000), did("invoice.disputed", "11-07 09:00")],
    70_000,
  ],
  [
    "an invoice paid in part, with tax withheld",
    [
      invoice(30_000),
      did("invoice.paid", "11-07 09:00", { amountMinor: 12_000 }),
      did("withholding.applied", "11-07 09:00", { amountMinor: 3_000 }),
    ],
    85_000,
  ],
  [
    "an invoice paid without anybody telling how much",
    [invoice(30_000), did("invoice.paid", "11-07 09:00")],
    100_000,
  ],
  ["a payment on account", [invoice(30_000), payment(20_000)], 90_000],
  [
    "a payment applied in part",
    [
      invoice(30_000),
      payment(20_000),
      did("payment.applied", "11-07 09:00", { invoiceId: "FAC-1", amountMinor: 15_000 }),
    ],
    90_000,
  ],
  [
    "a payment on account in dollars",
    [invoice(30_000), payment(20_000, { currency: "USD" })],
    70_000,
  ],
  ["a payment that bounced", [payment(20_000), did("payment.reversed", "11-08 09:00")], 100_000],
  ["paid ahead, and nothing stands open", [payment(20_000)], 100_000, 20_000],
  ["paid ahead of an order", [order(5_000), payment(20_000)], 100_000, 15_000],
  ["owed up to the limit", [invoice(100_000)], 0],
]);

describe("what /remo customer calls available may be ordered before the rule speaks", () => {
  test.each(ROWS)("$says", ({ facts, available, paidAhead }) => {
    expect(shown(facts)).toBe(available);
    // What was paid ahead is no credit, and may be ordered as well.
    expect(passedBy(facts, available + paidAhead)).toBe(0);
    expect(passedBy(facts, available + paidAhead + 1)).toBe(1);
  });

  test.each(ROWS)("and is what the list of prospects shows: $says", ({ facts, available }) => {
    const prospect = prospectOf(accountPicture([customer, ...facts]), NOW);
    expect(prospect?.available.minor ?? 0).toBe(available);
  });

  test("beyond the limit nothing is available, and the rule tells by how much it is passed", () => {
    const facts = [order(70_000), invoice(60_000, { orderIds: [] })];
    expect(shown(facts)).toBe(0);
    expect(passedBy(facts, 1)).toBe(30_001);
  });

  test("a customer without a limit has none, and the rule is quiet", () => {
    const unlimited = accountPicture([
      did("customer.described", "10-01 09:00"),
      order(9_000_000),
      invoice(9_000_000, { orderIds: [] }),
    ]);
    expect(summaryOf(unlimited, [], NOW).credit).toBeNull();
    const rule = creditLimitExceeded.prepare({});
    if ("issues" in rule) throw new Error(JSON.stringify(rule.issues));
    expect(rule.judge(unlimited, NOW).findings).toEqual([]);
  });
});
