import { expect, it } from "vitest";
import {
  boxes,
  delivered,
  dispatched,
  invoiced,
  order,
  photo,
  planned,
  TWO_PROOFS,
} from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";

it("English: a proof is attached and the other waived; then what was delivered is billed", async () => {
  const remo = await startRemo({ lang: "en", rules: TWO_PROOFS });
  const [luis, marta, carmen] = [remo.as("luis"), remo.as("marta"), remo.as("carmen")];
  await remo.tell(order("SO-42"), delivered("DN-42", "SO-42"));
  await remo.pass(5);
  const card = await luis.channel("logistica").expectCard("SO-42");
  expect(card.text()).toContain("🔴 Blocked · SO-42 · proof of delivery missing");
  expect(card.text()).toContain("Proof: ✗ waybill · ✗ signature");
  await card.click("Attach proof");
  const dialog = await luis.expectDialog("Attach proof");
  await dialog.attach("Files", photo("waybill.jpg")).submit();
  await card.expectUpdate("Proof: ✓ waybill · ✗ signature");
  await card.expectReply("Luis Peña (Logistics) attached proof: waybill");
  await card.choose("Waive proof");
  expect(await luis.expectEphemeral("Waive proof")).toBe(
    '"Waive proof" needs approval. Who can give it: Marta Gil and Vera Luna.',
  );
  const seen = await marta.channel("logistica").expectCard("SO-42");
  await seen.choose("Waive proof");
  const reason = await marta.expectDialog("Reason");
  await reason.fill({ Reason: "  " }).submit();
  reason.expectError("The reason is missing.");
  await reason.fill({ Reason: "confirmed by mail" }).submit();
  await card.expectUpdate(
    "✅ Proof waived · 18 Nov 15:00 · Marta Gil (Logistics) · Logistics → Collections: ready to invoice",
  );
  await remo.pass(25);
  const bill = await carmen.channel("cobranza").expectCard("SO-42");
  expect(bill.text()).toContain("🟠 To invoice · SO-42 · delivered and not invoiced");
  await bill.click("Invoice issued");
  const invoice = await carmen.expectDialog("Invoice issued");
  await invoice.fill({ "Invoice number": "INV-42" }).submit();
  await bill.expectUpdate("✅ Invoiced · 19 Nov 16:00 · Carmen Soto (Collections)");
});

it("English: a rejected proof: a member may not accept it, another photo is attached", async () => {
  const remo = await startRemo({ lang: "en" });
  const luis = remo.as("luis");
  const attached = { deliveryId: "DN-1", orderId: "SO-1", kind: "photo" } as const;
  await remo.tell(
    { type: "customer.described", customerId: "CLI-7", name: "Lupita", evidence: ["photo"] },
    order("SO-1", { buyerId: "CLI-7" }),
    delivered("DN-1", "SO-1"),
    { type: "evidence.attached", ...attached, name: "black.jpg" },
  );
  await remo.pass(1);
  await remo.tell({ type: "evidence.checked", ...attached, problem: "unreadable" });
  const card = await luis.channel("logistica").expectCard("🔴 Proof rejected · SO-1");
  expect(card.text()).toContain("Proof: ✗ photo cannot be read");
  expect(await luis.command("/remo evidence SO-1", "logistica")).toContain(
    "✗ photo · black.jpg · today 10:00 · cannot be read",
  );
  await card.choose("Accept proof anyway");
  await luis.expectEphemeral('"Accept proof anyway" needs approval. Who can give it: Marta Gil');
  await card.click("Attach proof");
  const dialog = await luis.expectDialog("Attach proof");
  await dialog.attach("Files", photo("good.jpg")).submit();
  await card.expectUpdate("✅ Valid proof · 18 Nov 11:00 · Luis Peña (Logistics)");
});

it("English: an invoice held for a week, and one that the ERP issues by itself", async () => {
  const remo = await startRemo({ lang: "en" });
  const carmen = remo.as("carmen");
  await remo.tell(order("SO-50"), delivered("DN-50", "SO-50"));
  await remo.tell(order("SO-51"), delivered("DN-51", "SO-51"));
  await remo.pass(25);
  const card = await carmen.channel("cobranza").expectCard("🟠 To invoice · SO-50");
  await card.click("Hold invoice");
  const dialog = await carmen.expectDialog("Reason");
  await dialog.fill({ Reason: "to be invoiced in December" }).submit();
  await card.expectUpdate("✅ Invoice held · 19 Nov 11:00 · Carmen Soto (Collections)");
  await card.expectReply("held the invoice: to be invoiced in December");
  const other = await carmen.channel("cobranza").expectCard("SO-51");
  await remo.tell(invoiced("INV-51", "SO-51", { lines: boxes(100) }));
  await other.expectUpdate(/✅ Invoiced · 19 Nov 11:00$/m);
  await remo.pass(7 * 24 + 1);
  await carmen.channel("cobranza").expectCard("🟠 To invoice · SO-50");
});

it("English: invoiced and not delivered; a difference accepted; the credit note that clears one", async () => {
  const remo = await startRemo({ lang: "en" });
  const carmen = remo.as("carmen");
  const bills = carmen.channel("cobranza");
  await remo.tell(
    order("SO-52"),
    planned("DN-52", "SO-52"),
    invoiced("INV-52", "SO-52"),
    order("SO-53"),
    delivered("DN-53", "SO-53"),
    invoiced("INV-53", "SO-53", { totalMinor: 19_400_000 }),
    order("SO-54", { lines: boxes(120) }),
    dispatched("DN-54", "SO-54"),
    delivered("DN-54", "SO-54"),
    invoiced("INV-54", "SO-54", { lines: boxes(120) }),
  );
  const differs = await bills.expectCard("SO-53");
  expect(differs.text()).toContain(
    "🟠 Mismatch · SO-53 · MXN 194,000.00 invoiced, MXN 184,000.00 agreed",
  );
  await differs.choose("Accept difference");
  await (await carmen.expectDialog("Reason")).fill({ Reason: "freight, by phone" }).submit();
  await differs.expectUpdate("✅ Difference accepted · 18 Nov 10:00 · Carmen Soto (Collections)");
  await differs.expectReply("accepted the difference: freight, by phone");

  // A short delivery folds its invoice's quantity until Sales decides.
  const sales = await remo.as("ana").channel("ventas").expectCard("🟠 Short · SO-54");
  expect(sales.text()).toContain("Also: 120 cajas invoiced, 100 cajas delivered");
  await sales.click("Bill delivered");
  const over = await bills.expectCard("🟠 Mismatch · SO-54 · 120 cajas invoiced, 100 cajas");
  await sales.expectReply("Sales → Collections: 120 cajas invoiced, 100 cajas delivered");
  await remo.pass(1);
  const note = { invoiceId: "INV-54", creditNoteId: "NC-1", currency: "MXN" };
  await remo.tell({ type: "invoice.credited", ...note, lines: boxes(20) });
  await over.expectUpdate("✅ Difference settled");
  expect(over.text()).toContain("Time with each team: Sales");

  await remo.pass(24);
  const early = await bills.expectCard("SO-52");
  expect(early.text()).toContain(
    "🔴 Invoiced, not delivered · SO-52 · INV-52 without a delivery on record",
  );
  const luis = remo.as("luis");
  await (await luis.channel("logistica").expectCard("SO-52")).click("Mark delivered");
  await early.expectUpdate("✅ Invoice and delivery agree · 19 Nov 11:00 · Luis Peña (Logistics)");
});

it("English: a customer that wants it is reminded before the invoice is due", async () => {
  const remo = await startRemo({ lang: "en" });
  const carmen = remo.as("carmen");
  await remo.tell(
    { type: "customer.described", customerId: "CLI-68", name: "South Store", wantsReminder: true },
    {
      type: "invoice.issued",
      invoiceId: "INV-68",
      orderIds: [],
      payerId: "CLI-68",
      currency: "MXN",
      totalMinor: 250_000,
      dueOn: "2026-11-21",
    },
  );
  await remo.pass(0.01);
  const card = await carmen.channel("cobranza").expectCard("🔵 Due soon · South Store (CLI-68)");
  expect(card.text()).toContain("INV-68 is due on Sat 21 Nov");
  await card.click("Reminded");
  await card.expectUpdate("✅ Customer reminded");
});
