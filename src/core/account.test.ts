import { describe, expect, test } from "vitest";
import { day, did, of, orderPicture } from "../../test/support/rule-table.ts";
import { isOrderSettled, standingOf, stirsAccount } from "./account.ts";
import { type Fact, type FactType, subjectOf } from "./fact.ts";
import { fold, unfolded } from "./subject.ts";

const placed = did("order.placed", "11-10 09:00", { ...of(10), buyerId: "CLI-1" });
const issued = (more: object = {}) =>
  did("invoice.issued", "11-12 09:00", {
    payerId: "CLI-2",
    totalMinor: 50_000,
    dueOn: day("12-12"),
    ...more,
  });
const paid = did("invoice.paid", "11-20 09:00", { amountMinor: 50_000 });
const received = (more: object = {}) =>
  did("payment.received", "11-15 09:00", { amountMinor: 50_000, ...more });
const applied = (amountMinor: number) =>
  did("payment.applied", "11-15 10:00", { invoiceId: "FAC-1", amountMinor });

const standing = (...facts: readonly [Fact, ...Fact[]]) =>
  standingOf(fold(unfolded(subjectOf(facts[0])), facts).subject);

describe("in whose account a subject stands open", () => {
  test("an order in its payer's, else in its buyer's, once it was placed", () => {
    expect(standing(placed)).toEqual({ customerId: "CLI-1", until: null });
    const other = did("order.placed", "11-10 09:00", { buyerId: "CLI-1", payerId: "CLI-2" });
    expect(standing(other)).toEqual({ customerId: "CLI-2", until: null });
    expect(standing(did("order.placed", "11-10 09:00", { buyerId: undefined }))).toBeNull();
    expect(standing(did("order.changed", "11-10 09:00", { buyerId: "CLI-1" }))).toBeNull();
  });

  test("an invoice in its payer's, until it is settled", () => {
    expect(standing(issued())).toEqual({ customerId: "CLI-2", until: null });
    expect(standing(issued(), paid)).toBeNull();
    expect(standing(issued({ payerId: undefined }))).toBeNull();
  });

  test("a payment as long as some of it pays nothing, and then while a twin may turn up", () => {
    expect(standing(received(), applied(49_999))).toEqual({ customerId: "CLI-1", until: null });
    // A hundred days after it came.
    expect(standing(received(), applied(50_000))).toEqual({
      customerId: "CLI-1",
      until: "2027-02-23T15:00:00.000Z",
    });
    expect(standing(received(), did("payment.refunded", "11-16 09:00"))).toBeNull();
    expect(standing(received(), did("payment.reversed", "11-16 09:00"))).toBeNull();
    expect(standing(received({ payerId: undefined }))).toBeNull();
    expect(standing(applied(50_000))).toBeNull();
  });

  test("a delivery in nobody's", () => {
    expect(standing(did("delivery.planned", "11-10 09:00"))).toBeNull();
  });
});

describe("an order", () => {
  const planned = did("delivery.planned", "11-10 10:00", of(10));
  const dispatched = did("delivery.dispatched", "11-11 08:00", of(10));
  const delivered = did("delivery.delivered", "11-11 12:00", of(10));
  const cancelled = did("order.cancelled", "11-10 12:00");
  const other = did("invoice.issued", "11-13 09:00", {
    invoiceId: "FAC-2",
    payerId: "CLI-2",
    totalMinor: 10,
  });

  test.each<[string, readonly Fact[], boolean]>([
    ["nothing came of yet", [placed], false],
    ["something is still to leave", [placed, planned, issued(), paid], false],
    ["something is on its way", [placed, planned, dispatched, issued(), paid], false],
    ["nobody invoiced", [placed, planned, dispatched, delivered], false],
    ["one invoice is not paid", [placed, delivered, issued()], false],
    ["one of two invoices is paid", [placed, delivered, issued(), paid, other], false],
    ["all is paid", [placed, delivered, issued(), paid], true],
    ["was cancelled with nothing out", [placed, cancelled], true],
    ["was cancelled, and goods arrived", [placed, cancelled, delivered], false],
    ["was cancelled, and its invoice stands", [placed, cancelled, issued()], false],
    [
      "has a cancelled invoice beside a paid one",
      [
        placed,
        delivered,
        issued(),
        paid,
        other,
        did("invoice.cancelled", "11-14 09:00", {
          invoiceId: "FAC-2",
        }),
      ],
      true,
    ],
    [
      "has only a cancelled invoice",
      [placed, delivered, issued(), did("invoice.cancelled", "11-14 09:00")],
      false,
    ],
  ])("of which %s is settled or not", (_what, facts, settled) => {
    expect(isOrderSettled(orderPicture(facts))).toBe(settled);
  });
});

test.each<[FactType, boolean]>([
  ["order.placed", true],
  ["order.cancelled", true],
  ["order.promised", false],
  ["delivery.dispatched", true],
  ["delivery.returned", true],
  ["delivery.planned", false],
  ["delivery.eta", false],
  ["invoice.issued", true],
  ["payment.received", true],
  ["withholding.applied", true],
  ["customer.described", true],
])("%s may change an account or not", (type, stirs) => {
  expect(stirsAccount({ type })).toBe(stirs);
});
