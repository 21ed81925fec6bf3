import { describe, expect, test } from "vitest";
import { at, day, did, orderPicture } from "../../../test/support/rule-table.ts";
import type { Fact } from "../fact.ts";
import { creditNoteRate } from "./credit-note-rate.ts";
import { invoiceMarks } from "./invoice-marks.ts";
import { monthPeriod } from "./period.ts";

const NOVEMBER = monthPeriod("2026-11", at("12-10 10:00"), "America/Mexico_City");
const HOUR = 3_600_000;

function marks(facts: readonly Fact[], wasRejected = false) {
  if (!NOVEMBER) throw new Error("November has begun.");
  const [invoice] = orderPicture([did("order.placed", "10-01 09:00"), ...facts]).invoices;
  if (!invoice) throw new Error("These facts tell of no invoice.");
  const zone = "America/Mexico_City";
  const seen = { invoice, legalEntity: "MX", zone, paymentDays: 30, wasRejected };
  const found = invoiceMarks(seen, NOVEMBER);
  if (!found) throw new Error("Its currency is known.");
  return found;
}

const issued = (when: string, more: Record<string, unknown> = {}) =>
  did("invoice.issued", when, { totalMinor: 1_000, ...more });
const paid = (when: string, amountMinor?: number) => did("invoice.paid", when, { amountMinor });

describe("what an invoice adds to receivables and sales", () => {
  test.each<
    [says: string, facts: readonly Fact[], opening: number, sales: number, closing: number]
  >([
    ["issued in the month and open", [issued("11-10 09:00")], 0, 1_000, 1_000],
    ["issued before and open", [issued("10-10 09:00")], 1_000, 0, 1_000],
    [
      "issued before, paid in the month",
      [issued("10-10 09:00"), paid("11-10 09:00", 1_000)],
      1_000,
      0,
      0,
    ],
    [
      "issued before, paid after the month",
      [issued("10-10 09:00"), paid("12-02 09:00", 1_000)],
      1_000,
      0,
      1_000,
    ],
    ["paid before the month", [issued("10-10 09:00"), paid("10-20 09:00", 1_000)], 0, 0, 0],
    ["paid whatever was due", [issued("11-10 09:00"), paid("11-20 09:00")], 0, 1_000, 0],
    ["paid in part", [issued("11-10 09:00"), paid("11-20 09:00", 400)], 0, 1_000, 600],
    [
      "paid more than it is: nothing is owed",
      [issued("11-10 09:00"), paid("11-20 09:00", 1_400)],
      0,
      1_000,
      0,
    ],
    [
      "credited in the month: sold less",
      [issued("11-10 09:00"), did("invoice.credited", "11-20 09:00", { totalMinor: 300 })],
      0,
      700,
      700,
    ],
    [
      "withheld: paid to the authority",
      [issued("11-10 09:00"), did("withholding.applied", "11-20 09:00", { amountMinor: 100 })],
      0,
      1_000,
      900,
    ],
    [
      "cancelled in the month",
      [issued("10-10 09:00"), did("invoice.cancelled", "11-20 09:00")],
      1_000,
      0,
      0,
    ],
    [
      "cancelled after the month: it stood then",
      [issued("11-10 09:00"), did("invoice.cancelled", "12-02 09:00")],
      0,
      1_000,
      1_000,
    ],
    ["issued after the month", [issued("12-02 09:00")], 0, 0, 0],
    ["drafted only", [did("invoice.drafted", "11-02 09:00", { totalMinor: 1_000 })], 0, 0, 0],
  ])("%s", (_says, facts, openingMinor, salesMinor, closingMinor) => {
    expect(marks(facts)).toMatchObject({ openingMinor, salesMinor, closingMinor });
  });

  test.each<[issuedOn: string, due: string | null, bucket: string]>([
    ["11-10 09:00", null, "current"],
    ["10-01 09:00", null, "d30"],
    ["10-31 09:00", "11-30", "current"],
    ["10-31 09:00", "11-29", "d30"],
    ["10-01 09:00", "10-01", "d60"],
    ["08-01 09:00", "08-02", "older"],
  ])("issued %s and due %s, at the end of the month it is %s", (when, due, bucket) => {
    expect(marks([issued(when, due === null ? {} : { dueOn: day(due) })]).bucket).toBe(bucket);
  });
});

describe("filing", () => {
  const filed = did("invoice.filed", "11-10 15:00");
  test.each<[says: string, facts: readonly Fact[], wasRejected: boolean, is: unknown]>([
    [
      "filed and not answered",
      [issued("11-10 09:00"), filed],
      false,
      { ms: 6 * HOUR, firstPass: null },
    ],
    [
      "accepted",
      [issued("11-10 09:00"), filed, did("invoice.accepted", "11-11 09:00")],
      false,
      { ms: 6 * HOUR, firstPass: true },
    ],
    [
      "rejected once, whatever came of it",
      [issued("11-10 09:00"), filed, did("invoice.accepted", "11-12 09:00")],
      true,
      { ms: 6 * HOUR, firstPass: false },
    ],
    ["not filed", [issued("11-10 09:00")], false, { ms: null, firstPass: null }],
    ["issued in another month", [issued("10-10 09:00"), filed], false, null],
  ])("%s", (_says, facts, wasRejected, is) => {
    expect(marks(facts, wasRejected).filing).toEqual(is);
  });
});

describe("credit notes", () => {
  test("those of the month, with the reason of the request they carry out", () => {
    const found = marks([
      issued("10-10 09:00"),
      did("credit.requested", "11-01 09:00", { amountMinor: 30, reasonCode: "PRI", proofs: [] }),
      did("invoice.credited", "11-02 09:00", { totalMinor: 30, requestId: "SNC-1" }),
      did("invoice.credited", "11-03 09:00", { creditNoteId: "NC-2", totalMinor: 20 }),
      did("invoice.credited", "12-02 09:00", { creditNoteId: "NC-3", totalMinor: 40 }),
    ]);
    expect(found.creditNotes).toEqual([
      { minor: 30, reason: "PRI" },
      { minor: 20, reason: null },
    ]);
  });

  test.each([
    ["nothing invoiced and nothing credited is no data", [], 0, null],
    [
      "nothing credited is zero",
      [],
      500,
      { count: 0, creditedMinor: 0, invoicedMinor: 500, explainedMinor: 0, avoidableMinor: 0 },
    ],
    [
      "the avoidable share is of those that say why",
      [
        { minor: 30, reason: "PRI" },
        { minor: 10, reason: "QUA" },
        { minor: 5, reason: "PRI" },
        { minor: 60, reason: null },
      ] as const,
      1_000,
      {
        count: 4,
        creditedMinor: 105,
        explainedMinor: 45,
        avoidableMinor: 35,
        byReason: [
          { reason: "PRI", minor: 35 },
          { reason: "QUA", minor: 10 },
        ],
      },
    ],
  ])("%s", (_says, notes, invoiced, is) => {
    const found = creditNoteRate(notes, invoiced);
    if (is === null) expect(found).toBeNull();
    else expect(found).toMatchObject(is);
  });
});
