import { expect, it } from "vitest";
import { addHours } from "../../src/core/calendar.ts";
import { order, planned, released } from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";

// Nobody's clock is exact: an answer must count though what it answers is dated minutes ahead.
it("a change told by a system whose clock runs ahead is confirmed by one press", async () => {
  const remo = await startRemo();
  await remo.tell(
    order("PED-1061", { address: "Av. Central 120, Guadalajara" }),
    planned("ENT-1", "PED-1061"),
    released("ENT-1", "PED-1061"),
  );
  await remo.tell({
    type: "order.changed",
    orderId: "PED-1061",
    address: "Bodega 4, Zapopan",
    occurredAt: addHours(remo.now(), 0.1),
  });
  const card = await remo.as("luis").channel("logistica").expectCard("PED-1061");
  await card.click("Confirmar cambio");
  await card.expectUpdate("✅ Cambio confirmado");
});

// The newest fact wins, so that one from the year 2199 could never be corrected.
it("what has not happened yet is refused at the door", async () => {
  const remo = await startRemo();
  const told = (id: string, hoursAhead: number) => ({
    specversion: "1.0",
    id,
    source: "/sources/erp",
    type: "remo.order.placed.v1",
    time: addHours(remo.now(), hoursAhead),
    data: { orderId: `PED-${id}`, currency: "MXN" },
  });
  expect((await remo.post([told("1", 23), told("2", 25), told("3", 24 * 365)])).body).toMatchObject(
    {
      accepted: 1,
      rejected: 2,
      rejections: [
        { id: "2", reason: expect.stringContaining("more than a day ahead") },
        { id: "3", reason: expect.stringContaining("more than a day ahead") },
      ],
    },
  );
});

it("an invoice that names one order on each of its lines is of one order", async () => {
  const remo = await startRemo();
  await remo.tell(order("PED-9", { totalMinor: 100_000 }), {
    type: "invoice.issued",
    invoiceId: "FAC-9",
    orderIds: ["PED-9", "PED-9"],
    currency: "MXN",
    totalMinor: 300_000,
  });
  const card = await remo.as("carmen").channel("cobranza").expectCard("PED-9");
  expect(card.text()).toContain("FAC-9");
});
