import { expect, it } from "vitest";
import { threeBoxesShort } from "../support/credit-notes.ts";
import { delivered, invoiced, order } from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";

it("the whole loop in English", async () => {
  const remo = await threeBoxesShort({ lang: "en" });
  const ana = remo.as("ana");
  const short = await ana.channel("ventas").expectCard("PED-1");
  await short.click("Request credit note");
  const dialog = await ana.expectDialog("Credit note");
  await dialog
    .fill({ Amount: "12,300.00", Cause: "quantity differs · CFDI 01", Reason: "3 boxes" })
    .submit();
  const lucia = remo.as("lucia");
  const card = await lucia.channel("cobranza").expectCard("Credit note to approve");
  expect(card.text()).toContain(
    "🟣 Credit note to approve · PED-1 · MXN 12,300.00 of invoice FAC-2210",
  );
  expect(card.text()).toContain("Reason\n3 boxes (QTY · 01)");
  expect(card.text()).toContain("Approver\na Collections lead (up to MXN 20,000.00)");
  await card.click("Ask");
  await (await lucia.expectDialog("Reason")).fill({ Reason: "Which boxes?" }).submit();
  await short.expectReply("Lucía Rey (Collections) asked for more information: Which boxes?");
  await card.expectUpdate("Lucía Rey asks");
  await card.click("Approve MXN 12,300.00");
  await card.expectUpdate("Credit note to post");
  await remo.tell({
    type: "invoice.credited",
    invoiceId: "FAC-2210",
    creditNoteId: "NC-1",
    currency: "MXN",
    totalMinor: 1_230_000,
    requestId: "SNC-FAC-2210-1",
    postedBy: "lucia",
  });
  const vera = await remo.as("vera").channel("contraloria").expectCard("PED-1");
  expect(vera.text()).toContain("🟠 Credit note not approved · PED-1");
  expect(vera.text()).toContain("Whoever approved it in SNC-FAC-2210-1 posted it");
});

it("in English: above a limit, typed again, refused, withdrawn and expired", async () => {
  const rules = { "credit-note-pending": { expiresDays: 2 } };
  const remo = await threeBoxesShort({ lang: "en", rules });
  const ana = remo.as("ana");
  const vera = remo.as("vera");
  const ask = async (amount: string) => {
    await ana.command(`/remo credit FAC-2210 ${amount} QTY 3 boxes`, "ventas");
    const dialog = await ana.expectDialog("Credit note");
    expect(dialog.text()).toContain("MXN 184,000.00 may still be credited.");
    await dialog.submit();
    await dialog.expectClosed();
  };
  await ask("60,000");
  const card = await vera.channel("contraloria").expectCard("Credit note to approve");
  const lucia = await remo.as("lucia").channel("contraloria").expectCard("PED-1");
  await lucia.click("Approve MXN 60,000.00");
  const tried = await remo.as("lucia").expectDialog("Confirm the amount");
  await tried.fill({ "The amount, typed again": "60,000" }).submit();
  expect(tried.text()).toContain(
    "Approving MXN 60,000.00 is up to a controller: Vera Luna, Diego Ruiz and Dora Paz. They were told.",
  );
  await card.expectReply("Lucía Rey (Collections) called those who may approve");
  await card.click("Approve MXN 60,000.00");
  const typed = await vera.expectDialog("Confirm the amount");
  await typed.fill({ "The amount, typed again": "6,000" }).submit();
  typed.expectError("The amount typed is not that of the request: MXN 60,000.00.");
  await card.click("Reject");
  await (await vera.expectDialog("Reason")).fill({ Reason: "send the boxes" }).submit();
  await card.expectReply("Vera Luna (Controller) rejected the credit note: send the boxes");
  const short = await ana.channel("ventas").expectCard("PED-1");
  await short.expectUpdate("🟠 Short · PED-1");

  await remo.pass(1);
  await ask("9,000");
  await short.expectUpdate("Credit note to approve");
  await short.click("Withdraw request");
  await short.expectReply("Ana Ríos (Sales) withdrew the request");
  await short.expectUpdate("🟠 Short · PED-1");

  await remo.pass(1);
  await ask("8,000");
  await short.expectUpdate("MXN 8,000.00 of invoice FAC-2210");
  await remo.pass(49);
  await short.expectUpdate("🟠 Short · PED-1");
  expect(await remo.facts("credit.approved")).toEqual([]);
});

it("in English: a note that nobody asked for is approved after the fact", async () => {
  const rules = { "credit-note-unapproved": { from: "2026-11-01" } };
  const remo = await startRemo({ lang: "en", rules });
  await remo.tell(order("PED-1", { buyerId: "CLI-1" }), delivered("E-1", "PED-1"));
  await remo.tell(invoiced("FAC-2210", "PED-1"));
  await remo.tell({
    type: "invoice.credited",
    invoiceId: "FAC-2210",
    creditNoteId: "NC-1",
    currency: "MXN",
    totalMinor: 700_000,
    postedBy: "carmen",
  });
  const vera = remo.as("vera");
  const card = await vera.channel("contraloria").expectCard("PED-1");
  expect(card.text()).toContain("🟠 Credit note not approved · PED-1");
  expect(card.text()).toContain("Posted by\ncarmen");
  expect(card.buttons().slice(0, 2)).toEqual(["Approve after the fact", "Reverse note"]);
  await card.click("Approve after the fact");
  await (await vera.expectDialog("Reason")).fill({ Reason: "agreed bonus" }).submit();
  await card.expectUpdate("✅ Note approved after the fact");
});
