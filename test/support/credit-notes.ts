import { boxes, delivered, dispatched, invoiced, order } from "./orders.ts";
import { type Remo, type RemoOptions, startRemo } from "./remo.ts";

/** Three of a hundred boxes are missing from what was delivered and invoiced. */
export async function threeBoxesShort(options: RemoOptions = {}): Promise<Remo> {
  const remo = await startRemo(options);
  await remo.tell(
    order("PED-1", { buyerId: "CLI-1" }),
    dispatched("E-1", "PED-1"),
    delivered("E-1", "PED-1", { lines: boxes(97) }),
    invoiced("FAC-2210", "PED-1", { lines: boxes(100) }),
  );
  return remo;
}

/** Ana of Sales asks for a credit note on the card of the shortage. */
export async function anaAsks(remo: Remo, amount: string, reason = "faltante de 3 cajas") {
  const ana = remo.as("ana");
  const card = await ana.channel("ventas").expectCard("PED-1");
  await card.click("Pedir nota de crédito");
  const dialog = await ana.expectDialog("Nota de crédito");
  await dialog
    .fill({ Monto: amount, Motivo: reason, Causa: "problema con la entrega · CFDI 01" })
    .submit();
  await dialog.expectClosed();
  await card.expectUpdate("Nota de crédito por aprobar");
  return card;
}
