import { contextOf } from "../../test/support/decide-context.ts";
import { describe, expect, it } from "vitest";
import { answered, at, day, did, orderPicture } from "../../test/support/rule-table.ts";
import type { ActionId } from "./action.ts";
import { type AnswerInput, decide } from "./answer.ts";
import { CALM, judgeCase } from "./judge-case.ts";
import type { Fact, Team } from "./fact.ts";
import { findingKey } from "./finding.ts";
import { answersOf, groupOf } from "./picture.ts";
import { judgePicture, parseRulesFile } from "./rules-file.ts";
import { isRuleId, RULE_IDS } from "./rules/index.ts";

/** Judges by one rule alone, so that each story is about its own finding. */
function only(rule: string) {
  const all = RULE_IDS.map((id) => [id, { enabled: id === rule }]);
  const parsed = parseRulesFile({ version: 1, rules: Object.fromEntries(all) });
  if ("error" in parsed || !isRuleId(rule)) throw new Error(`There is no rule ${rule}.`);
  return parsed;
}

/** Presses a button on the rule's finding; what it records, and what is found right after it. */
function press(
  rule: string,
  action: ActionId,
  given: readonly Fact[],
  now: string,
  input: AnswerInput = {},
) {
  const rules = only(rule);
  const before = judgePicture(orderPicture(given), rules, at(now)).findings;
  const [finding] = before;
  if (!finding) throw new Error(`${rule} found nothing.`);
  const picture = orderPicture(given);
  const judged = { group: groupOf(picture), findings: before, answers: answersOf(picture) };
  const opened = judgeCase(
    null,
    { ...judged, ...CALM, zone: picture.zone },
    at(now),
    () => "case-1",
  );
  const person = { id: "carmen", name: "Carmen", teams: TEAMS_OF_ALL, roles: [] };
  const command = { action, person, finding: findingKey(finding), input };
  const decision = decide(
    opened?.case ?? null,
    command,
    at(now),
    day(now.slice(0, 5)),
    contextOf(picture),
  );
  if ("refused" in decision) throw new Error(`Refused: ${decision.refused}.`);
  const after = judgePicture(orderPicture([...given, ...decision.facts]), rules, at(now));
  const recorded = decision.facts.filter(({ type }) => type !== "answer.given");
  return { recorded, left: after.findings, recheckAt: after.recheckAt };
}

const TEAMS_OF_ALL: readonly Team[] = ["collections", "sales", "logistics"];
const file = (name: string) => ({
  name,
  mediaType: "application/pdf",
  sizeBytes: 10,
  sha256: "a".repeat(64),
});
const order = did("order.placed", "11-01 09:00");
const issued = did("invoice.issued", "11-02 10:00", { totalMinor: 116_000, dueOn: day("11-10") });
const disputed = did("invoice.disputed", "11-12 10:00", { reasonCode: "PRI" });
const rejected = did("invoice.rejected", "11-05 10:00");
const paid = did("invoice.paid", "11-08 10:00", { amountMinor: 100_000 });
const withheld = did("withholding.applied", "11-08 10:00", { tax: "ISR", amountMinor: 16_000 });
const NOW = "11-14 12:00";

describe("an answer about an invoice", () => {
  it("filed: it is on its way to being paid", () => {
    const done = press("invoice-not-filed", "filed", [order, issued], NOW);
    expect(done.recorded).toMatchObject([{ type: "invoice.filed", invoiceId: "FAC-1" }]);
    expect(done.left).toEqual([]);
  });

  it("corrected under the same number", () => {
    const input = { invoiceId: " FAC-1 " };
    const done = press("invoice-rejected", "corrected", [order, issued, rejected], NOW, input);
    expect(done.recorded).toMatchObject([{ type: "invoice.corrected", invoiceId: "FAC-1" }]);
    expect(done.recorded[0]).not.toHaveProperty("replacementId");
    expect(done.left).toEqual([]);
  });

  it("corrected under another number: this one is owed no more", () => {
    const input = { invoiceId: "FAC-9" };
    const given = [order, issued, rejected];
    const done = press("invoice-rejected", "corrected", given, NOW, input);
    expect(done.recorded).toMatchObject([{ invoiceId: "FAC-1", replacementId: "FAC-9" }]);
    expect(done.left).toEqual([]);
    const { invoices } = orderPicture([...given, ...done.recorded]);
    expect(invoices).toMatchObject([{ id: "FAC-1", cancelledAt: at(NOW), rejectedAt: null }]);
  });

  it("cancelled: what it repeated stands alone", () => {
    const twin = did("invoice.issued", "11-03 10:00", { invoiceId: "FAC-2", totalMinor: 116_000 });
    const given = [order, issued, twin];
    const input = { reason: "capturada dos veces" };
    const done = press("invoice-duplicated", "cancel-invoice", given, NOW, input);
    expect(done.recorded).toMatchObject([
      { type: "invoice.cancelled", invoiceId: "FAC-2", reason: "capturada dos veces" },
    ]);
    expect(done.left).toEqual([]);
  });

  it("not a duplicate: only the answer is recorded", () => {
    const twin = did("invoice.issued", "11-03 10:00", { invoiceId: "FAC-2", totalMinor: 116_000 });
    const input = { reason: "dos embarques" };
    const done = press("invoice-duplicated", "not-duplicate", [order, issued, twin], NOW, input);
    expect(done).toMatchObject({ recorded: [], left: [] });
  });

  it.each(["invoice-overdue", "invoice-rejected"])("disputed, instead of %s", (rule) => {
    const input = {
      reasonCode: "DEL",
      reason: "no llegó",
      amount: { minor: 20_000, currency: "MXN" },
    } as const;
    const done = press(rule, "dispute", [order, issued, rejected], NOW, input);
    expect(done.recorded).toMatchObject([
      {
        type: "invoice.disputed",
        invoiceId: "FAC-1",
        reasonCode: "DEL",
        reason: "no llegó",
        amountMinor: 20_000,
      },
    ]);
    expect(done.left).toEqual([]);
  });

  it.each([
    ["accept-dispute", "accepted"],
    ["refuse-dispute", "refused"],
  ] as const)("%s resolves the dispute", (action, outcome) => {
    const input = { reason: "así se pactó", proofs: [file("oc.pdf")] };
    const done = press("invoice-disputed", action, [order, issued, disputed], NOW, input);
    expect(done.recorded).toMatchObject([
      { type: "invoice.dispute-resolved", outcome, reason: "así se pactó" },
    ]);
    expect(done.left).toEqual([]);
  });

  it("names the files that came with it", () => {
    const given = [order, issued, disputed];
    const [finding] = judgePicture(orderPicture(given), only("invoice-disputed"), at(NOW)).findings;
    const picture = orderPicture(given);
    const findings = finding ? [finding] : [];
    const judged = { group: groupOf(picture), findings, answers: [], zone: picture.zone };
    const opened = judgeCase(null, { ...judged, ...CALM }, at(NOW), () => "case-1");
    const command = {
      action: "refuse-dispute",
      person: { id: "ana", name: "Ana", teams: ["sales"], roles: [] },
      finding: finding ? findingKey(finding) : null,
      input: { reason: "va la orden de compra", proofs: [file("oc.pdf")] },
    } as const;
    const decision = decide(opened?.case ?? null, command, at(NOW), day("11-14"), contextOf(null));
    expect(decision).toMatchObject({
      facts: [
        { type: "invoice.dispute-resolved" },
        { type: "answer.given", proofs: [{ name: "oc.pdf", sha256: "a".repeat(64) }] },
      ],
    });
  });

  it.each(["invoice-overdue", "payment-promise-broken"])(
    "promised to be paid, after %s",
    (rule) => {
      const broken = did("invoice.promised", "11-05 10:00", { promisedOn: day("11-09") });
      const input = { on: day("11-20"), amount: { minor: 50_000, currency: "MXN" } };
      const done = press(rule, "promise-to-pay", [order, issued, broken], NOW, input);
      expect(done.recorded).toMatchObject([
        {
          type: "invoice.promised",
          promisedOn: day("11-20"),
          amountMinor: 50_000,
          by: "Carmen",
        },
      ]);
      expect(done).toMatchObject({ left: [], recheckAt: at("11-22 00:00") });
    },
  );

  it("certified: all that the finding names, by the file's name", () => {
    const more = did("withholding.applied", "11-08 11:00", {
      withholdingId: "RET-2",
      amountMinor: 1_000,
    });
    const input = { proofs: [file("constancia.pdf")] };
    const given = [order, issued, withheld, more];
    const done = press("withholding-missing", "attach-certificate", given, "12-14 12:00", input);
    expect(done.recorded).toMatchObject([
      { type: "withholding.certified", withholdingId: "RET-1", certificate: "constancia.pdf" },
      { type: "withholding.certified", withholdingId: "RET-2", certificate: "constancia.pdf" },
    ]);
    expect(new Set(done.recorded.map(({ externalId }) => externalId)).size).toBe(2);
    expect(done.left).toEqual([]);
  });

  it("certified on a short payment: the difference was withheld, and is explained", () => {
    const input = { proofs: [file("constancia.pdf")] };
    const given = [order, issued, paid];
    const done = press("payment-short", "attach-certificate", given, NOW, input);
    expect(done.recorded).toMatchObject([
      { type: "withholding.applied", amountMinor: 16_000 },
      { type: "withholding.certified", certificate: "constancia.pdf" },
    ]);
    expect(done.left).toEqual([]);
    const { invoices } = orderPicture([...given, ...done.recorded]);
    expect(invoices[0]?.withholdings).toMatchObject([{ minor: 16_000, certifiedAt: at(NOW) }]);
  });

  it("chased: only the answer, which silences it for a week", () => {
    const done = press("payment-short", "chase", [order, issued, paid], NOW);
    expect(done).toMatchObject({ recorded: [], left: [], recheckAt: at("11-21 12:00") });
  });

  it("reminded: only the answer", () => {
    const customer = did("customer.described", "10-01 09:00", { wantsReminder: true });
    const given = [order, customer, issued];
    const done = press("invoice-due-soon", "reminded", given, "11-07 12:00");
    expect(done).toMatchObject({ recorded: [], left: [] });
  });

  it("of an older card, about something else, changes nothing", () => {
    const given = [order, issued, disputed, answered("chase", "11-13 10:00")];
    expect(() => press("invoice-disputed", "filed", given, NOW)).toThrow("Refused: gone.");
  });
});
