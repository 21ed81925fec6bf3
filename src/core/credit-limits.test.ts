import { describe, expect, test } from "vitest";
import { STAFF } from "../../test/support/credit-office.ts";
import { at, did, orderPicture } from "../../test/support/rule-table.ts";
import type { ActionId } from "./action.ts";
import { decideCredit } from "./credit-decision.ts";
import { creditPolicyOf } from "./credit-policy.ts";
import type { Fact } from "./fact.ts";
import type { Finding } from "./finding.ts";
import { newOffice } from "./office.ts";
import { creditNoteUnapproved } from "./rules/credit-note-unapproved/rule.ts";

const PLACED = did("order.placed", "11-01 09:00", { buyerId: "CLI-1" });
const ISSUED = did("invoice.issued", "11-02 09:00", { totalMinor: 300_000_000 });
const LUCIA = { personId: "lead1", personName: "lead1" };

const asked = (amountMinor: number, wallClock: string, requestId = "SNC-1") =>
  did("credit.requested", wallClock, { amountMinor, requestId, personId: "clerk" });
const tallied = (requestId: string, amountMinor: number, wallClock: string, counts = true) =>
  did("customer.credit-tallied", wallClock, { requestId, amountMinor, currency: "MXN", counts });
const posted = (more: Readonly<Record<string, unknown>>) =>
  did("invoice.credited", "11-14 09:00", { totalMinor: 1_900_000, ...more });

/** What comes of it when this person presses, on what these facts tell. */
function press(
  action: ActionId,
  who: string,
  facts: readonly Fact[],
  about: Readonly<Record<string, string>> = { requestId: "SNC-1" },
) {
  const person = STAFF.find(({ id }) => id === who);
  if (!person) throw new Error(`Nobody is called ${who}.`);
  const finding = { data: { invoiceId: "FAC-1", ...about } } as Finding;
  const context = {
    picture: orderPicture(facts),
    office: newOffice("main"),
    people: STAFF,
    credit: creditPolicyOf({}),
  };
  const command = { action, person, finding: null, input: { reason: "así se acordó" } };
  return decideCredit(command, finding, "collections", at("11-20 12:00"), context);
}

describe("a window of many notes", () => {
  const many = (counts: boolean) =>
    Array.from({ length: 250 }, (_, index) =>
      tallied(`SNC-${index}-9`, 100, "11-11 09:00", counts),
    );

  test.each([
    ["asked for", true],
    ["asked for and taken back", false],
  ])("a large one is not forgotten for hundreds of small ones that were %s", (_says, counts) => {
    const large = tallied("SNC-FAC-9-1", 1_900_000, "11-10 09:00");
    const facts = [PLACED, ISSUED, large, ...many(counts), asked(1_900_000, "11-12 09:00")];
    expect(press("approve-credit", "lead1", facts)).toMatchObject({ refused: "above-limit" });
  });

  test("what was taken back counts no more, and what is a year old neither", () => {
    const told = [
      tallied("SNC-FAC-9-1", 1_900_000, "11-10 09:00"),
      tallied("SNC-FAC-9-1", 1_900_000, "11-11 09:00", false),
    ];
    const facts = [PLACED, ISSUED, ...told, asked(1_900_000, "11-12 09:00")];
    expect(press("approve-credit", "lead1", facts)).toMatchObject({ facts: [{ final: true }] });
    const { customer } = orderPicture([...facts, tallied("SNC-2", 1, "11-12 10:00")]);
    expect(customer?.credits).toMatchObject([{ requestId: "SNC-2" }]);
  });
});

describe("currencies", () => {
  test("what was asked for in pesos is not signed for an invoice that is in dollars by now", () => {
    const again = did("invoice.issued", "11-13 09:00", {
      totalMinor: 300_000_000,
      currency: "USD",
    });
    const facts = [PLACED, ISSUED, asked(1_000_000, "11-12 09:00"), again];
    expect(press("approve-credit", "lead1", facts)).toEqual({
      refused: "other-currency",
      currency: "USD",
    });
  });

  test.each([
    ["that names the request", { requestId: "SNC-1" }],
    ["of the same figure", {}],
  ])("a note in dollars %s does not carry out a request in pesos", (_says, more) => {
    const approved = { ...LUCIA, amountMinor: 1_900_000, final: true };
    const picture = orderPicture([
      PLACED,
      ISSUED,
      asked(1_900_000, "11-12 09:00"),
      did("credit.approved", "11-13 09:00", approved),
      posted({ currency: "USD", ...more }),
    ]);
    const prepared = creditNoteUnapproved.prepare({});
    if ("issues" in prepared) throw new Error("The rule's own thresholds are wrong.");
    expect(prepared.judge(picture, at("11-15 09:00")).findings).toMatchObject([
      { amount: { minor: 1_900_000, currency: "USD" }, data: { why: "no-request" } },
    ]);
  });
});

describe("a note that is approved after the fact", () => {
  const small = asked(100, "11-12 09:00");
  const note = posted({ creditNoteId: "NC-9", totalMinor: 9_000_000, requestId: "SNC-1" });
  const ratify = (facts: readonly Fact[]) =>
    press("approve-after", "controller1", facts, { creditNoteId: "NC-9" });

  test("by itself needs who signs its amount", () => {
    const facts = [PLACED, ISSUED, small, note];
    expect(ratify(facts)).toMatchObject({ facts: [{ type: "credit.ratified" }, {}] });
  });

  test("needs who signs the whole, though it names a request of a few cents", () => {
    const other = tallied("SNC-FAC-9-1", 9_000_000, "11-10 09:00");
    expect(ratify([PLACED, ISSUED, other, small, note])).toMatchObject({ refused: "above-limit" });
  });

  test("is not for whoever asked for another amount on the same invoice", () => {
    const own = did("credit.requested", "11-12 09:00", {
      amountMinor: 100,
      personId: "controller2",
    });
    const unnamed = posted({ creditNoteId: "NC-9" });
    const about = { creditNoteId: "NC-9" };
    const facts = [PLACED, ISSUED, own, unnamed];
    expect(press("approve-after", "controller2", facts, about)).toEqual({ refused: "own-posting" });
    expect(press("approve-after", "controller1", facts, about)).toMatchObject({
      facts: [{ type: "credit.ratified" }, {}],
    });
  });

  test("without an amount is signed as the whole invoice", () => {
    const untold = posted({ creditNoteId: "NC-9", totalMinor: undefined });
    expect(ratify([PLACED, ISSUED, untold])).toMatchObject({
      refused: "above-limit",
      amount: { minor: 300_000_000, currency: "MXN" },
    });
  });
});
