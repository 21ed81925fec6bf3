import { describe, expect, it } from "vitest";
import type { SubjectKey } from "./fact.ts";
import { arrange, type Finding } from "./finding.ts";

function finding(rule: string, subject: SubjectKey): Finding {
  return {
    rule,
    subject,
    team: "collections",
    informs: [],
    severity: "warning",
    stage: "collection",
    amount: null,
    since: "2026-03-02T15:00:00.000Z",
    data: {},
    actions: [],
    answerWithinHours: 8,
    foldedUnder: null,
  };
}

/** Which findings are folded, and under what: "rule subject < cause". */
function folded(...findings: readonly Finding[]): readonly string[] {
  return arrange(findings)
    .filter(({ foldedUnder }) => foldedUnder !== null)
    .map(({ rule, subject, foldedUnder }) => `${rule} ${subject} < ${foldedUnder}`);
}

const CAUSES = ["invoice-disputed", "invoice-rejected", "invoice-mismatch"] as const;
const overdue = finding("invoice-overdue", "invoice:FAC-1");

describe("a cause and its consequences", () => {
  it.each([...CAUSES, "payment-promise-broken"])(
    "%s of an invoice folds the overdue of that invoice, and of no other",
    (cause) => {
      const other = finding("invoice-overdue", "invoice:FAC-2");
      expect(folded(finding(cause, "invoice:FAC-1"), overdue, other)).toEqual([
        `invoice-overdue invoice:FAC-1 < ${cause}`,
      ]);
    },
  );

  it("about the order folds the overdue of any of its invoices", () => {
    const other = finding("invoice-overdue", "invoice:FAC-2");
    expect(folded(finding("invoice-mismatch", "order:PED-1"), overdue, other)).toEqual([
      "invoice-overdue invoice:FAC-1 < invoice-mismatch",
      "invoice-overdue invoice:FAC-2 < invoice-mismatch",
    ]);
  });

  it("of two invoices in dispute fold each its own", () => {
    const second = finding("invoice-overdue", "invoice:FAC-2");
    const disputes = [
      finding("invoice-disputed", "invoice:FAC-1"),
      finding("invoice-disputed", "invoice:FAC-2"),
    ];
    expect(folded(overdue, second, ...disputes)).toHaveLength(2);
  });

  it("are of one delivery's trouble and the order's promise, whatever their subjects", () => {
    const failed = finding("delivery-failed", "delivery:ENT-1");
    expect(folded(finding("promise-broken", "order:PED-1"), failed)).toEqual([
      "promise-broken order:PED-1 < delivery-failed",
    ]);
  });

  it.each([
    ["invoice-duplicated", "quantity"],
    ["credit-note-unapproved", "amount"],
    ["delivery-short", "quantity"],
  ])("%s explains that the order's invoices differ by %s, and by nothing else", (cause, by) => {
    const differs = (what: string) => ({
      ...finding("invoice-mismatch", "order:PED-1"),
      data: { by: what },
    });
    const about = finding(cause, "invoice:FAC-2");
    expect(folded(about, differs(by))).toEqual([`invoice-mismatch order:PED-1 < ${cause}`]);
    expect(folded(about, differs("terms"))).toEqual([]);
  });

  it("of an invoice explain no finding about its order", () => {
    const about = finding("invoice-overdue", "order:PED-1");
    expect(folded(finding("invoice-disputed", "invoice:FAC-1"), about)).toEqual([]);
  });
});
