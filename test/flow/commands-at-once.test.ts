import { expect, it } from "vitest";
import { invoiced, order } from "../support/orders.ts";
import { type Remo, startRemo, type Told } from "../support/remo.ts";

/** Two invoices without a case: one of an order, and one that only its customer answers for. */
async function twoInvoices(lang: "es" | "en" = "es"): Promise<Remo> {
  const remo = await startRemo({ lang });
  await remo.tell(
    { type: "customer.described", customerId: "CLI-1", name: "Distribuidora del Bajío" },
    order("PED-1", { buyerId: "CLI-1" }),
    invoiced("FAC-1", "PED-1", { dueOn: "2026-12-15" }),
    invoiced("FAC-2", "", { orderIds: [], payerId: "CLI-1", dueOn: "2026-12-15" }),
  );
  await remo.settled();
  return remo;
}

/**
 * Starts one thing after another while the row they all need is held, each only when the one before
 * waits for it, and lets them go in that order: whatever the last one read is old by then.
 */
async function behindOneLock<T>(
  { database }: Remo,
  row: string,
  start: readonly (() => Promise<T>)[],
): Promise<readonly T[]> {
  const holder = await database.pool.connect();
  try {
    await holder.query("BEGIN");
    await holder.query(`SELECT 1 FROM ${row} FOR UPDATE`);
    const running: Promise<T>[] = [];
    for (const one of start) {
      running.push(one());
      await waitingIs(running.length, database);
    }
    await holder.query("COMMIT");
    return await Promise.all(running);
  } finally {
    holder.release();
  }
}

async function waitingIs(count: number, { pool }: Remo["database"]): Promise<void> {
  const deadline = Date.now() + 8_000;
  for (;;) {
    const { rows } = await pool.query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if ((rows[0]?.waiting ?? 0) >= count) return;
    if (Date.now() > deadline) throw new Error(`Not ${count} waited.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

// The lock of an invoice's order makes others wait; without an order its own version notices them.
const ROWS = [
  ["FAC-1", "groups WHERE key = 'order:PED-1'"],
  ["FAC-2", "subjects WHERE key = 'invoice:FAC-2'"],
] as const;

const notOwed = (invoiceId: string) =>
  `${invoiceId} no está por cobrar: se pagó, se canceló o no se ha emitido.`;
const paid = (invoiceId: string): Told => ({ type: "invoice.paid", invoiceId });
const cancelled = (invoiceId: string): Told => ({ type: "invoice.cancelled", invoiceId });

it.each(ROWS)("promesa de %s mientras se paga: no queda registrada", async (id, row) => {
  const remo = await twoInvoices();
  const [, said] = await behindOneLock<unknown>(remo, row, [
    () => remo.tell(paid(id)),
    () => remo.as("carmen").command(`/remo promesa ${id} viernes`, "cobranza"),
  ]);
  expect(said).toBe(notOwed(id));
  expect(await remo.facts("invoice.promised")).toEqual([]);
});

it.each(ROWS)("disputa de %s mientras se cancela: no queda registrada", async (id, row) => {
  const remo = await twoInvoices();
  const [, said] = await behindOneLock<unknown>(remo, row, [
    () => remo.tell(cancelled(id)),
    () => remo.as("ana").command(`/remo disputa ${id} precio`, "ventas"),
  ]);
  expect(said).toBe(notOwed(id));
  expect(await remo.facts("invoice.disputed")).toEqual([]);
});

it.each(ROWS)("dos disputas de %s a la vez: una queda registrada", async (id, row) => {
  const remo = await twoInvoices();
  const said = await behindOneLock(remo, row, [
    () => remo.as("ana").command(`/remo disputa ${id} precio`, "ventas"),
    () => remo.as("carmen").command(`/remo disputa ${id} calidad`, "cobranza"),
  ]);
  expect(said.toSorted()).toEqual([
    `${id} ya está en disputa; nada que hacer.`,
    expect.stringContaining(`✅ ${id} en disputa`),
  ]);
  expect(await remo.facts("invoice.disputed")).toHaveLength(1);
});

it("English: a part promised while another part is paid is compared with what is left", async () => {
  const remo = await twoInvoices("en");
  const [, said] = await behindOneLock<unknown>(remo, ROWS[0][1], [
    () => remo.tell({ type: "invoice.paid", invoiceId: "FAC-1", amountMinor: 18_000_000 }),
    () => remo.as("carmen").command("/remo promise FAC-1 friday 10,000.00", "cobranza"),
  ]);
  expect(said).toBe("The amount is more than is owed: MXN 4,000.00.");
  expect(await remo.facts("invoice.promised")).toEqual([]);
});
