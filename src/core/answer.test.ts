import { describe, expect, test } from "vitest";
import { answer, finding, GROUP, START } from "../../test/support/case-stage.ts";
import { contextOf } from "../../test/support/decide-context.ts";
import { at, did, orderPicture } from "../../test/support/rule-table.ts";
import type { ActionId } from "./action.ts";
import { type AnswerInput, type Command, decide, formOf, offered } from "./answer.ts";
import { addHours } from "./calendar.ts";
import type { Case } from "./case.ts";
import type { Finding } from "./finding.ts";
import { findingKey } from "./finding.ts";
import { CALM, judgeCase } from "./judge-case.ts";
import type { Person } from "./may.ts";

const NOW = addHours(START, 2);
const TODAY = "2026-03-02";
const CARMEN: Person = { id: "carmen", name: "Carmen Ruiz", teams: ["logistics"], roles: [] };
const SHORT = finding("delivery-short", {
  subject: "delivery:ENT-1",
  actions: ["backorder", "attach-proof", "failed", "returned", "re-plan", "waive"],
});

function caseOf(...findings: readonly Finding[]): Case {
  const judged = { group: GROUP, findings, answers: [], zone: "America/Mexico_City", ...CALM };
  const opened = judgeCase(null, judged, START, () => "case-1");
  if (!opened) throw new Error("Nothing was found.");
  return opened.case;
}

const OPEN = caseOf(SHORT);

function command(action: ActionId, input: AnswerInput = {}, more: Partial<Command> = {}): Command {
  return { action, person: CARMEN, finding: findingKey(SHORT), input, ...more };
}

const press = (action: ActionId, input: AnswerInput = {}, c: Case | null = OPEN, now = NOW) =>
  decide(c, command(action, input), now, TODAY, contextOf(null));

describe("a button", () => {
  test("of a case that is over, or never was, is gone", () => {
    const closed: Case = { ...OPEN, state: "closed" };
    expect(offered(closed, command("backorder"))).toEqual({ refused: "gone", case: closed });
    expect(press("backorder", { on: "2026-03-05" }, null)).toEqual({ refused: "gone", case: null });
  });

  test("of a finding that is over, or was never offered there, is gone", () => {
    const gone = { refused: "gone", case: OPEN };
    const older = findingKey({ ...SHORT, since: addHours(START, -9) });
    expect(offered(OPEN, command("backorder", {}, { finding: older }))).toEqual(gone);
    expect(offered(OPEN, command("backorder", {}, { finding: null }))).toEqual(gone);
    expect(offered(OPEN, command("reminded"))).toEqual(gone);
  });

  test("of the whole case needs no finding", () => {
    const taken = command("acknowledge", {}, { finding: null });
    expect(offered(OPEN, taken)).toEqual({ finding: null, as: "logistics" });
  });

  test("that does not fit the state is refused", () => {
    const taken: Case = { ...OPEN, state: "acknowledged" };
    expect(offered(taken, command("acknowledge"))).toEqual({ refused: "wrong-state", case: taken });
    expect(offered(OPEN, command("wake"))).toEqual({ refused: "wrong-state", case: OPEN });
  });

  test("of another team is refused, with the teams whose it is", () => {
    const lucia = { ...CARMEN, teams: ["collections"] } as const;
    expect(offered(OPEN, command("backorder", {}, { person: lucia }))).toEqual({
      refused: "not-your-team",
      teams: ["sales", "logistics"],
    });
    expect(offered(OPEN, command("waive"))).toMatchObject({ refused: "needs-approver" });
  });
});

describe("who asked for a credit note", () => {
  const request = finding("credit-note-pending", {
    signers: ["collections"],
    actions: ["approve-credit", "answer-credit"],
    data: { by: { personId: "carmen" }, stepUp: true },
  });
  const c = caseOf(request);
  const on = (action: ActionId, one: Finding = request) =>
    offered({ ...c, findings: [one] }, { action, person: CARMEN, finding: findingKey(one) });

  test("does not sign it, whatever else they may do with it", () => {
    expect(on("approve-credit")).toEqual({ refused: "own-request" });
    expect(on("answer-credit")).toMatchObject({ refused: "not-your-team" });
    const others = { ...request, data: { by: { personId: "ana" } } };
    expect(on("approve-credit", others)).toMatchObject({ as: "logistics" });
  });

  test.each([[null], ["text"], [{}], [{ by: null }], [{ by: "carmen" }], [{ by: {} }]])(
    "is nobody where the finding says %j",
    (data) => {
      expect(on("approve-credit", { ...request, data })).toMatchObject({ as: "logistics" });
    },
  );

  test("above a limit the amount is typed by hand, and nothing else is", () => {
    expect(formOf("approve-credit", request)).toBe("amount");
    expect(formOf("answer-credit", request)).toBe("reason");
    expect(formOf("approve-credit", { ...request, data: { stepUp: false } })).toBe("none");
    expect(formOf("approve-credit", { ...request, data: null })).toBe("none");
    expect(formOf("approve-credit", null)).toBe("none");
  });
});

describe("what a dialog must bring", () => {
  const file = { name: "guia.jpg", mediaType: "image/jpeg", sizeBytes: 9, sha256: "ab" };

  test.each<[ActionId, AnswerInput, string]>([
    ["failed", {}, "reason"],
    ["failed", { reason: "  " }, "reason"],
    ["backorder", { reason: "mañana" }, "on"],
    ["attach-proof", { proofs: [file] }, "proofKind"],
    ["attach-proof", { proofKind: "photo" }, "files"],
    ["attach-proof", { proofKind: "photo", proofs: [] }, "files"],
    ["snooze", {}, "until"],
    ["assign", {}, "person"],
    ["silence", { until: addHours(NOW, 1) }, "scope"],
    ["silence", { matcher: { rule: "delivery-short" } }, "until"],
  ])("%s with %j lacks %s", (action, input, missing) => {
    expect(press(action, input)).toEqual({ refused: "incomplete", missing });
  });

  test.each<[ActionId, AnswerInput, boolean]>([
    ["backorder", { on: "2026-03-01" }, false],
    ["backorder", { on: TODAY }, true],
    ["snooze", { until: NOW }, false],
    ["snooze", { until: addHours(NOW, 1) }, true],
  ])("%s with %j is in the past or not", (action, input, counts) => {
    const refused = { refused: "in-the-past", on: input.on ?? input.until };
    if (counts) expect(press(action, input)).toHaveProperty("facts");
    else expect(press(action, input)).toEqual(refused);
  });
});

describe("an answer", () => {
  const facts = (action: ActionId, input: AnswerInput = {}, c: Case = OPEN, now = NOW) => {
    const decided = press(action, input, c, now);
    if ("refused" in decided) throw new Error(decided.refused);
    return decided.facts;
  };

  test("records who gave it, for which team, on what, and only what was typed", () => {
    expect(facts("failed", { reason: " cerrado " }).at(-1)).toEqual({
      type: "answer.given",
      source: "remo",
      externalId: `case-1:failed:${NOW}`,
      occurredAt: NOW,
      group: GROUP,
      action: "failed",
      personId: "carmen",
      personName: "Carmen Ruiz",
      team: "logistics",
      rule: "delivery-short",
      subject: "delivery:ENT-1",
      reason: "cerrado",
    });
  });

  test("keeps all that a dialog may bring, and cuts a long reason", () => {
    const to = { personId: "ana", personName: "Ana" };
    expect(facts("assign", { to }).at(-1)).toMatchObject({ to });
    const until = addHours(NOW, 5);
    const wakeWhen = { when: "customer-replies" } as const;
    expect(facts("snooze", { until, wakeWhen }).at(-1)).toMatchObject({ until, wakeWhen });
    expect(facts("backorder", { on: TODAY }).at(-1)).toMatchObject({ on: TODAY });
    expect(facts("failed", { reason: "x".repeat(400) }).at(-1)).toMatchObject({
      reason: "x".repeat(300),
    });
  });

  test("names its files, unless they are proofs of the delivery, which are facts of their own", () => {
    const proofs = ["a.jpg", "b.jpg"].map((name, i) => ({
      name,
      mediaType: "image/jpeg",
      sizeBytes: 9,
      sha256: `${i}`,
    }));
    const [first, second, given] = facts("attach-proof", { proofKind: "photo", proofs });
    expect([first, second]).toMatchObject([
      { type: "evidence.attached", deliveryId: "ENT-1", name: "a.jpg", kind: "photo" },
      { type: "evidence.attached", deliveryId: "ENT-1", name: "b.jpg", by: "Carmen Ruiz" },
    ]);
    expect(first?.externalId).not.toBe(second?.externalId);
    expect(given).toMatchObject({ evidence: ["photo"] });
    expect(given).not.toHaveProperty("proofs");
    const noted = facts("failed", { reason: "cerrado", proofs }).at(-1);
    expect(noted).toMatchObject({ proofs: [{ name: "a.jpg", sha256: "0" }, { name: "b.jpg" }] });
    expect(noted).not.toHaveProperty("evidence");
  });

  test("says of the world what it means", () => {
    const [promised] = facts("backorder", { on: "2026-03-05" });
    expect(promised).toMatchObject({
      type: "order.promised",
      orderId: "PED-1",
      promisedOn: "2026-03-05",
      by: "Carmen Ruiz",
    });
    const [failed] = facts("failed", { reason: "cerrado" });
    expect(failed).toMatchObject({
      type: "delivery.failed",
      deliveryId: "ENT-1",
      reason: "cerrado",
    });
    expect(facts("returned")[0]).toMatchObject({ type: "delivery.returned", deliveryId: "ENT-1" });
    expect(facts("re-plan", { on: "2026-03-05" })[0]).toMatchObject({
      type: "delivery.planned",
      plannedOn: "2026-03-05",
    });
  });

  test("on no delivery says nothing of one", () => {
    const onOrder = finding("delivery-short", { actions: ["failed", "returned", "delivered"] });
    const c = caseOf(onOrder);
    for (const action of ["failed", "returned", "delivered"] as const) {
      const pressed = command(action, { reason: "no" }, { finding: findingKey(onOrder) });
      const decided = decide(c, pressed, NOW, TODAY, contextOf(null));
      expect(decided).toMatchObject({ facts: [{ type: "answer.given", action }] });
      expect(decided.facts).toHaveLength(1);
    }
  });

  test("never shares its instant with the one before, nor comes before what it answers", () => {
    const at = (c: Case, now = NOW) => facts("failed", { reason: "no" }, c, now).at(-1)?.occurredAt;
    const justAfter = "2026-03-02T17:00:00.001Z";
    expect(at({ ...OPEN, lastAnswer: answer("watch", NOW) })).toBe(justAfter);
    expect(at({ ...OPEN, lastAnswer: answer("watch", addHours(NOW, -1)) })).toBe(NOW);
    expect(at(OPEN, addHours(START, -1))).toBe(START);
    expect(at(OPEN, START)).toBe(START);
  });
});

test("who only asks to see is told, and nothing is recorded", () => {
  const differs = finding("invoice-mismatch", { subject: "invoice:FAC-1", actions: ["show-diff"] });
  const pressed = command("show-diff", {}, { finding: findingKey(differs) });
  const picture = orderPicture([did("order.placed", "03-01 09:00")]);
  expect(decide(caseOf(differs), pressed, at("03-02 12:00"), TODAY, contextOf(picture))).toEqual({
    facts: [],
  });
});
