import { describe, expect, test } from "vitest";
import {
  BEFORE,
  type Press,
  TENTH,
  asked,
  issued,
  mxn,
  placed,
  press,
} from "../../test/support/credit-desk.ts";
import { at, did } from "../../test/support/rule-table.ts";
import type { AnswerInput } from "./answer.ts";

describe("asking for a credit note", () => {
  const ask = (minor: number, more: Partial<Press> = {}, input: AnswerInput = {}) =>
    press("credit-note", {
      by: "clerk",
      ...more,
      input: { invoiceId: "FAC-1", amount: mxn(minor), reasonCode: "QTY", ...input },
    });

  test("is a request, which counts towards what its customer may be credited", () => {
    const proofs = [{ name: "a.pdf", mediaType: "application/pdf", sizeBytes: 9, sha256: "ab" }];
    const made = ask(1_000_000, {}, { reason: " faltante ", proofs });
    const now = at("11-11 09:00");
    expect(made).toEqual({
      facts: [
        {
          type: "credit.requested",
          source: "remo",
          externalId: `SNC-FAC-1-1:requested:${now}`,
          occurredAt: now,
          invoiceId: "FAC-1",
          requestId: "SNC-FAC-1-1",
          personId: "clerk",
          personName: "clerk",
          amountMinor: 1_000_000,
          currency: "MXN",
          reasonCode: "QTY",
          reason: "faltante",
          proofs: ["ab"],
          team: "collections",
          answers: { rule: "credit-note-pending", subject: "invoice:FAC-1" },
        },
        {
          type: "customer.credit-tallied",
          source: "remo",
          externalId: `SNC-FAC-1-1:tally:counts:${now}`,
          occurredAt: now,
          customerId: "CLI-1",
          requestId: "SNC-FAC-1-1",
          amountMinor: 1_000_000,
          currency: "MXN",
          counts: true,
        },
      ],
      answer: { requestId: "SNC-FAC-1-1", amount: mxn(1_000_000) },
    });
  });

  test.each<[string, Partial<Press>, AnswerInput, object]>([
    ["another invoice", {}, { invoiceId: "FAC-9" }, { refused: "no-invoice", invoiceId: "FAC-9" }],
    [
      "another currency",
      {},
      { amount: { minor: 1, currency: "USD" } },
      { refused: "other-currency", currency: "MXN" },
    ],
    [
      "an invoice that told no total",
      { given: [placed, issued({ totalMinor: undefined })] },
      {},
      { refused: "total-unknown", invoiceId: "FAC-1" },
    ],
    [
      "a cancelled invoice",
      { given: [...BEFORE, did("invoice.cancelled", "11-04 09:00")] },
      {},
      { refused: "not-in-force", invoiceId: "FAC-1" },
    ],
    [
      "more than is left of it",
      { given: [...BEFORE, asked("SNC-1", "lead1", 19_000_001)] },
      {},
      { refused: "over-credit", invoiceId: "FAC-1", left: mxn(999_999) },
    ],
  ])("with %s is refused", (_what, more, input, refusal) => {
    expect(ask(1_000_000, more, input)).toEqual(refusal);
  });

  test("without an amount or a cause is none", () => {
    const input = { invoiceId: "FAC-1" };
    const noCause = { ...input, amount: mxn(1) };
    const noAmount = { ...input, reasonCode: "QTY" } as const;
    for (const half of [noCause, noAmount]) {
      expect(press("credit-note", { by: "clerk", input: half })).toEqual({ refused: "gone" });
    }
  });

  test("for just what is left is a request, and what expired no longer takes room", () => {
    const others = [...BEFORE, asked("SNC-1", "lead1", 19_000_000)];
    expect(ask(1_000_000, { given: others })).toHaveProperty("facts");
    const later = ask(20_000_000, { given: others, wall: "11-26 09:00" });
    expect(later).toMatchObject({
      facts: [
        { type: "credit.requested", requestId: "SNC-FAC-1-2" },
        { type: "customer.credit-tallied", counts: true },
        { type: "customer.credit-tallied", requestId: "SNC-1", counts: false },
      ],
    });
  });

  test("again, for the same cause, changes the amount of the first", () => {
    expect(ask(1_500_000, { given: TENTH })).toMatchObject({
      facts: [
        { type: "credit.amended", requestId: "SNC-1", amountMinor: 1_500_000 },
        { type: "customer.credit-tallied", requestId: "SNC-1", amountMinor: 1_500_000 },
      ],
      answer: { requestId: "SNC-1", amount: mxn(1_500_000) },
    });
    expect(ask(1_000_000, { given: TENTH })).toEqual({
      refused: "already-requested",
      requestId: "SNC-1",
      amount: mxn(1_000_000),
    });
    expect(ask(1_500_000, { given: TENTH, by: "lead1" })).toMatchObject({
      facts: [{ type: "credit.requested" }, {}],
    });
    expect(ask(1_500_000, { given: TENTH }, { reasonCode: "PRI" })).toMatchObject({
      facts: [{ type: "credit.requested" }, {}],
    });
  });

  test("of an order that names no customer counts towards nobody's window", () => {
    const given = [did("order.placed", "11-02 09:00", { buyerId: undefined }), issued()];
    expect(ask(1_000_000, { given })).toMatchObject({ facts: [{ type: "credit.requested" }] });
    const paying = [given[0] ?? placed, issued({ payerId: "CLI-7" })];
    expect(ask(1_000_000, { given: paying })).toMatchObject({
      facts: [{}, { customerId: "CLI-7" }],
    });
  });
});
