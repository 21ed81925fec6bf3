import { expect, it } from "vitest";
import { autumn } from "../support/autumn.ts";
import { TWO_PROOFS } from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";

it("kpi: the figures that all teams share, by legal entity and currency", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  await autumn(remo);
  await remo.pass(2);
  const told = await remo.as("luis").command("/remo kpi", "logistica");
  expect(told.split("\n")).toEqual([
    "Indicadores · del mar 20 oct al mié 18 nov",
    "Los mismos para todos los equipos, por razón social y moneda.",
    // 30 000 of September, overdue, and 54 000 of FAC-3; sold: 90 000 and 54 000.
    "Por cobrar · Norte México: MXN 84,000.00, vencido MXN 30,000.00 · Norte USA: USD 5,000.00",
    "↳ saldo de las facturas al cierre del periodo, y cuánto está vencido",
    "Días de cobro (DSO) · Norte México MXN: 17.5 días · Norte USA USD: 30 días",
    "↳ por cobrar ÷ ventas a crédito del periodo × sus días",
    "DSO por agotamiento · Norte México MXN: 10.5 días · Norte USA USD: 18 días",
    "↳ días de las ventas más recientes que suman lo que se debe",
    "Mejor DSO posible · Norte México MXN: 11.3 días · Norte USA USD: 30 días",
    "↳ como el DSO, solo con lo que aún no vence",
    // Nothing in dollars was due: there is nothing to divide by.
    "Efectividad de cobranza (CEI) · Norte México MXN: 75%",
    "↳ de lo que se podía cobrar en el periodo, cuánto se cobró",
    "A tiempo y completo (OTIF) · Norte México MXN: 66.7% (2 de 3) · Norte USA USD: 100% (1 de 1)",
    "↳ pedidos prometidos para el periodo que llegaron completos, a más tardar el primer día prometido",
    "Pedido perfecto · Norte México MXN: 33.3% (1 de 3) · Norte USA USD: 100% (1 de 1)",
    "↳ de los mismos: además sin daño y con documentos correctos, pedido por pedido",
    "Facturable en 24 h · Norte México MXN: 33.3% (1 de 3) · Norte USA USD: 100% (1 de 1)",
    "↳ entregas con toda su evidencia antes de 24 h; las más nuevas aún no cuentan",
    "Pedidos sin incidente · Norte México MXN: 100% (1 de 1)",
    "↳ pedidos cobrados en el periodo que nunca tuvieron un caso",
    "Del pedido a la factura · Norte México MXN: mediana 5.5 días, 9 de cada 10 en 8 días o menos (2) · Norte USA USD: mediana 5 días, 9 de cada 10 en 5 días o menos (1)",
    "↳ tiempo desde el pedido hasta emitir su factura",
    "De la entrega a la evidencia · Norte México MXN: mediana 1.5 días, 9 de cada 10 en 3 días o menos (2) · Norte USA USD: mediana 2 h, 9 de cada 10 en 2 h o menos (1)",
    "↳ tiempo desde la entrega hasta su último comprobante válido",
    "De la emisión a la presentación · Norte México MXN: mediana 2 h, 9 de cada 10 en 2 h o menos (1), a la primera 100% (1 de 1)",
    "↳ tiempo hasta presentarla al cliente o al fisco, y cuántas aceptó a la primera",
    "Disputas · sin datos",
    "↳ tiempo de las resueltas en el periodo, y edad de las que siguen abiertas",
    "Notas de crédito · Norte México: 4% · 1 nota por MXN 6,000.00 · Norte USA: ninguna",
    "↳ monto acreditado ÷ monto facturado; evitable: por error nuestro, de las que dicen su motivo",
    "Monto detenido · Norte México: Logística MXN 60,000.00, Cobranza MXN 30,000.00, Ventas MXN 6,000.00",
    "↳ lo que hoy no se puede facturar o cobrar por un caso abierto, por equipo que lo tiene",
    // Three cases, two hours each.
    "Horas por equipo · Ventas 2 h · Logística 2 h · Cobranza 2 h · total 6 h",
    "↳ horas que cada equipo tuvo los casos en el periodo; suman la vida de los casos",
  ]);
  // Whoever asks, wherever: the same figures.
  expect(await remo.as("vera").command("/remo indicadores", "contraloria")).toBe(told);
}, 30_000);

it("kpi: of a week or a month, and what is no period", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  await autumn(remo);
  const ask = (typed: string) => remo.as("ana").command(`/remo ${typed}`, "ventas");
  const week = await ask("kpi semana");
  expect(week).toContain("Indicadores · del jue 12 nov al mié 18 nov");
  expect(week).toContain("OTIF) · Norte México MXN: 100% (1 de 1) · Norte USA USD: 100% (1 de 1)");
  const september = await ask("kpi septiembre");
  expect(september).toContain("Indicadores · del mar 1 sep al mié 30 sep");
  expect(september).toContain("Por cobrar · MXN 30,000.00\n");
  expect(september).toContain("(OTIF) · sin datos");
  expect(await ask("kpi 2026-09")).toBe(september);
  expect(await ask("kpi 2026-03")).toBe(
    "Indicadores · del dom 1 mar al mar 31 mar\nNo hay datos de ese periodo.",
  );
  expect(await ask("kpi diciembre 2026")).toBe(
    "«diciembre 2026» no es un periodo con datos; por ejemplo «semana», «2026-10» u «octubre».",
  );
  expect(await ask("kpy semana")).toContain("¿/remo kpi semana?");
  expect(await ask("ayuda kpi")).toContain("/remo kpi octubre");
}, 30_000);

it("English: kpi and help", async () => {
  const remo = await startRemo({ lang: "en", rules: TWO_PROOFS });
  await autumn(remo);
  await remo.pass(2);
  const ask = (typed: string) => remo.as("carmen").command(`/remo ${typed}`, "cobranza");
  const told = (await ask("kpi")).split("\n");
  expect(told.slice(0, 8)).toEqual([
    "Figures · Tue 20 Oct to Wed 18 Nov",
    "The same for all teams, by legal entity and currency.",
    "Receivables · Norte México: MXN 84,000.00, overdue MXN 30,000.00 · Norte USA: USD 5,000.00",
    "↳ what invoices still owe at the end of the period, and how much of it is overdue",
    "Days sales outstanding (DSO) · Norte México MXN: 17.5 days · Norte USA USD: 30 days",
    "↳ receivables ÷ credit sales of the period × its days",
    "DSO by countback · Norte México MXN: 10.5 days · Norte USA USD: 18 days",
    "↳ the days of the latest sales that add up to what is owed",
  ]);
  expect(told).toContain(
    "Hours by team · Sales 2 h · Logistics 2 h · Collections 2 h · 6 h in all",
  );
  expect(told).toContain("Disputes · no data");
  expect((await ask("kpi week")).split("\n")[0]).toBe("Figures · Thu 12 Nov to Wed 18 Nov");
  expect(await ask("kpi someday")).toBe(
    '"someday" is not a period with data; for example "week", "2026-10" or "october".',
  );
  expect(await ask("help kpi")).toContain("/remo kpi october");
}, 30_000);
