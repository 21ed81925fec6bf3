import { contextOf } from "../../test/support/decide-context.ts";
import { expect, test } from "vitest";
import { openCase } from "../../test/view/firing.ts";
import { decide, type AnswerInput } from "./answer.ts";
import type { ActionId } from "./action.ts";
import { localDate } from "./calendar.ts";
import { Fact } from "./fact.ts";
import { findingKey } from "./finding.ts";

const PERSON = {
  id: "vera",
  name: "Vera Luna",
  teams: ["collections", "sales"],
  roles: ["controller"],
} as const;

type Row = {
  readonly says: string;
  readonly rule: string;
  readonly action: ActionId;
  readonly input?: AnswerInput;
  /** What is recorded besides the answer. */
  readonly makes: readonly Readonly<Record<string, unknown>>[];
};

const ROWS: readonly Row[] = [
  {
    says: "a period that is not billed is settled, with the reason",
    rule: "period-not-invoiced",
    action: "not-billable",
    input: { reason: "obra detenida" },
    makes: [
      {
        type: "agreement.settled",
        agreementId: "CON-1",
        customerId: "CLI-1",
        period: "2026-10",
        reason: "obra detenida",
      },
    ],
  },
  {
    says: "a payment that is no duplicate is vouched for",
    rule: "payment-duplicated",
    action: "not-duplicate",
    input: { reason: "dos facturas iguales" },
    makes: [{ type: "payment.vouched", paymentId: "PAG-2", reason: "dos facturas iguales" }],
  },
  {
    says: "holding orders says nothing of the world",
    rule: "credit-limit-exceeded",
    action: "hold-order",
    input: { reason: "paga mañana" },
    makes: [],
  },
  {
    says: "what only tells records nothing, not even that it was asked",
    rule: "invoice-mismatch",
    action: "show-diff",
    makes: [],
  },
];

test.each(ROWS)("$says", ({ rule, action, input = {}, makes }) => {
  const { case: c, picture, now } = openCase(rule);
  const finding = c.findings[0] ? findingKey(c.findings[0]) : null;
  const command = { action, person: PERSON, finding, input };
  const decision = decide(
    c,
    command,
    now,
    localDate(now, "America/Mexico_City"),
    contextOf(picture),
  );
  if ("refused" in decision) throw new Error(JSON.stringify(decision));
  const facts = decision.facts.map((fact) => Fact.parse(fact));
  expect(facts.filter(({ type }) => type !== "answer.given")).toMatchObject(makes);
  expect(facts.some(({ type }) => type === "answer.given")).toBe(action !== "show-diff");
});

test("an invoice that the account does not know is refused, and so is one without its picture", () => {
  const { case: c, picture, now } = openCase("payment-unapplied");
  const finding = c.findings[0] ? findingKey(c.findings[0]) : null;
  const input = { invoiceId: " FAC-9 " };
  const command = { action: "apply-payment", person: PERSON, finding, input } as const;
  expect(decide(c, command, now, "2026-11-20", contextOf(picture))).toEqual({
    refused: "not-payable",
    invoiceId: "FAC-9",
    why: "unknown",
  });
  expect(decide(c, command, now, "2026-11-20", contextOf(null))).toMatchObject({
    refused: "not-payable",
  });
});
