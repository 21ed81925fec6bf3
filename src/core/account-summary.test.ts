import { describe, expect, test } from "vitest";
import { accountPicture, at, day, did } from "../../test/support/rule-table.ts";
import { summaryOf } from "./account-summary.ts";
import { agingOf, bucketOf } from "./aging.ts";
import type { Fact } from "./fact.ts";
import { evolveInvoice, newInvoice } from "./invoice.ts";

const described = did("customer.described", "10-01 09:00", {
  creditLimitMinor: 1_000_000,
  creditCurrency: "MXN",
  paymentDays: 30,
});
const issued = (invoiceId: string, more: Readonly<Record<string, unknown>> = {}) =>
  did("invoice.issued", "10-10 09:00", {
    invoiceId,
    orderIds: [],
    payerId: "CLI-1",
    totalMinor: 100_000,
    dueOn: day("10-20"),
    ...more,
  });

function summary(...facts: readonly Fact[]) {
  return summaryOf(accountPicture([described, ...facts]), [], at("11-18 10:00"));
}

test("balances are by currency, never added, with what is overdue and what was not applied", () => {
  const { balances } = summary(
    issued("FAC-1"),
    issued("FAC-2", { dueOn: day("12-20") }),
    issued("FAC-3", { currency: "USD", totalMinor: 5_000 }),
    did("payment.received", "11-01 09:00", { amountMinor: 30_000 }),
  );
  expect(
    balances.map(({ owed, overdue, unapplied }) => [owed, overdue.minor, unapplied.minor]),
  ).toEqual([
    [{ minor: 200_000, currency: "MXN" }, 100_000, 30_000],
    [{ minor: 5_000, currency: "USD" }, 5_000, 0],
  ]);
});

test("what is overdue comes with its days, the oldest first; a payment makes it less", () => {
  const { overdue, openInvoices } = summary(
    issued("FAC-1", { dueOn: day("11-17") }),
    issued("FAC-2"),
    issued("FAC-3", { dueOn: day("11-18") }),
    did("invoice.paid", "11-02 09:00", { invoiceId: "FAC-2", amountMinor: 60_000 }),
    did("invoice.disputed", "11-03 09:00", { invoiceId: "FAC-2" }),
  );
  expect(overdue).toEqual([
    {
      invoiceId: "FAC-2",
      left: { minor: 40_000, currency: "MXN" },
      dueOn: day("10-20"),
      days: 29,
      isDisputed: true,
    },
    {
      invoiceId: "FAC-1",
      left: { minor: 100_000, currency: "MXN" },
      dueOn: day("11-17"),
      days: 1,
      isDisputed: false,
    },
  ]);
  expect(openInvoices).toBe(3);
});

test("credit is what the limit leaves after what is owed and what is not billed yet", () => {
  const order = did("order.placed", "11-01 09:00", { totalMinor: 300_000, orderId: "PED-9" });
  const billed = issued("FAC-9", { orderIds: ["PED-9"], totalMinor: 120_000 });
  expect(summary(issued("FAC-1"), order, billed).credit).toEqual({
    limit: { minor: 1_000_000, currency: "MXN" },
    available: { minor: 1_000_000 - 100_000 - 120_000 - 180_000, currency: "MXN" },
  });
  // Dollars owed do not eat into pesos, and there is no credit below nothing.
  expect(summary(issued("FAC-1", { currency: "USD" })).credit?.available.minor).toBe(1_000_000);
  expect(summary(issued("FAC-1", { totalMinor: 5_000_000 })).credit?.available.minor).toBe(0);
  const unlimited = accountPicture([did("customer.described", "10-01 09:00")]);
  expect(summaryOf(unlimited, [], at("11-18 10:00")).credit).toBeNull();
});

describe("a promise to pay", () => {
  const promised = (on: string, more: Readonly<Record<string, unknown>> = {}) =>
    did("invoice.promised", "11-01 09:00", { promisedOn: day(on), ...more });
  const paid = (when: string, amountMinor?: number) =>
    did("invoice.paid", when, amountMinor === undefined ? {} : { amountMinor });
  const outcome = (...facts: readonly Fact[]) => {
    // Paid in full, the invoice stands open no more: then it comes from the recent ones.
    const invoice = [issued("FAC-1"), ...facts].reduce(evolveInvoice, newInvoice("FAC-1"));
    const account = accountPicture([described, issued("FAC-1"), ...facts]);
    return summaryOf(account, [invoice], at("11-18 10:00")).promises.map((one) => one.outcome);
  };
  test.each([
    ["waits until its day has ended", outcome(promised("11-18")), ["waiting"]],
    ["is broken the day after", outcome(promised("11-17")), ["broken"]],
    [
      "is kept by all that was owed",
      outcome(promised("11-17"), paid("11-10 09:00", 100_000)),
      ["kept"],
    ],
    [
      "is kept by a payment without an amount",
      outcome(promised("11-17"), paid("11-10 09:00")),
      ["kept"],
    ],
    ["is not by a part of it", outcome(promised("11-17"), paid("11-10 09:00", 50_000)), ["broken"]],
    [
      "is by the part that was promised",
      outcome(promised("11-17", { amountMinor: 50_000 }), paid("11-17 23:00", 50_000)),
      ["kept"],
    ],
    [
      "is not by money that came later",
      outcome(promised("11-09"), paid("11-10 09:00", 100_000)),
      ["broken"],
    ],
    [
      "is not by money from before it",
      outcome(paid("10-30 09:00", 50_000), promised("11-17")),
      ["broken"],
    ],
  ])("%s", (_what, found, expected) => {
    expect(found).toEqual(expected);
  });
});

test("withholdings without a certificate, and what recurs", () => {
  const { withoutCertificate, recurring } = summary(
    issued("FAC-1"),
    did("withholding.applied", "11-01 09:00", { tax: "ISR", amountMinor: 4_000 }),
    did("withholding.applied", "11-01 10:00", { withholdingId: "RET-2", amountMinor: 1_000 }),
    did("withholding.certified", "11-02 10:00", { withholdingId: "RET-2" }),
    did("agreement.described", "10-01 10:00", {
      currency: "MXN",
      recurring: { every: "month", from: day("10-01"), amountMinor: 9_000 },
    }),
    did("agreement.settled", "11-01 10:00", { period: "2026-10" }),
  );
  expect(withoutCertificate).toEqual([
    { invoiceId: "FAC-1", tax: "ISR", amount: { minor: 4_000, currency: "MXN" } },
  ]);
  expect(recurring).toEqual([
    {
      agreementId: "CON-1",
      every: "month",
      lastPeriod: "2026-10",
      amount: { minor: 9_000, currency: "MXN" },
    },
  ]);
});

test.each([
  ["2026-11-19", "current"],
  ["2026-11-18", "current"],
  ["2026-11-17", "d30"],
  ["2026-10-19", "d30"],
  ["2026-10-18", "d60"],
  ["2026-09-19", "d60"],
  ["2026-09-18", "d90"],
  ["2026-08-20", "d90"],
  ["2026-08-19", "older"],
  [null, "undated"],
] as const)("due on %s is %s on 18 November", (due, bucket) => {
  expect(bucketOf(due, "2026-11-18")).toBe(bucket);
});

test("an invoice without a day of its own is due after the customer's days, where it has them", () => {
  const { receivables } = accountPicture([described, issued("FAC-1", { dueOn: undefined })]);
  const aged = (paymentDays: number | null) =>
    agingOf(receivables, { now: at("11-18 10:00"), zone: "America/Mexico_City", paymentDays });
  expect(aged(30)).toMatchObject([{ d30: 100_000, undated: 0 }]);
  expect(aged(45)).toMatchObject([{ current: 100_000 }]);
  expect(aged(null)).toMatchObject([{ undated: 100_000 }]);
});
