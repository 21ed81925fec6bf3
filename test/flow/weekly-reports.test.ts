import { expect, it } from "vitest";
import { autumn } from "../support/autumn.ts";
import { invoiced, order, TWO_PROOFS } from "../support/orders.ts";
import { type Remo, startRemo, type Told } from "../support/remo.ts";

/** Sunday 22 November 2026, 20:00 in Mexico City. */
const SUNDAY = "2026-11-23T02:00:00.000Z";
const ON = { more: { digests: { enabled: true } }, now: SUNDAY, rules: TWO_PROOFS } as const;

const TEAM_CHANNELS = ["ventas", "logistica", "cobranza", "contraloria", "administracion"];

function customer(id: string, name: string, limitMinor: number, currency = "MXN"): Told {
  return {
    type: "customer.described",
    customerId: id,
    name,
    creditLimitMinor: limitMinor,
    creditCurrency: currency,
    paymentDays: 30,
  };
}

const owed = (invoiceId: string, payerId: string, totalMinor: number, dueOn: string) =>
  invoiced(invoiceId, "", { orderIds: [], payerId, totalMinor, dueOn });

/** Six customers: two clean, one in dollars, one late, one disputed, one without credit left. */
async function customers(remo: Remo): Promise<void> {
  await remo.tell(
    customer("CLI-10", "Abarrotes Central", 50_000_000),
    order("PED-10", { payerId: "CLI-10", totalMinor: 12_000_000 }),
    owed("FAC-10", "CLI-10", 8_000_000, "2026-12-20"),
    customer("CLI-11", "Hotel Casa Tapatía", 20_000_000),
    customer("CLI-12", "Harbor Foods", 1_000_000, "USD"),
    customer("CLI-13", "Cremería Lupita", 90_000_000),
    owed("FAC-13", "CLI-13", 1_000_000, "2026-11-20"),
    customer("CLI-14", "Tiendas El Roble", 90_000_000),
    owed("FAC-14", "CLI-14", 1_000_000, "2026-12-20"),
    { type: "invoice.disputed", invoiceId: "FAC-14", reasonCode: "PRI" },
    customer("CLI-15", "Minisúper La Palma", 5_000_000),
    owed("FAC-15", "CLI-15", 5_000_000, "2026-12-20"),
    { type: "customer.described", customerId: "CLI-16", name: "Sin límite" },
  );
  await remo.pass(0);
}

/** The app's messages in a channel that match, as they read. */
const reports = (remo: Remo, channel: string, title: RegExp) =>
  remo
    .as("vera")
    .channel(channel)
    .cards()
    .filter((one) => title.test(JSON.stringify(one)));

it("el lunes a las 8: los indicadores en cada canal, y en Ventas los clientes al corriente", async () => {
  const remo = await startRemo(ON);
  await autumn(remo);
  await remo.pass(11);
  await remo.settled();
  expect(reports(remo, "ventas", /Indicadores/)).toEqual([]);
  await remo.pass(1);
  const digest = await remo.as("luis").channel("logistica").expectCard("Indicadores de la semana");
  expect(digest.text().split("\n")).toEqual([
    "🔵 Indicadores de la semana · del lun 16 nov al dom 22 nov",
    "Los mismos para todos los equipos. Qué cuenta cada uno, y los demás: /remo kpi",
    "A tiempo y completo (OTIF) · Norte México MXN: 100% (1 de 1)",
    "Facturable en 24 h · Norte México MXN: 0% (0 de 1)",
    "Pedidos sin incidente · sin datos",
    "Notas de crédito · sin datos",
    "Por cobrar · Norte México: MXN 84,000.00, vencido MXN 30,000.00 · Norte USA: USD 5,000.00",
    "Días de cobro (DSO) · sin datos",
    "Monto detenido · Norte México: Logística MXN 60,000.00, Cobranza MXN 30,000.00, Ventas MXN 6,000.00",
    "Horas por equipo · Ventas 4 h · Logística 4 h · Cobranza 4 h · total 12 h",
  ]);
  expect(digest.buttons()).toEqual([]);
  await remo.settled();
  for (const channel of TEAM_CHANNELS) {
    expect(reports(remo, channel, /Indicadores de la semana/), channel).toHaveLength(1);
  }
  // Asked again and again, and hours later: once a week is once.
  await remo.pass(0);
  await remo.pass(5);
  await remo.settled();
  expect(reports(remo, "ventas", /Indicadores de la semana/)).toHaveLength(1);
  // Nobody told a credit limit, so there is nobody to name.
  expect(reports(remo, "ventas", /al corriente/)).toEqual([]);
  await remo.pass(7 * 24 - 5);
  await remo.as("ana").channel("ventas").expectCard("del lun 23 nov al dom 29 nov");
}, 40_000);

it("prospectos: al corriente y con crédito, por comando y cada semana en Ventas", async () => {
  const remo = await startRemo(ON);
  await customers(remo);
  const list = [
    "Clientes al corriente con crédito · 3",
    "Nada vencido, sin caso de cobranza abierto y con crédito disponible; primero el de más.",
    // 500 000 less 120 000 ordered and 80 000 owed.
    "Abarrotes Central (CLI-10) · disponible MXN 300,000.00 de MXN 500,000.00 · 1 pedido",
    "Hotel Casa Tapatía (CLI-11) · disponible MXN 200,000.00 de MXN 200,000.00 · sin pedidos todavía",
    "Harbor Foods (CLI-12) · disponible USD 10,000.00 de USD 10,000.00 · sin pedidos todavía",
  ];
  const ana = remo.as("ana");
  expect((await ana.command("/remo prospectos", "ventas")).split("\n")).toEqual(list);
  expect(await ana.command("/remo prospecto", "ventas")).toContain("¿/remo prospectos?");
  await remo.pass(12);
  const weekly = await ana.channel("ventas").expectCard("Clientes al corriente");
  expect(weekly.text().split("\n")).toEqual(list);
  await remo.settled();
  expect(reports(remo, "ventas", /Clientes al corriente/)).toHaveLength(1);
  expect(reports(remo, "cobranza", /Clientes al corriente/)).toEqual([]);
  // What is paid frees credit; what falls due takes the customer off the list.
  await remo.tell({ type: "invoice.paid", invoiceId: "FAC-10" });
  expect(await ana.command("/remo prospectos", "ventas")).toContain("MXN 380,000.00 de");
  await remo.tell(owed("FAC-11", "CLI-11", 100, "2026-11-01"));
  expect(await ana.command("/remo prospectos", "ventas")).not.toContain("Casa Tapatía");
}, 40_000);

it("prospectos: quince, y cuántos más", async () => {
  const remo = await startRemo({ now: SUNDAY });
  await remo.tell(
    ...Array.from({ length: 18 }, (_, n) => customer(`CLI-${n}`, `Cliente ${n}`, 1_000_000 + n)),
  );
  const lines = (await remo.as("ana").command("/remo prospectos", "ventas")).split("\n");
  expect(lines).toHaveLength(2 + 15 + 1);
  expect(lines[2]).toContain("Cliente 17 (CLI-17)");
  expect(lines.at(-1)).toBe("y 3 más");
});

it("English: figures on Monday, prospects, and none of them", async () => {
  const remo = await startRemo({ ...ON, lang: "en" });
  const ana = remo.as("ana");
  expect(await ana.command("/remo prospects", "ventas")).toBe(
    "No source has told the credit limit of any customer.",
  );
  await autumn(remo);
  await customers(remo);
  expect((await ana.command("/remo prospects", "ventas")).split("\n").slice(0, 3)).toEqual([
    "Customers in good standing with credit · 3",
    "Nothing overdue, no open collection case and credit available; most of it first.",
    "Abarrotes Central (CLI-10) · MXN 300,000.00 available of MXN 500,000.00 · 1 order",
  ]);
  await remo.pass(12);
  const digest = await remo.as("carmen").channel("cobranza").expectCard("Figures of the week");
  expect(digest.text()).toContain("On time in full (OTIF) · ");
  await ana.channel("ventas").expectCard("Customers in good standing with credit · 3");
}, 40_000);

it("apagados, o de otro día: digests en remo.yaml", async () => {
  const remo = await startRemo({
    ...ON,
    more: { digests: { weekday: "tue", hour: 6 } },
  });
  await autumn(remo);
  await remo.pass(24);
  await remo.settled();
  expect(reports(remo, "ventas", /Indicadores/)).toEqual([]);
  await remo.pass(10);
  await remo.as("ana").channel("ventas").expectCard("del mar 17 nov al lun 23 nov");
}, 40_000);
