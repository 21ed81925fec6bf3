import { describe, expect, test } from "vitest";
import { BEFORE, mxn, press } from "../../test/support/credit-desk.ts";
import { at, did } from "../../test/support/rule-table.ts";
import type { ActionId } from "./action.ts";
import type { Fact } from "./fact.ts";

describe("a note that the ERP posted by itself", () => {
  const note = (totalMinor: number | undefined, more: object = {}) =>
    did("invoice.credited", "11-10 09:00", { creditNoteId: "NC-1", totalMinor, ...more });
  const data = { invoiceId: "FAC-1", creditNoteId: "NC-1" };
  const ratify = (by: string, given: readonly Fact[], action: ActionId = "approve-after") =>
    press(action, { by, given, data, input: { reason: " sin acuerdo " } });

  test("is approved after the fact by the controller, and counts from its day", () => {
    expect(ratify("controller1", [...BEFORE, note(1_000_000)])).toMatchObject({
      facts: [
        { type: "credit.ratified", creditNoteId: "NC-1", personId: "controller1" },
        {
          type: "customer.credit-tallied",
          requestId: "note:NC-1",
          amountMinor: 1_000_000,
          counts: true,
          occurredAt: at("11-10 09:00"),
        },
      ],
      answer: { amount: mxn(1_000_000) },
    });
  });

  test("of no known amount counts as the whole invoice", () => {
    expect(ratify("controller1", [...BEFORE, note(undefined)])).toMatchObject({
      refused: "above-limit",
      amount: { minor: 20_000_000, currency: "MXN" },
      signers: ["director1", "director2"],
    });
  });

  test("is sent back with the reason", () => {
    const made = ratify("controller1", [...BEFORE, note(1_000_000)], "reverse-credit");
    expect(made).toMatchObject({ facts: [{ type: "credit.sent-back", reason: "sin acuerdo" }] });
    expect(made).toHaveProperty("facts.length", 1);
  });

  test("is approved by no lead, nobody of a lower rung, and nobody who had a hand in it", () => {
    const given = [...BEFORE, note(1_000_000)];
    expect(ratify("lead1", given)).toMatchObject({
      refused: "above-limit",
      signers: ["controller1", "controller2", "director1", "director2"],
    });
    const large = [...BEFORE, note(15_000_000)];
    expect(ratify("controller1", large)).toMatchObject({
      refused: "above-limit",
      signers: ["director1", "director2"],
    });
    expect(ratify("director2", large)).toHaveProperty("facts");
    const own = [...BEFORE, note(1_000_000, { postedBy: "controller1" })];
    expect(ratify("controller1", own)).toEqual({ refused: "own-posting" });
    expect(ratify("controller2", own)).toHaveProperty("facts");
  });

  test("that is not there is gone", () => {
    expect(ratify("controller1", BEFORE)).toEqual({ refused: "gone" });
    const gone = press("approve-after", { by: "controller1", data: {} });
    expect(gone).toEqual({ refused: "gone" });
  });
});
