import { describe, expect, test } from "vitest";
import { at, day, did } from "../../test/support/rule-table.ts";
import type { Fact } from "./fact.ts";
import { evolveInvoice, newInvoice } from "./invoice.ts";
import {
  dueOn,
  isPaid,
  isSettled,
  lastPaidAt,
  netQuantity,
  netTotal,
  outstanding,
} from "./receivable.ts";

const invoice = (...facts: readonly Fact[]) => facts.reduce(evolveInvoice, newInvoice("FAC-1"));
const issued = (more: object = {}) =>
  did("invoice.issued", "11-02 09:00", { totalMinor: 1_000, ...more });
const paid = (amountMinor: number | undefined, paidWith?: string, wall = "11-10 09:00") =>
  did("invoice.paid", wall, { amountMinor, ...(paidWith ? { paidWith } : {}) });
const credited = (creditNoteId: string, totalMinor: number | undefined, more: object = {}) =>
  did("invoice.credited", "11-05 09:00", { creditNoteId, totalMinor, ...more });
const debited = (debitNoteId: string, totalMinor: number) =>
  did("invoice.debited", "11-05 09:00", { debitNoteId, totalMinor });
const withheld = (amountMinor: number, withholdingId = "RET-1") =>
  did("withholding.applied", "11-06 09:00", { tax: "ISR", amountMinor, withholdingId });
const certified = (withholdingId = "RET-1") =>
  did("withholding.certified", "11-20 09:00", { withholdingId });
const cancelled = did("invoice.cancelled", "11-15 09:00");
const requested = did("credit.requested", "11-06 09:00", { amountMinor: 100, proofs: [] });
const lines = (quantity: number) => ({ lines: [{ lineId: "1", quantity }] });

describe("what is still to be paid", () => {
  test.each<[string, readonly Fact[], number | null]>([
    ["all of it", [issued()], 1_000],
    ["less than it", [issued(), paid(300)], 700],
    ["nothing", [issued(), paid(300), paid(700)], 0],
    ["nothing, paid beyond it", [issued(), paid(1_200)], 0],
    ["nothing, paid without a number", [issued(), paid(undefined)], 0],
    [
      "what was not taken back",
      [
        issued(),
        paid(300, "PAG-1"),
        paid(100, "PAG-2"),
        did("invoice.unpaid", "11-11 09:00", { paidWith: "PAG-1" }),
      ],
      900,
    ],
    ["less what was credited", [issued(), credited("NC-1", 400)], 600],
    ["less a note told twice, once", [issued(), credited("NC-1", 300), credited("NC-1", 400)], 600],
    ["less two notes", [issued(), credited("NC-1", 300), credited("NC-2", 400)], 300],
    [
      "a note that was reversed no more",
      [
        issued(),
        credited("NC-1", 300),
        credited("NC-2", 400),
        did("invoice.credit-reversed", "11-09 09:00", { creditNoteId: "NC-1" }),
      ],
      600,
    ],
    [
      "and what was debited, once a note",
      [issued(), debited("ND-1", 50), debited("ND-1", 70), debited("ND-2", 1)],
      1_071,
    ],
    ["less what was withheld", [issued(), withheld(160), withheld(40, "RET-2")], 800],
    ["less what a certificate came first for", [issued(), certified(), withheld(160)], 840],
    ["nobody knows", [issued({ totalMinor: undefined })], null],
    ["nothing of a draft", [did("invoice.drafted", "11-01 09:00", { totalMinor: 5 })], null],
    ["nothing of what was cancelled", [issued(), cancelled], null],
  ])("%s", (_what, facts, minor) => {
    expect(outstanding(invoice(...facts))?.minor ?? null).toBe(minor);
  });

  test("is in the invoice's currency; a credit note that came first tells it", () => {
    expect(netTotal(invoice(issued({ currency: "USD" }), credited("NC-1", 1)))?.currency).toBe(
      "USD",
    );
    expect(invoice(credited("NC-1", 1)).currency).toBe("MXN");
    expect(netTotal(invoice(credited("NC-1", 1)))).toBeNull();
    expect(netTotal(newInvoice("FAC-1"))).toBeNull();
  });
});

describe("an invoice", () => {
  test.each<[string, readonly Fact[], { paid: boolean; settled: boolean }]>([
    ["is open", [issued(), paid(999)], { paid: false, settled: false }],
    ["is paid", [issued(), paid(1_000)], { paid: true, settled: true }],
    ["lacks a certificate", [issued(), paid(840), withheld(160)], { paid: true, settled: false }],
    [
      "has its certificate",
      [issued(), paid(840), withheld(160), certified()],
      { paid: true, settled: true },
    ],
    [
      "lacks one of two",
      [issued(), paid(840), withheld(80), withheld(80, "RET-2"), certified()],
      { paid: true, settled: false },
    ],
    ["was cancelled", [issued(), cancelled], { paid: false, settled: true }],
    [
      "is a draft",
      [did("invoice.drafted", "11-01 09:00"), paid(1)],
      { paid: false, settled: false },
    ],
    [
      "was paid, of no known total",
      [issued({ totalMinor: undefined }), paid(1)],
      { paid: true, settled: true },
    ],
    ["is of no known total", [issued({ totalMinor: undefined })], { paid: false, settled: false }],
    ["has a request to decide", [issued(), paid(1_000), requested], { paid: true, settled: false }],
    [
      "has one that was cancelled with it",
      [issued(), cancelled, requested],
      { paid: false, settled: false },
    ],
    [
      "has one that was rejected",
      [issued(), paid(1_000), requested, did("credit.rejected", "11-07 09:00", { reason: "no" })],
      { paid: true, settled: true },
    ],
    [
      "has one that was withdrawn",
      [issued(), paid(1_000), requested, did("credit.withdrawn", "11-07 09:00")],
      { paid: true, settled: true },
    ],
  ])("that %s is paid and settled or not", (_what, facts, is) => {
    const one = invoice(...facts);
    expect({ paid: isPaid(one), settled: isSettled(one) }).toEqual(is);
  });

  test("was paid last when it was paid last", () => {
    const twice = invoice(issued(), paid(1, "A", "11-12 09:00"), paid(1, "B", "11-11 09:00"));
    expect(lastPaidAt(twice)).toBe(at("11-12 09:00"));
    expect(lastPaidAt(invoice(issued()))).toBeNull();
  });

  test.each<[string, object, number | null, string | null]>([
    ["the day it names", { dueOn: day("12-01"), paymentDays: 5 }, 9, day("12-01")],
    ["so many days after it was issued", { paymentDays: 5 }, 9, day("11-07")],
    ["as many as the customer has", {}, 9, day("11-11")],
    ["the day it was issued", { paymentDays: 0 }, 9, day("11-02")],
    ["never, where nobody said", {}, null, null],
  ])("is due on %s", (_what, more, customerDays, due) => {
    expect(dueOn(invoice(issued(more)), "America/Mexico_City", customerDays)).toBe(due);
    expect(dueOn(newInvoice("FAC-1"), "America/Mexico_City", 9)).toBeNull();
  });

  test("bills its lines less those that were credited", () => {
    expect(netQuantity(invoice(issued(lines(10)), credited("NC-1", 1, lines(3))))).toBe(7);
    expect(netQuantity(invoice(issued(lines(10)), credited("NC-1", 1)))).toBe(10);
    expect(netQuantity(invoice(issued()))).toBeNull();
  });

  test("keeps its terms where it is told again without them", () => {
    const terms = {
      orderIds: ["PED-1", "PED-2"],
      payerId: "CLI-1",
      legalEntity: "MX1",
      discountMinor: 5,
      dueOn: day("12-01"),
      paymentDays: 30,
      taxId: "DBA010101AB1",
      agreementId: "CON-1",
      period: "2026-10",
    };
    const bare = did("invoice.issued", "11-03 09:00", { orderIds: [] });
    expect(invoice(issued(terms), bare)).toMatchObject({ ...terms, issuedAt: at("11-02 09:00") });
    const named = did("invoice.issued", "11-03 09:00", { orderIds: ["PED-3", "PED-3"] });
    expect(invoice(issued(terms), named).orderIds).toEqual(["PED-3"]);
  });

  test("keeps what people decided of a note when it is told again", () => {
    const who = { creditNoteId: "NC-1", requestId: undefined };
    const decided = [
      did("credit.ratified", "11-06 09:00", who),
      did("credit.sent-back", "11-07 09:00", { ...who, reason: "no" }),
    ];
    const told = invoice(credited("NC-2", 9), credited("NC-1", 1), ...decided, credited("NC-1", 2));
    const open = { ratifiedAt: null, sentBackAt: null };
    expect(told.credits).toMatchObject([
      { id: "NC-2", totalMinor: 9, ...open },
      { id: "NC-1", totalMinor: 2, ratifiedAt: at("11-06 09:00"), sentBackAt: at("11-07 09:00") },
    ]);
  });

  test("keeps its last promises", () => {
    const promised = (amountMinor: number, by?: string) =>
      did("invoice.promised", "11-08 09:00", { promisedOn: day("11-20"), amountMinor, by });
    expect(invoice(promised(1, "Ana")).promises).toEqual([
      { at: at("11-08 09:00"), on: day("11-20"), minor: 1, by: "Ana" },
    ]);
    const many = Array.from({ length: 500 }, (_, i) => promised(i));
    const { promises } = invoice(...many);
    expect(promises.length).toBeLessThan(500);
    expect(promises.at(-1)?.minor).toBe(499);
  });

  test("is nothing that other facts tell", () => {
    const before = invoice(issued());
    expect(evolveInvoice(before, did("order.placed", "11-03 09:00"))).toBe(before);
  });
});
