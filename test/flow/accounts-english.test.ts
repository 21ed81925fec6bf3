import { expect, it } from "vitest";
import { order } from "../support/orders.ts";
import { type Remo, startRemo, type Told } from "../support/remo.ts";

const TITLE = "Abarrotes Lupita (CLI-7)";
/** Single invoices have cases of their own: here only what the account as a whole shows. */
const ACCOUNTS_ONLY = { "invoice-overdue": { enabled: false } };

function customer(more: Readonly<Record<string, unknown>> = {}): Told {
  return {
    type: "customer.described",
    customerId: "CLI-7",
    name: "Abarrotes Lupita",
    ...more,
  };
}

function bill(invoiceId: string, more: Readonly<Record<string, unknown>> = {}): Told {
  const terms = { currency: "MXN", totalMinor: 5_000_000, orderIds: [] };
  return { type: "invoice.issued", invoiceId, payerId: "CLI-7", ...terms, ...more };
}

function payment(paymentId: string, amountMinor: number): Told {
  const terms = { payerId: "CLI-7", currency: "MXN", reference: "WIRE 5" };
  return { type: "payment.received", paymentId, amountMinor, ...terms };
}

function ordered(orderId: string, totalMinor: number): Told {
  return order(orderId, { buyerId: "CLI-7", customerName: "Abarrotes Lupita", totalMinor });
}

/** Accounts are judged by the sweep. */
async function tell(remo: Remo, ...facts: readonly Told[]): Promise<void> {
  await remo.tell(...facts);
  await remo.pass(0);
}

it("English: a payment told twice is refunded", async () => {
  const remo = await startRemo({ lang: "en", rules: ACCOUNTS_ONLY });
  const carmen = remo.as("carmen");
  await tell(remo, customer(), payment("PMT-1", 900_000));
  await remo.pass(1);
  await tell(remo, payment("PMT-2", 900_000));
  const card = await carmen.channel("cobranza").expectCard(TITLE);
  expect(card.text()).toContain(`🟠 Payment repeated · ${TITLE} · PMT-2 seems to repeat PMT-1`);
  expect(card.buttons()).toEqual(["Refund payment", "Apply to invoice", "Not a duplicate"]);
  await card.click("Refund payment");
  await card.expectUpdate("✅ Payment refunded · 18 Nov 11:00 · Carmen Soto (Collections)");
  await card.expectReply("Carmen Soto (Collections) recorded the refund of the payment");
});

it("English: beyond the credit limit: a member is told who may, and a lead releases", async () => {
  const remo = await startRemo({ lang: "en", rules: ACCOUNTS_ONLY });
  const [simon, ana] = [remo.as("simon"), remo.as("ana")];
  const limit = { creditLimitMinor: 10_000_000, creditCurrency: "MXN" };
  await tell(remo, customer(limit), bill("INV-1"), ordered("SO-1", 8_000_000));
  const card = await simon.channel("ventas").expectCard(TITLE);
  expect(card.text()).toContain(
    `🟠 Credit limit · ${TITLE} · MXN 130,000.00 against a limit of MXN 100,000.00`,
  );
  await card.choose("Release order");
  expect(await simon.expectEphemeral("Release")).toBe(
    '"Release order" needs approval. Who can give it: Ana Ríos and Vera Luna.',
  );
  const seen = await ana.channel("ventas").expectCard(TITLE);
  await seen.choose("Release order");
  await (await ana.expectDialog("Reason")).fill({ Reason: "they pay on Friday" }).submit();
  await card.expectUpdate("✅ Order released · 18 Nov 10:00 · Ana Ríos (Sales)");
  await remo.pass(1);
  await tell(remo, ordered("SO-2", 100_000));
  await ana.channel("ventas").expectCard("MXN 131,000.00 against a limit");
});

it("English: an order of a customer long overdue waits, until the money comes", async () => {
  const remo = await startRemo({ lang: "en", rules: ACCOUNTS_ONLY });
  const simon = remo.as("simon");
  await tell(remo, customer(), bill("INV-1", { dueOn: "2026-10-20" }), ordered("SO-1", 800_000));
  const card = await simon.channel("ventas").expectCard(TITLE);
  expect(card.text()).toContain(
    `🔴 Customer overdue · ${TITLE} · order SO-1 with MXN 50,000.00 overdue`,
  );
  expect(card.text()).toContain(
    "Order SO-1 has not left yet, and the customer owes MXN 50,000.00 on INV-1",
  );
  expect(await simon.command("/remo status CLI-7", "ventas")).toContain(
    "Invoice INV-1: MXN 50,000.00 · due on Tue 20 Oct",
  );
  await remo.pass(1);
  const applied = { paymentId: "PMT-1", invoiceId: "INV-1", amountMinor: 5_000_000 };
  await tell(remo, payment("PMT-1", 5_000_000), { type: "payment.applied", ...applied });
  await card.expectUpdate(/✅ Customer paid up · 18 Nov 11:00$/m);
  expect(await simon.command("/remo status CLI-7", "ventas")).toContain(
    `${TITLE} has no open cases.`,
  );
});
