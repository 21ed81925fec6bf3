import { expect, it } from "vitest";
import {
  boxes,
  cancelled,
  delivered,
  dispatched,
  failed,
  order,
  planned,
  released,
} from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";

it("English: a waybill nobody closed is on route, then failed, then planned again", async () => {
  const remo = await startRemo({ lang: "en" });
  const luis = remo.as("luis");
  await remo.tell(order("SO-30"), dispatched("DN-30", "SO-30"));
  await remo.pass(49);
  const first = await luis.channel("logistica").expectCard("SO-30");
  expect(first.text()).toContain(
    "🟠 Not closed · SO-30 · on route since Wed 18 Nov, 10:00 · 1 h ago",
  );
  expect(first.buttons()).toEqual(["Mark delivered", "Mark failed", "Still on route"]);
  await first.click("Still on route");
  await first.expectUpdate("✅ Still on route · 20 Nov 11:00 · Luis Peña (Logistics)");
  await first.expectReply("Luis Peña (Logistics) confirmed that it is still on route");
  await remo.pass(48);
  const card = await luis.channel("logistica").expectCard("🟠 Not closed · SO-30");
  await card.click("Mark failed");
  const why = await luis.expectDialog("Reason");
  await why.fill({ Reason: "closed for stock count" }).submit();
  await card.expectUpdate("🔴 Delivery failed · SO-30 · not delivered: closed for stock count");
  await card.click("Re-plan delivery");
  const when = await luis.expectDialog("New date");
  await when.fill({ "New date": "2026-11-24" }).submit();
  await card.expectUpdate("✅ Delivery planned again");
  const sales = await remo.as("ana").channel("ventas").expectCard("SO-30");
  await sales.expectReply("Luis Peña (Logistics) planned the delivery again: Tue 24 Nov");
  expect(await luis.command("/remo status SO-30", "logistica")).toContain(
    "Delivery DN-30: pending, Tue 24 Nov",
  );
});

it("English: a short delivery: the rest is sent, or what was delivered is billed", async () => {
  const remo = await startRemo({ lang: "en" });
  const ana = remo.as("ana");
  const short = { lines: boxes(90, { rejectedQuantity: 10 }) };
  for (const n of ["1", "2"]) {
    await remo.tell(order(`SO-${n}`), dispatched(`DN-${n}`, `SO-${n}`));
    await remo.tell(delivered(`DN-${n}`, `SO-${n}`, short));
  }
  const card = await ana.channel("ventas").expectCard("SO-1");
  expect(card.text()).toContain("🟠 Short · SO-1 · 10 of 100 cajas missing");
  expect(card.text()).toContain("The customer rejected 10 cajas. Until somebody chooses between");
  await card.click("Send the rest");
  const dialog = await ana.expectDialog("New date");
  await dialog.fill({ "New date": "2026-11-23" }).submit();
  await card.expectUpdate("✅ The rest will be sent");
  await card.expectReply("Ana Ríos (Sales) scheduled the rest: Mon 23 Nov");

  const other = await ana.channel("ventas").expectCard("SO-2");
  await other.click("Bill delivered");
  await other.expectUpdate("✅ To be billed as delivered");
  await other.expectReply("Ana Ríos (Sales) asked to bill what was delivered");
  await remo.pass(25);
  const bill = await remo.as("carmen").channel("cobranza").expectCard("To invoice · SO-2");
  expect(bill.text()).toContain("Delivery DN-2 can be invoiced: 90 cajas not invoiced.");
});

it("English: a delivery that moved: the customer is told", async () => {
  const remo = await startRemo({ lang: "en" });
  const simon = remo.as("simon");
  await remo.tell(
    order("SO-34", { promisedOn: "2026-11-25" }),
    planned("DN-34", "SO-34", { plannedOn: "2026-11-25" }),
  );
  await remo.pass(1);
  await remo.tell(planned("DN-34", "SO-34", { plannedOn: "2026-11-27", reason: "route is full" }));
  const card = await simon.channel("ventas").expectCard("SO-34");
  expect(card.text()).toContain("🔵 Date moved · SO-34 · delivery moved to Fri 27 Nov · now");
  expect(card.text()).toContain("(route is full). The customer expects the earlier date");
  await card.click("Customer told");
  await card.expectUpdate("✅ Customer told · 18 Nov 11:00 · Simón Paz (Sales)");
});

it("English: a change after release is refused, asked for again and confirmed", async () => {
  const remo = await startRemo({ lang: "en" });
  const luis = remo.as("luis");
  await remo.tell(order("SO-61", { address: "Av. Central 120" }), planned("DN-1", "SO-61"));
  await remo.tell(released("DN-1", "SO-61"));
  await remo.pass(1);
  const changed = { type: "order.changed", orderId: "SO-61", requestedBy: "Sales" } as const;
  await remo.tell({ ...changed, address: "Dock 4" });
  const card = await luis.channel("logistica").expectCard("SO-61");
  expect(card.text()).toContain("🔵 Change to confirm · SO-61 · new delivery address · now");
  expect(card.text()).toContain("Before\nAv. Central 120\nNow\nDock 4");
  expect(card.text()).toContain("Asked for by Sales on Wed 18 Nov, 11:00");
  expect(card.buttons()).toEqual(["Confirm change", "Can't do it", "Take it"]);
  await card.click("Can't do it");
  await (await luis.expectDialog("Reason")).fill({ Reason: "the truck is loaded" }).submit();
  await card.expectUpdate("✅ Change refused");
  const sales = await remo.as("ana").channel("ventas").expectCard("SO-61");
  await sales.expectReply("Luis Peña (Logistics) refused the change: the truck is loaded");

  await remo.pass(1);
  await remo.tell({ ...changed, address: "Dock 7" });
  const again = await luis.channel("logistica").expectCard("🔵 Change to confirm · SO-61");
  await again.click("Confirm change");
  await again.expectUpdate("✅ Change confirmed · 18 Nov 12:00 · Luis Peña (Logistics)");
});

it("English: the truck of a cancelled order is stopped, and the goods come back", async () => {
  const remo = await startRemo({ lang: "en" });
  const luis = remo.as("luis");
  await remo.tell(order("SO-70"), dispatched("DN-7", "SO-70"));
  await remo.pass(1);
  await remo.tell(cancelled("SO-70", "no credit"));
  const card = await luis.channel("logistica").expectCard("SO-70");
  expect(card.text()).toContain("🔴 Stop · SO-70 · order cancelled, delivery already left · now");
  expect(card.confirmation("Stop truck")).toContain(
    "Stop truck · SO-70 · MXN 184,000.00. This cannot be undone.",
  );
  const sales = await remo.as("ana").channel("ventas").expectCard("SO-70");
  await sales.click("Stop truck");
  await card.expectReply("Ana Ríos (Sales) asked to stop the truck");
  await card.click("Goods returned");
  await card.expectUpdate("✅ Goods back · 18 Nov 11:00 · Luis Peña (Logistics)");
  await card.expectReply("Luis Peña (Logistics) recorded the return");
});

it("English: a second truck with the same goods, which the customer keeps; a failed one returns", async () => {
  const remo = await startRemo({ lang: "en" });
  const ana = remo.as("ana");
  await remo.tell(order("SO-9"), dispatched("DN-9A", "SO-9"));
  await remo.tell(order("SO-8"), dispatched("DN-8", "SO-8"));
  await remo.pass(1);
  await remo.tell(dispatched("DN-9B", "SO-9"), failed("DN-8", "customer absent"));
  const card = await ana.channel("ventas").expectCard("SO-9");
  expect(card.text()).toContain("🔴 Duplicate · SO-9 · 100 cajas too many on the way");
  expect(card.buttons()).toEqual(["Stop truck", "Customer keeps it", "Escalate"]);
  await card.click("Customer keeps it");
  await (await ana.expectDialog("Reason")).fill({ Reason: "pays with the next order" }).submit();
  await card.expectUpdate("✅ The customer keeps it");
  await card.expectReply(
    "Ana Ríos (Sales) recorded that the customer keeps it: pays with the next order",
  );
  const eight = await remo.as("luis").channel("logistica").expectCard("SO-8");
  expect(eight.text()).toContain("🔴 Delivery failed · SO-8 · not delivered: customer absent");
  await eight.click("Goods returned");
  await eight.expectUpdate("✅ Goods back");
});
