import { expect, it } from "vitest";
import { delivered, invoiced, order, TWO_PROOFS } from "../support/orders.ts";
import { type Remo, startRemo } from "../support/remo.ts";

/** A customer that owes two invoices, one of them late, and has an order without its proofs. */
async function bajio(remo: Remo): Promise<void> {
  await remo.tell(
    {
      type: "customer.described",
      customerId: "CLI-1",
      name: "Distribuidora del Bajío",
      creditLimitMinor: 100_000_000,
      creditCurrency: "MXN",
    },
    { type: "customer.described", customerId: "CLI-2", name: "Abarrotes Lupita" },
    order("PED-1088", { buyerId: "CLI-1", totalMinor: 10_000_000 }),
    delivered("ENT-882", "PED-1088"),
    invoiced("FAC-2210", "PED-1088", { dueOn: "2026-11-01", totalMinor: 10_000_000 }),
    invoiced("FAC-2211", "PED-1099", {
      orderIds: [],
      payerId: "CLI-1",
      currency: "USD",
      totalMinor: 250_000,
      dueOn: "2026-12-01",
    }),
    {
      type: "withholding.applied",
      invoiceId: "FAC-2211",
      withholdingId: "R1",
      tax: "ISR",
      amountMinor: 5_000,
    },
  );
  await remo.pass(5);
  await remo.settled();
}

it("cliente: the card before a visit, by number or by name", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  await bajio(remo);
  const ana = remo.as("ana");
  const ask = (typed: string) => ana.command(`/remo ${typed}`, "ventas");
  const card = await ask("cliente CLI-1");
  expect(card.split("\n")).toEqual(
    expect.arrayContaining([
      "Distribuidora del Bajío (CLI-1)",
      "Debe MXN 100,000.00 y USD 2,450.00.",
      "Vencido · FAC-2210 · MXN 100,000.00 · 17 días (venció el dom 1 nov)",
      "Sin constancia de retención · FAC-2211 · ISR · USD 50.00",
      "Entrega · ENT-882 de PED-1088 · hoy 10:00",
    ]),
  );
  expect(card).toContain("MXN 900,000.00 de MXN 1,000,000.00");
  expect(card).toContain("Caso · PED-1088 · Bloqueado");
  expect(await ask("cliente distribuidora del bajio")).toBe(card);
  expect(await ask("cliente Bajio")).toBe(
    "El cliente «Bajio» no existe. ¿Distribuidora del Bajío (CLI-1)?",
  );
  expect(await ask("cliente Zapatería")).toBe(
    "El cliente «Zapatería» no existe, y nada se le parece.",
  );
  expect(await ask("cliente Abarrotes Lupita")).toContain("No debe nada.");
  expect(await ask("cliente")).toBe("Falta el cliente: /remo cliente NOMBRE");
  expect(await ask("clinte CLI-1")).toBe("«clinte» no es un comando. ¿/remo cliente CLI-1?");
});

it("promesa: recorded with who told it, seen on the card, refused where it makes no sense", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  await bajio(remo);
  const carmen = remo.as("carmen");
  const ask = (typed: string) => carmen.command(`/remo ${typed}`, "cobranza");
  expect(await ask("promesa FAC-2211 viernes 1,000.00")).toBe(
    "✅ FAC-2211: el cliente pagará USD 1,000.00 el vie 20 nov. Quedó registrado.",
  );
  expect(await remo.facts("invoice.promised")).toMatchObject([
    {
      source: "remo",
      subject: "invoice:FAC-2211",
      body: { promisedOn: "2026-11-20", amountMinor: 100_000, by: "Carmen Soto" },
    },
  ]);
  expect(await ask("cliente CLI-1")).toContain(
    "Promesa de pago · FAC-2211 · vie 20 nov · USD 1,000.00 · en plazo",
  );
  expect(await ask("promesa fac-2211 15/12")).toContain("todo lo que debe el mar 15 dic");
  expect(await ask("promesa FAC-2211 viernes 9,999.00")).toBe(
    "El monto es mayor que lo que se debe: USD 2,450.00.",
  );
  expect(await ask("promesa FAC-2211 2026-11-01")).toMatch(/ya pasó/);
  expect(await ask("promesa FAC-2211 pronto")).toMatch(/«pronto» no es una fecha/);
  expect(await ask("promesa FAC-2211 viernes mucho")).toMatch(/«mucho» no es un monto/);
  expect(await ask("promesa FAC-2211")).toBe("Falta la fecha: /remo promesa FACTURA FECHA [MONTO]");
  expect(await ask("promesa FAC-9")).toBe("La factura FAC-9 no existe.");
  expect(await ask("promesa PED-1088 viernes")).toBe("La factura PED-1088 no existe. ¿FAC-2210?");
  expect(await remo.as("luis").command("/remo promesa FAC-2211 viernes", "logistica")).toBe(
    "Eso le toca a Cobranza y Ventas.",
  );
  expect(await remo.facts("invoice.promised")).toHaveLength(2);
});

it("disputa: by code or in words, once", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  await bajio(remo);
  const ana = remo.as("ana");
  const ask = (typed: string) => ana.command(`/remo ${typed}`, "ventas");
  expect(await ask("disputa FAC-2211")).toMatch(
    /^Falta la causa: .*PRI \(precio distinto al acordado\)/,
  );
  expect(await ask("disputa FAC-2211 pri acordado a 120")).toBe(
    "✅ FAC-2211 en disputa: precio distinto al acordado (acordado a 120). Quedó registrado.",
  );
  expect(await remo.facts("invoice.disputed")).toMatchObject([
    { body: { reasonCode: "PRI", reason: "acordado a 120" } },
  ]);
  expect(await ask("disputa FAC-2211 calidad")).toBe(
    "FAC-2211 ya está en disputa; nada que hacer.",
  );
  expect(await remo.as("luis").command("/remo disputa FAC-2211 precio", "logistica")).toMatch(
    /^Eso le toca a/,
  );
  expect(await ask("disputa FAC-2210 faltaron 3 cajas")).toContain("otra causa (faltaron 3 cajas)");
});

it("antigüedad: of all, the worst first, and of one customer", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  await bajio(remo);
  const carmen = remo.as("carmen");
  const ask = (typed: string) => carmen.command(`/remo ${typed}`, "cobranza");
  const lines = (await ask("antigüedad")).split("\n");
  expect(lines).toEqual([
    "Antigüedad de saldos",
    "MXN · debe MXN 100,000.00 · vencido MXN 100,000.00 · 1–30 días MXN 100,000.00",
    "USD · debe USD 2,450.00 · al corriente USD 2,450.00",
    "Los 2 clientes con más vencido:",
    "Distribuidora del Bajío (CLI-1) · debe MXN 100,000.00 · vencido MXN 100,000.00 · 1–30 días MXN 100,000.00",
    "Distribuidora del Bajío (CLI-1) · debe USD 2,450.00 · al corriente USD 2,450.00",
  ]);
  expect(await ask("antiguedad CLI-1")).toBe(
    [
      "Antigüedad de saldos · Distribuidora del Bajío (CLI-1)",
      "MXN · debe MXN 100,000.00 · vencido MXN 100,000.00 · 1–30 días MXN 100,000.00",
      "USD · debe USD 2,450.00 · al corriente USD 2,450.00",
    ].join("\n"),
  );
  expect(await ask("antiguedad Nadie")).toMatch(/^El cliente «Nadie» no existe/);
});

it("cierre: what keeps the month from closing, by currency, by team, and one by one", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  await bajio(remo);
  const vera = remo.as("vera");
  const ask = (typed: string) => vera.command(`/remo ${typed}`, "cobranza");
  const said = await ask("cierre noviembre");
  expect(said).toContain("Cierre de noviembre de 2026");
  expect(said).toContain("1 pendiente detiene el cierre de noviembre de 2026.");
  expect(said).toContain("MXN 100,000.00 · 1 pendiente");
  expect(said).toContain("Logística · falta evidencia: 1 · MXN 100,000.00");
  expect(said).toContain("PED-1088 · falta evidencia · MXN 100,000.00 · le toca a Logística");
  expect(await ask("cierre")).toBe(said);
  expect(await ask("cierre 2026-10")).toBe("Nada detiene el cierre de octubre de 2026.");
  expect(await ask("cierre 2026-13")).toBe(
    "«2026-13» no es un mes; por ejemplo «2026-11» o «noviembre».",
  );
});

it("crédito: opens the dialog of the invoice; an invoice that is not there is named", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  await bajio(remo);
  const ana = remo.as("ana");
  await ana.command("/remo crédito FAC-2211 100", "ventas");
  await (await ana.expectDialog("Nota de crédito")).close();
  expect(await ana.command("/remo credito FAC-9 100", "ventas")).toBe(
    "La factura FAC-9 no existe.",
  );
  expect(await ana.command("/remo credito", "ventas")).toBe(
    "Falta la factura y el monto: /remo credito FAC-2210 12,300.00",
  );
});

it("English: customer, promise, dispute, aging, close", async () => {
  const remo = await startRemo({ lang: "en", rules: TWO_PROOFS });
  await bajio(remo);
  const carmen = remo.as("carmen");
  const ask = (typed: string) => carmen.command(`/remo ${typed}`, "cobranza");
  const card = await ask("customer CLI-1");
  expect(card).toContain("Owes MXN 100,000.00 and USD 2,450.00.");
  expect(card).toContain("Overdue · FAC-2210 · MXN 100,000.00 · 17 days (due Sun 1 Nov)");
  expect(await ask("customer Bajio")).toBe(
    'Customer "Bajio" does not exist. Distribuidora del Bajío (CLI-1)?',
  );
  expect(await ask("promise FAC-2211 next friday 1,000.00")).toBe(
    "✅ FAC-2211: the customer will pay USD 1,000.00 on Fri 20 Nov. Recorded.",
  );
  expect(await ask("dispute FAC-2211 price")).toContain("FAC-2211 is disputed");
  expect(await ask("aging CLI-1")).toContain("1–30 days MXN 100,000.00");
  expect(await ask("close november")).toContain("1 item keeps November 2026 from closing.");
  expect(await ask("close 2026-10")).toBe("Nothing keeps October 2026 from closing.");
});
