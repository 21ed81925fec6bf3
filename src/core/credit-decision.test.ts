import { describe, expect, test } from "vitest";
import { finding as findingOf } from "../../test/support/case-stage.ts";
import { STAFF } from "../../test/support/credit-office.ts";
import { at, did, orderPicture } from "../../test/support/rule-table.ts";
import type { ActionId } from "./action.ts";
import type { AnswerInput } from "./answer.ts";
import { decideCredit } from "./credit-decision.ts";
import { creditPolicyOf } from "./credit-policy.ts";
import type { Fact } from "./fact.ts";
import { type Delegation, newOffice } from "./office.ts";

const policy = creditPolicyOf({});
const placed = did("order.placed", "11-02 09:00", { buyerId: "CLI-1" });
const issued = (more: object = {}) =>
  did("invoice.issued", "11-03 09:00", { totalMinor: 20_000_000, ...more });
const BEFORE = [placed, issued()];
const mxn = (minor: number) => ({ minor, currency: "MXN" });
const asked = (id: string, who: string, amountMinor: number, wall = "11-10 09:00") =>
  did("credit.requested", wall, {
    requestId: id,
    personId: who,
    personName: who,
    amountMinor,
    proofs: [],
    team: "collections",
  });
const approved = (id: string, who: string, amountMinor: number, wall: string, final = false) =>
  did("credit.approved", wall, {
    requestId: id,
    personId: who,
    personName: who,
    amountMinor,
    final,
  });

type Press = {
  readonly by: string;
  readonly given?: readonly Fact[];
  readonly input?: AnswerInput;
  readonly wall?: string;
  readonly request?: string;
  readonly delegations?: readonly Delegation[];
  readonly data?: unknown;
};

/** What comes of a press on the request's finding, on what these facts tell. */
function press(action: ActionId, { by, given = BEFORE, input = {}, ...more }: Press) {
  const person = STAFF.find(({ id }) => id === by);
  if (!person) throw new Error(`Nobody is called ${by}.`);
  const { wall = "11-11 09:00", request = "SNC-1", delegations = [] } = more;
  const data = more.data ?? { invoiceId: "FAC-1", requestId: request };
  const finding = findingOf("credit-note-pending", { subject: "invoice:FAC-1", data });
  const context = {
    picture: orderPicture(given),
    office: { ...newOffice("main"), delegations },
    people: STAFF,
    credit: policy,
  };
  const command = { action, person, finding: null, input };
  return decideCredit(command, finding, "collections", at(wall), context);
}

const TENTH = [...BEFORE, asked("SNC-1", "clerk", 1_000_000)];

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

describe("a request", () => {
  test.each<[ActionId, string, AnswerInput, object]>([
    [
      "reject-credit",
      "lead1",
      { reason: " ya se pagó " },
      { type: "credit.rejected", reason: "ya se pagó" },
    ],
    [
      "ask-credit",
      "lead1",
      { reason: " ¿cuántas? " },
      { type: "credit.asked", question: "¿cuántas?" },
    ],
    ["answer-credit", "lead2", { reason: "tres" }, { type: "credit.answered", answer: "tres" }],
    ["withdraw-credit", "clerk", {}, { type: "credit.withdrawn" }],
    [
      "amend-credit",
      "clerk",
      { amount: mxn(500_000), reason: "menos" },
      { type: "credit.amended", amountMinor: 500_000, reason: "menos", proofs: [] },
    ],
  ])("%s by %s is a fact", (action, by, input, fact) => {
    const made = press(action, { by, given: TENTH, input });
    const told = { requestId: "SNC-1", personId: by, ...fact };
    expect(made).toHaveProperty(["facts", 0], expect.objectContaining(told));
    expect(made).toHaveProperty("answer.requestId", "SNC-1");
  });

  test.each<[ActionId, boolean]>([
    ["reject-credit", true],
    ["withdraw-credit", true],
    ["ask-credit", false],
    ["answer-credit", false],
  ])("after %s no longer counts, or still does", (action, over) => {
    const by = action === "withdraw-credit" ? "clerk" : "lead1";
    const made = press(action, { by, given: TENTH, input: { reason: "no" } });
    const tallies = { type: "customer.credit-tallied", requestId: "SNC-1", counts: false };
    expect(made).toMatchObject({ facts: over ? [{}, tallies] : [{}] });
  });

  test.each<[ActionId, string, object]>([
    ["withdraw-credit", "lead1", { refused: "not-requester", name: "clerk" }],
    ["amend-credit", "lead1", { refused: "not-requester", name: "clerk" }],
    ["reject-credit", "clerk", { refused: "own-request" }],
    ["ask-credit", "clerk", { refused: "own-request" }],
  ])("%s by %s is refused", (action, by, refusal) => {
    expect(press(action, { by, given: TENTH, input: { amount: mxn(1) } })).toEqual(refusal);
  });

  test("is refused and asked about by whoever signs anything, and by nobody else", () => {
    const byLead = [...BEFORE, asked("SNC-1", "lead1", 1_000_000)];
    expect(press("reject-credit", { by: "clerk", given: byLead })).toMatchObject({
      refused: "above-limit",
      amount: mxn(1_000_000),
      level: { rung: 0, team: "collections", role: "lead" },
      signers: ["lead1", "lead2", "controller1", "controller2", "director1", "director2"],
    });
  });

  test.each<[string, Press]>([
    ["names no request", { by: "lead1", given: TENTH, data: {} }],
    ["names one that is not there", { by: "lead1", given: TENTH, request: "SNC-9" }],
    [
      "names an invoice that is not there",
      { by: "lead1", data: { invoiceId: "F", requestId: "S" } },
    ],
  ])("that %s is gone", (_what, pressed) => {
    expect(press("approve-credit", pressed)).toEqual({ refused: "gone" });
  });

  test("is no longer decided after fifteen days, nor once it was decided", () => {
    const late = { by: "lead1", given: TENTH, wall: "11-25 09:00" };
    expect(press("approve-credit", late)).toEqual({ refused: "expired", at: at("11-25 09:00") });
    expect(press("approve-credit", { ...late, wall: "11-25 08:59" })).toHaveProperty("facts");
    const done = [...TENTH, approved("SNC-1", "lead1", 1_000_000, "11-10 10:00", true)];
    expect(press("reject-credit", { by: "lead2", given: done })).toEqual({ refused: "gone" });
    expect(press("withdraw-credit", { by: "clerk", given: done })).toHaveProperty("facts");
    const over = [...TENTH, did("credit.withdrawn", "11-10 10:00", { personId: "clerk" })];
    expect(press("withdraw-credit", { by: "clerk", given: over })).toEqual({ refused: "gone" });
  });

  test("is amended to an amount, within what is left without it", () => {
    const input = { amount: mxn(20_000_000) };
    expect(press("amend-credit", { by: "clerk", given: TENTH, input })).toHaveProperty("facts");
    expect(press("amend-credit", { by: "clerk", given: TENTH })).toEqual({ refused: "gone" });
    const more = { amount: mxn(20_000_001) };
    expect(press("amend-credit", { by: "clerk", given: TENTH, input: more })).toMatchObject({
      refused: "over-credit",
    });
  });

  test("never shares its instant with what was said of it before", () => {
    const made = press("answer-credit", { by: "lead1", given: TENTH, wall: "11-10 09:00" });
    expect(made).toMatchObject({ facts: [{ occurredAt: "2026-11-10T15:00:00.001Z" }] });
    expect(press("watch", { by: "lead1", given: TENTH })).toBeNull();
  });
});

describe("an approval", () => {
  const large = [...BEFORE, asked("SNC-1", "clerk", 15_000_000)];
  const typed = { amount: mxn(15_000_000) };

  test("by one who may is final where one is enough", () => {
    expect(press("approve-credit", { by: "lead1", given: TENTH })).toMatchObject({
      facts: [{ type: "credit.approved", amountMinor: 1_000_000, currency: "MXN", final: true }],
      answer: { requestId: "SNC-1", amount: mxn(1_000_000) },
    });
  });

  test("by the first of two is not final, and by the second it is", () => {
    const first = press("approve-credit", { by: "director1", given: large, input: typed });
    expect(first).toMatchObject({ facts: [{ final: false }] });
    const signed = [...large, approved("SNC-1", "director1", 15_000_000, "11-10 10:00")];
    const second = press("approve-credit", { by: "director2", given: signed, input: typed });
    expect(second).toMatchObject({ facts: [{ final: true }] });
    expect(press("approve-credit", { by: "director1", given: signed, input: typed })).toEqual({
      refused: "already-approved",
    });
  });

  test("above one's rung is refused, with those who may", () => {
    expect(press("approve-credit", { by: "lead1", given: large, input: typed })).toMatchObject({
      refused: "above-limit",
      amount: mxn(15_000_000),
      level: { rung: 2, role: "director", approvals: 2 },
      signers: ["director1", "director2"],
    });
    expect(press("approve-credit", { by: "clerk", given: TENTH })).toEqual({
      refused: "own-request",
    });
  });

  test("in somebody's place says in whose", () => {
    const signer = (id: string) => ({ personId: id, personName: id });
    const delegations = [
      {
        of: signer("lead1"),
        to: signer("lead2"),
        from: at("11-01 00:00"),
        until: at("11-30 00:00"),
      },
      {
        of: signer("director1"),
        to: signer("lead2"),
        from: at("11-01 00:00"),
        until: at("11-30 00:00"),
      },
    ];
    const made = press("approve-credit", { by: "lead2", given: large, input: typed, delegations });
    expect(made).toMatchObject({
      facts: [{ onBehalfOf: { personId: "director1" }, final: false }],
    });
    const own = press("approve-credit", { by: "lead2", given: TENTH, delegations });
    expect(own).not.toHaveProperty("facts.0.onBehalfOf");
  });

  test.each<[string, number, AnswerInput, boolean]>([
    ["a large amount typed again", 5_000_001, { amount: mxn(5_000_001) }, true],
    ["a large amount that nobody typed", 5_000_001, {}, false],
    ["a large amount typed wrongly", 5_000_001, { amount: mxn(5_000_000) }, false],
    [
      "a large amount in another currency",
      5_000_001,
      { amount: { minor: 5_000_001, currency: "USD" } },
      false,
    ],
    ["an amount that needs no typing", 5_000_000, {}, true],
    ["an amount typed without need", 5_000_000, { amount: mxn(5_000_000) }, true],
    ["an amount typed wrongly without need", 5_000_000, { amount: mxn(1) }, false],
  ])("of %s counts or not", (_what, minor, input, counts) => {
    const given = [...BEFORE, asked("SNC-1", "clerk", minor)];
    const made = press("approve-credit", { by: "controller1", given, input });
    if (counts) expect(made).toHaveProperty("facts");
    else expect(made).toEqual({ refused: "amount-differs", amount: mxn(minor) });
  });

  test("of more than is left since it was asked for is refused", () => {
    const posted = did("invoice.credited", "11-10 10:00", { totalMinor: 19_500_000 });
    const given = [...TENTH, posted];
    expect(press("approve-credit", { by: "director1", given })).toMatchObject({
      refused: "over-credit",
      left: mxn(500_000),
    });
    const unknown = did("invoice.credited", "11-10 10:00", { totalMinor: undefined });
    expect(press("approve-credit", { by: "director1", given: [...TENTH, unknown] })).toEqual({
      refused: "total-unknown",
      invoiceId: "FAC-1",
    });
    const cancelled = did("invoice.cancelled", "11-10 10:00");
    expect(press("approve-credit", { by: "director1", given: [...TENTH, cancelled] })).toEqual({
      refused: "not-in-force",
      invoiceId: "FAC-1",
    });
  });

  test("looks at all that was asked for within a month, split or not", () => {
    const split = (wall: string, who = "lead2") => [
      ...BEFORE,
      asked("SNC-0", who, 1_500_000, wall),
      asked("SNC-1", "clerk", 1_000_000, "12-10 09:00"),
    ];
    const by = (id: string, given: readonly Fact[]) =>
      press("approve-credit", { by: id, given, wall: "12-10 10:00" });
    const signed = (wall: string) => approved("SNC-0", "lead1", 1_500_000, wall, true);
    const within = [...split("11-15 09:00"), signed("11-16 09:00")];
    expect(by("lead1", within)).toMatchObject({ refused: "above-limit", level: { rung: 1 } });
    expect(by("controller1", within)).toHaveProperty("facts");
    const before = [...split("11-09 09:00"), signed("11-10 09:00")];
    expect(by("lead1", before)).toHaveProperty("facts");
    const rejected = did("credit.rejected", "11-16 09:00", { requestId: "SNC-0", reason: "no" });
    expect(by("lead1", [...split("11-15 09:00"), rejected])).toHaveProperty("facts");
    // It expired before the other was asked for.
    expect(by("lead1", split("11-15 09:00"))).toHaveProperty("facts");
  });
});

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
