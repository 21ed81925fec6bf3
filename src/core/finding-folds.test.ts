import { describe, expect, test } from "vitest";
import { finding, START } from "../../test/support/case-stage.ts";
import { addHours } from "./calendar.ts";
import { arrange, type Finding, isToApprove } from "./finding.ts";

const ofRule = (findings: readonly Finding[], rule: string) =>
  arrange(findings).find((one) => one.rule === rule)?.foldedUnder;
const mismatch = (data: unknown) =>
  finding("invoice-mismatch", { subject: "invoice:FAC-1", stage: "billing", data });

describe("a difference of an invoice", () => {
  test.each<[string, unknown, string, string | null]>([
    ["in quantity", { by: "quantity" }, "delivery-short", "delivery-short"],
    ["in money", { by: "amount" }, "delivery-short", null],
    ["in money", { by: "amount" }, "credit-note-unapproved", "credit-note-unapproved"],
    ["in quantity", { by: "quantity" }, "credit-note-unapproved", null],
    ["of no kind", {}, "credit-note-unapproved", null],
    ["that nobody described", null, "delivery-short", null],
    ["told as a text", "by", "delivery-short", null],
  ])("%s (%j) is explained by %s or not", (_what, data, rule, cause) => {
    const subject = rule === "delivery-short" ? "delivery:ENT-1" : "invoice:FAC-2";
    const other = finding(rule, { subject });
    expect(ofRule([mismatch(data), other], "invoice-mismatch")).toBe(cause);
  });

  test("that a note in doubt does not explain may be explained by what was short", () => {
    const both = [finding("credit-note-unapproved"), finding("delivery-short")];
    expect(ofRule([mismatch({ by: "quantity" }), ...both], "invoice-mismatch")).toBe(
      "delivery-short",
    );
  });
});

describe("a request that answers a finding", () => {
  const short = finding("delivery-short", { subject: "delivery:ENT-1" });
  const asked = (folds: Finding["folds"]) => {
    const request = { subject: "invoice:FAC-1", actions: ["approve-credit"] } as const;
    return finding("credit-note-pending", { ...request, ...(folds ? { folds } : {}) });
  };

  test.each([
    ["it", { rule: "delivery-short", subject: "delivery:ENT-1" }, "credit-note-pending"],
    ["another delivery", { rule: "delivery-short", subject: "delivery:ENT-2" }, null],
    ["another rule", { rule: "promise-broken", subject: "delivery:ENT-1" }, null],
    ["nothing", undefined, null],
  ])("folds it where it names %s", (_what, folds, cause) => {
    expect(ofRule([short, asked(folds)], "delivery-short")).toBe(cause);
  });

  test("asks somebody for a signature", () => {
    expect([isToApprove(asked(undefined)), isToApprove(short)]).toEqual([true, false]);
  });
});

test("findings come by what stands, how bad, where in the chain, how old, and by name", () => {
  const one = finding("evidence-missing", { stage: "evidence", severity: "critical" });
  const inOrder = [
    finding("promise-broken", { severity: "critical", stage: "promise" }),
    finding("a-rule", { severity: "critical", stage: "evidence" }),
    finding("b-rule", { subject: "order:PED-1" }),
    finding("b-rule", { subject: "order:PED-2" }),
    finding("c-rule"),
    finding("a-rule", { since: addHours(START, 1) }),
    finding("z-rule", { severity: "notice", stage: "promise" }),
    // Folded, however bad.
    one,
  ];
  const names = (findings: readonly Finding[]) => findings.map((f) => `${f.rule} ${f.subject}`);
  expect(names(arrange(inOrder.toReversed()))).toEqual(names(inOrder));
  expect(names(arrange(inOrder))).toEqual(names(inOrder));
});
