import { expect, it } from "vitest";
import { threeBoxesShort } from "../support/credit-notes.ts";
import { delivered, invoiced, order } from "../support/orders.ts";
import { type Remo, startRemo } from "../support/remo.ts";

async function ask(remo: Remo, name: string, typed: string): Promise<void> {
  const person = remo.as(name);
  await person.command(`/remo credit ${typed}`, name === "ana" ? "ventas" : "cobranza");
  const dialog = await person.expectDialog("Credit note");
  await dialog.submit();
  await dialog.expectClosed();
}

it("in English: another amount voids what was signed; the requester alone may change it", async () => {
  const remo = await threeBoxesShort({ lang: "en" });
  await ask(remo, "ana", "FAC-2210 12,300 QTY 3 boxes");
  const lucia = remo.as("lucia");
  const card = await lucia.channel("cobranza").expectCard("Credit note to approve");
  await card.click("Approve MXN 12,300.00");
  await card.expectUpdate("🟠 Credit note to post · PED-1 · MXN 12,300.00 of invoice FAC-2210");
  const simon = remo.as("simon");
  await (await simon.channel("ventas").expectCard("Credit note to post")).click("Change amount");
  const other = await simon.expectDialog("Change amount");
  await other.fill({ "New amount": "13,000.00" }).submit();
  expect(other.text()).toContain(
    "Only whoever asked for the note may change or withdraw it: Ana Ríos.",
  );

  const ana = remo.as("ana");
  const sales = await ana.channel("ventas").expectCard("Credit note to post");
  await sales.click("Change amount");
  const own = await ana.expectDialog("Change amount");
  await own.fill({ "New amount": "12,300.00" }).submit();
  own.expectError("SNC-FAC-2210-1 asks for MXN 12,300.00 already; nothing to change.");
  await own.fill({ "New amount": "13,000.00" }).submit();
  await card.expectUpdate("Credit note to approve · PED-1 · MXN 13,000.00");
  expect(card.buttons()).toContain("Approve MXN 13,000.00");
  await card.expectReply("Ana Ríos (Sales) changed the amount of the request: MXN 13,000.00");
});

it("in English: two directors sign what is above everybody's limit", async () => {
  const remo = await threeBoxesShort({ lang: "en" });
  await ask(remo, "ana", "FAC-2210 150,000 QTY 3 boxes");
  const sign = async (name: string) => {
    const card = await remo.as(name).channel("contraloria").expectCard("PED-1");
    await card.click("Approve MXN 150,000.00");
    const typed = await remo.as(name).expectDialog("Confirm the amount");
    await typed.fill({ "The amount, typed again": "150000" }).submit();
    return { card, typed };
  };
  const vera = await sign("vera");
  expect(vera.card.text()).toContain("Approver\n2 directors");
  expect(vera.typed.text()).toContain(
    "Approving MXN 150,000.00 is up to 2 directors: Diego Ruiz and Dora Paz. They were told.",
  );
  const { card } = await sign("diego");
  await card.expectUpdate("Approved so far by Diego Ruiz: 1 of 2.");
  const again = await sign("diego");
  expect(again.typed.text()).toContain(
    "That signature is on this request already; it needs another person's.",
  );
  await sign("dora");
  await card.expectUpdate("approved by Diego Ruiz and Dora Paz. What remains is posting the note");
});

it("in English: nobody signs their own request, nor more than is left of the invoice", async () => {
  const remo = await startRemo({ lang: "en" });
  const lucia = remo.as("lucia");
  await remo.tell(order("SO-1", { buyerId: "CLI-1" }), invoiced("INV-1", "SO-1"));
  await lucia.command("/remo credit INV-1 200,000.00 PRI agreed price", "cobranza");
  const dialog = await lucia.expectDialog("Credit note");
  await dialog.submit();
  dialog.expectError(
    "MXN 184,000.00 of INV-1 may still be credited, after its notes and the requests in force.",
  );
  await dialog.fill({ Amount: "9,000.00" }).submit();
  await dialog.expectClosed();
  const card = await lucia.channel("cobranza").expectCard("agreed price (PRI · 01)");
  await card.click("Approve MXN 9,000.00");
  await lucia.expectEphemeral(
    "Whoever asks for a credit note neither approves nor rejects it: somebody else does.",
  );
  expect(await remo.facts("credit.approved")).toEqual([]);
});

it("in English: two halves of one amount need who signs the whole", async () => {
  const remo = await startRemo({ lang: "en" });
  await remo.tell(
    ...["1", "2"].flatMap((n) => [
      order(`SO-${n}`, { buyerId: "CLI-1" }),
      delivered(`DN-${n}`, `SO-${n}`),
      invoiced(`INV-${n}`, `SO-${n}`),
    ]),
  );
  for (const n of ["1", "2"]) await ask(remo, "ana", `INV-${n} 15,000 PRI`);
  const card = await remo.as("vera").channel("contraloria").expectCard("SO-2");
  expect(card.text()).toContain(
    "1 note for MXN 15,000.00 in 30 days also counts towards who approves.",
  );
  const first = await remo.as("lucia").channel("cobranza").expectCard("SO-1");
  await first.click("Approve MXN 15,000.00");
  await remo
    .as("lucia")
    .expectEphemeral("is up to a controller: Vera Luna, Diego Ruiz and Dora Paz");
  expect(await remo.facts("credit.approved")).toEqual([]);
});

it("in English: a delegate signs between two dates, in somebody's name", async () => {
  const remo = await threeBoxesShort({ lang: "en" });
  await ask(remo, "ana", "FAC-2210 12,300 QTY 3 boxes");
  const carmen = remo.as("carmen");
  const card = await carmen.channel("cobranza").expectCard("Credit note to approve");
  await card.click("Approve MXN 12,300.00");
  await carmen.expectEphemeral(
    "is up to a Collections lead: Lucía Rey, Vera Luna, Diego Ruiz and Dora Paz. They were told.",
  );
  expect(await remo.as("lucia").command("/remo delegate @carmen until friday", "cobranza")).toBe(
    "✅ Carmen Soto may approve in place of Lucía Rey, from today 10:00 to Fri 20 Nov, 23:59. " +
      "To end it: /remo delegate end",
  );
  await card.click("Approve MXN 12,300.00");
  await card.expectUpdate("approved by Carmen Soto (for Lucía Rey)");
});
