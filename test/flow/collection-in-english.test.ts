import { expect, it } from "vitest";
import { boxes, delivered, invoiced, order, photo } from "../support/orders.ts";
import { type Remo, startRemo } from "../support/remo.ts";

async function billed(remo: Remo, id: string, dueOn?: string): Promise<void> {
  await remo.tell(
    order(`PED-${id}`),
    delivered(`ENT-${id}`, `PED-${id}`),
    invoiced(`FAC-${id}`, `PED-${id}`, { lines: boxes(100), ...(dueOn ? { dueOn } : {}) }),
  );
}

it("disputed over its price, refused by Sales, and overdue again", async () => {
  const remo = await startRemo({ lang: "en" });
  const carmen = remo.as("carmen");
  const ana = remo.as("ana");
  await billed(remo, "70", "2026-11-17");
  const card = await carmen.channel("cobranza").expectCard("🟠 Overdue · PED-70");
  expect(card.text()).toContain("FAC-70 was due on Tue 17 Nov and is not paid");
  await card.click("Record dispute");
  const dispute = await carmen.expectDialog("Dispute");
  await dispute.fill({ Cause: "price differs from what was agreed" }).submit();
  const asked = await ana.channel("ventas").expectCard("🔴 Disputed · PED-70");
  expect(asked.text()).toContain("the customer objects to FAC-70");
  expect(asked.buttons().slice(0, 2)).toEqual(["Accept dispute", "Refuse with proof"]);
  await asked.click("Refuse with proof");
  const refusal = await ana.expectDialog("Reason and files");
  await refusal.fill({ Reason: "signed price list" }).attach("Files", photo("prices.jpg")).submit();
  await card.expectUpdate("🟠 Overdue · PED-70");
  await card.expectReply("Ana Ríos (Sales) refused the dispute: signed price list · prices.jpg");
});

it("promised, broken, and promised again", async () => {
  const remo = await startRemo({ lang: "en" });
  const carmen = remo.as("carmen");
  await billed(remo, "71", "2026-11-17");
  const card = await carmen.channel("cobranza").expectCard("🟠 Overdue · PED-71");
  await card.click("Promise to pay");
  await (
    await carmen.expectDialog("Promise to pay")
  )
    .fill({ "Will pay on": "2026-11-19" })
    .submit();
  await card.expectUpdate("✅ Promise to pay recorded");
  await remo.pass(63);
  const broken = await carmen.channel("cobranza").expectCard("🔴 Promise to pay broken · PED-71");
  expect(broken.text()).toContain("FAC-71 was promised for Thu 19 Nov and not paid");
  expect(broken.text()).toContain("Also: FAC-71 was due on Tue 17 Nov and is not paid");
  await broken.click("Promise to pay");
  await (
    await carmen.expectDialog("Promise to pay")
  )
    .fill({ "Will pay on": "2026-11-30" })
    .submit();
  await broken.expectUpdate("✅ Promise to pay recorded");
});

it("not filed, then filed; rejected, then corrected under its own number", async () => {
  const remo = await startRemo({ lang: "en", rules: { "invoice-not-filed": { enabled: true } } });
  const carmen = remo.as("carmen");
  await billed(remo, "72");
  await remo.pass(72);
  const card = await carmen.channel("cobranza").expectCard("🟠 Not filed · PED-72");
  await card.click("Filed");
  await card.expectUpdate("✅ Invoice filed");
  await remo.pass(1);
  await remo.tell({ type: "invoice.rejected", invoiceId: "FAC-72", reason: "No purchase order" });
  const rejected = await carmen.channel("cobranza").expectCard("🔴 Rejected · PED-72");
  expect(rejected.text()).toContain('will not be paid as it is: "No purchase order".');
  await rejected.click("Corrected");
  const dialog = await carmen.expectDialog("Corrected");
  await dialog.fill({ "Invoice number": "FAC-72" }).submit();
  await rejected.expectUpdate("✅ Invoice corrected");
});

it("short, chased; the withholding explains it, and then lacks its certificate", async () => {
  const remo = await startRemo({ lang: "en" });
  const carmen = remo.as("carmen");
  await billed(remo, "73");
  await remo.tell({ type: "invoice.paid", invoiceId: "FAC-73", amountMinor: 18_000_000 });
  await remo.pass(49);
  const card = await carmen.channel("cobranza").expectCard("🟠 Short payment · PED-73");
  expect(card.text()).toContain("FAC-73: MXN 180,000.00 of MXN 184,000.00 paid");
  await remo.tell({
    type: "withholding.applied",
    invoiceId: "FAC-73",
    withholdingId: "RET-73",
    amountMinor: 400_000,
  });
  await card.expectUpdate("✅ Short payment explained");
  await remo.pass(31 * 24);
  const missing = await carmen.channel("cobranza").expectCard("🟠 No certificate · PED-73");
  await missing.click("Attach certificate");
  const dialog = await carmen.expectDialog("Attach certificate");
  await dialog.attach("Files", photo("certificate.jpg")).submit();
  await missing.expectUpdate("✅ Certificate received");
});

it("duplicated, and vouched for", async () => {
  const remo = await startRemo({ lang: "en" });
  const carmen = remo.as("carmen");
  await billed(remo, "74");
  await remo.pass(1);
  await remo.tell(invoiced("FAC-74B", "PED-74"));
  const card = await carmen.channel("cobranza").expectCard("PED-74");
  expect(card.text()).toContain("FAC-74B repeats FAC-74");
  await card.click("Not a duplicate");
  await (await carmen.expectDialog("Reason")).fill({ Reason: "freight, agreed" }).submit();
  await card.expectReply("confirmed that it is not a duplicate: freight, agreed");
});
