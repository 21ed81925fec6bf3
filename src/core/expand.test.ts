import { expect, it } from "vitest";
import { at, day, did } from "../../test/support/rule-table.ts";
import { withConsequences } from "./expand.ts";
import { fold, unfolded } from "./subject.ts";
import type { Fact } from "./fact.ts";
import { isPaid } from "./receivable.ts";

/** The invoice FAC-1 after these facts and what they say of it. */
function invoiceAfter(...facts: readonly Fact[]) {
  const told = facts.flatMap(withConsequences);
  const own = told.filter((fact) => "invoiceId" in fact && !("paymentId" in fact));
  const { subject } = fold(unfolded("invoice:FAC-1"), own);
  if (subject.kind !== "invoice") throw new Error("no invoice");
  return subject.state;
}

const issued = did("invoice.issued", "11-10 09:00", { totalMinor: 50_000, dueOn: day("11-20") });
const applied = did("payment.applied", "11-12 09:00", { invoiceId: "FAC-1", amountMinor: 50_000 });

it("a payment that is applied pays its invoice, under a name of its own", () => {
  expect(withConsequences(applied)).toMatchObject([
    { type: "payment.applied" },
    { type: "invoice.paid", externalId: `${applied.externalId}/invoice`, paidWith: "PAG-1" },
  ]);
  expect(isPaid(invoiceAfter(issued, applied))).toBe(true);
});

it.each(["payment.reversed", "payment.refunded"] as const)(
  "%s leaves the invoices it names owed again, and only what that payment had paid",
  (type) => {
    const bounced = did(type, "11-14 09:00", { invoiceIds: ["FAC-1"] });
    const other = did("invoice.paid", "11-13 09:00", { amountMinor: 20_000, paidWith: "PAG-2" });
    const invoice = invoiceAfter(issued, applied, other, bounced);
    expect(isPaid(invoice)).toBe(false);
    expect(invoice.paid).toEqual([{ at: at("11-13 09:00"), minor: 20_000, with: "PAG-2" }]);
    expect(isPaid(invoiceAfter(issued, applied, did(type, "11-14 09:00")))).toBe(true);
  },
);

it("an invoice of a period settles that period of its agreement", () => {
  const recurring = { agreementId: "CON-1", period: "2026-10", payerId: "CLI-1" };
  expect(withConsequences(did("invoice.issued", "11-10 09:00", recurring))).toMatchObject([
    { type: "invoice.issued" },
    {
      type: "agreement.settled",
      customerId: "CLI-1",
      agreementId: "CON-1",
      period: "2026-10",
      billedWith: "FAC-1",
    },
  ]);
  expect(withConsequences(issued)).toEqual([issued]);
});
