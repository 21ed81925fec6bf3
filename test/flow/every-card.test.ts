import { expect, it } from "vitest";
import {
  boxes,
  cancelled,
  delivered,
  dispatched,
  failed,
  invoiced,
  order,
  planned,
  released,
  TWO_PROOFS,
} from "../support/orders.ts";
import { type Remo, startRemo } from "../support/remo.ts";

const RULES = {
  "evidence-missing": {
    ...TWO_PROOFS["evidence-missing"],
    required: [],
    perCustomer: { "CLI-9": ["waybill", "signature"] },
  },
  "source-silent": { everyHours: { tms: 4 } },
};

/** Everything that can go wrong, each with an order of its own; ends on Thursday at noon. */
async function everythingGoesWrong(remo: Remo): Promise<void> {
  await remo.tell(
    order("P-RISK", { promisedOn: "2026-11-20" }),
    order("P-BROKEN", { promisedOn: "2026-11-18" }),
    order("P-CHANGED", { address: "Av. Central 120" }),
    planned("E-CHANGED", "P-CHANGED"),
    released("E-CHANGED", "P-CHANGED"),
    order("P-CANCELLED"),
    dispatched("E-CANCELLED", "P-CANCELLED"),
    order("P-MOVED", { promisedOn: "2026-11-25" }),
    planned("E-MOVED", "P-MOVED", { plannedOn: "2026-11-25" }),
    order("P-STUCK"),
    dispatched("E-STUCK", "P-STUCK", { occurredAt: "2026-11-17T16:00:00.000Z" }),
    order("P-FAILED"),
    dispatched("E-FAILED", "P-FAILED"),
    order("P-SHORT"),
    dispatched("E-SHORT", "P-SHORT"),
    order("P-DOUBLE"),
    dispatched("E-DOUBLE-1", "P-DOUBLE"),
    dispatched("E-DOUBLE-2", "P-DOUBLE", { lines: boxes(60) }),
    order("P-PROOF", { buyerId: "CLI-9" }),
    delivered("E-PROOF", "P-PROOF"),
    order("P-UNBILLED"),
    delivered("E-UNBILLED", "P-UNBILLED"),
    order("P-EARLY"),
    invoiced("F-EARLY", "P-EARLY"),
    order("P-WRONG"),
    delivered("E-WRONG", "P-WRONG"),
    invoiced("F-WRONG", "P-WRONG", { totalMinor: 19_400_000 }),
    { source: "tms", ...order("P-OTHER") },
  );
  await remo.pass(1);
  await remo.tell(
    { type: "order.changed", orderId: "P-CHANGED", address: "Bodega 4", requestedBy: "Ana Ríos" },
    cancelled("P-CANCELLED", "SC-04"),
    planned("E-MOVED", "P-MOVED", { plannedOn: "2026-11-27" }),
    failed("E-FAILED", "cerrado"),
    delivered("E-SHORT", "P-SHORT", { lines: boxes(90, { rejectedQuantity: 10 }) }),
  );
  // Friday just after midnight, the last day of P-RISK.
  await remo.pass(37);
}

type Row = {
  readonly order: string;
  readonly channels: string;
  readonly es: string;
  readonly en: string;
  /** In the channel of the team with the ball. */
  readonly buttons: string;
};

const ROWS: readonly Row[] = [
  {
    order: "P-RISK",
    channels: "logistica",
    es: "🟠 En riesgo · P-RISK · prometido para el vie 20 nov, sin despachar",
    en: "🟠 At risk · P-RISK · promised for Fri 20 Nov, not dispatched",
    buttons: "Sí llega, Dar nueva fecha, Atender | Pausar, Escalar",
  },
  {
    order: "P-BROKEN",
    channels: "logistica ventas",
    es: "🔴 Promesa rota · P-BROKEN · prometido para el mié 18 nov, sin entregar · hace 1 día",
    en: "🔴 Promise broken · P-BROKEN · promised for Wed 18 Nov, not delivered · 1 day ago",
    buttons: "Dar nueva fecha, Atender, Pausar | Escalar",
  },
  {
    order: "P-CHANGED",
    channels: "logistica ventas",
    es: "🔵 Cambio por confirmar · P-CHANGED · nueva dirección de entrega · hace 1 día",
    en: "🔵 Change to confirm · P-CHANGED · new delivery address · 1 day ago",
    buttons: "Confirmar cambio, No se puede, Atender | Pausar, Escalar",
  },
  {
    order: "P-CANCELLED",
    channels: "logistica ventas",
    es: "🔴 Detener · P-CANCELLED · pedido cancelado, la entrega ya salió",
    en: "🔴 Stop · P-CANCELLED · order cancelled, delivery already left",
    buttons: "Detener camión, Mercancía devuelta, Atender | Pausar, Escalar",
  },
  {
    order: "P-MOVED",
    channels: "ventas",
    es: "🔵 Fecha movida · P-MOVED · la entrega pasa al vie 27 nov",
    en: "🔵 Date moved · P-MOVED · delivery moved to Fri 27 Nov",
    buttons: "Cliente avisado, Dar nueva fecha, Atender | Pausar, Escalar",
  },
  {
    order: "P-STUCK",
    channels: "logistica",
    es: "🟠 Sin cierre · P-STUCK · en ruta desde el mar 17 nov, 10:00",
    en: "🟠 Not closed · P-STUCK · on route since Tue 17 Nov, 10:00",
    buttons: "Marcar entregado, Marcar fallida, Sigue en ruta | Atender, Pausar, Escalar",
  },
  {
    order: "P-FAILED",
    channels: "logistica ventas",
    es: "🔴 Entrega fallida · P-FAILED · no se pudo entregar: cerrado",
    en: "🔴 Delivery failed · P-FAILED · not delivered: cerrado",
    buttons: "Reprogramar entrega, Mercancía devuelta, Atender | Pausar, Escalar",
  },
  {
    order: "P-SHORT",
    channels: "ventas",
    es: "🟠 Faltante · P-SHORT · faltan 10 de 100 cajas",
    en: "🟠 Short · P-SHORT · 10 of 100 cajas missing",
    buttons: "Enviar lo que falta, Facturar lo entregado, Atender | Pausar, Escalar",
  },
  {
    order: "P-DOUBLE",
    channels: "logistica ventas",
    es: "🔴 Duplicada · P-DOUBLE · van 60 cajas de más",
    en: "🔴 Duplicate · P-DOUBLE · 60 cajas too many on the way",
    buttons: "Detener camión, Mercancía devuelta, Atender | Pausar, Escalar",
  },
  {
    order: "P-PROOF",
    channels: "logistica",
    es: "🔴 Bloqueado · P-PROOF · falta evidencia de entrega",
    en: "🔴 Blocked · P-PROOF · proof of delivery missing",
    buttons: "Adjuntar evidencia, Pedir al chofer, Atender | Dispensar evidencia, Pausar, Escalar",
  },
  {
    order: "P-UNBILLED",
    channels: "cobranza",
    es: "🟠 Por facturar · P-UNBILLED · entregado y sin factura",
    en: "🟠 To invoice · P-UNBILLED · delivered and not invoiced",
    buttons: "Factura emitida, Retener factura, Atender | Pausar, Escalar",
  },
  {
    order: "P-EARLY",
    channels: "cobranza logistica",
    es: "🔴 Facturado sin entrega · P-EARLY · F-EARLY sin entrega registrada",
    en: "🔴 Invoiced, not delivered · P-EARLY · F-EARLY without a delivery on record",
    buttons: "Pedir nota de crédito, Retener factura, Atender | Pausar, Escalar",
  },
  {
    order: "P-WRONG",
    channels: "cobranza",
    es: "🟠 Diferencia · P-WRONG · se facturó MXN 194,000.00 y se acordó MXN 184,000.00",
    en: "🟠 Mismatch · P-WRONG · MXN 194,000.00 invoiced, MXN 184,000.00 agreed",
    buttons:
      "Ver diferencias, Pedir nota de crédito, Atender | Aceptar diferencia, Pausar, Escalar",
  },
  {
    order: "tms",
    channels: "administracion",
    es: "🟠 Sin datos · tms · sin noticias desde el mié 18 nov, 10:00",
    en: "🟠 No data · tms · nothing heard since Wed 18 Nov, 10:00",
    buttons: "Poner en mantenimiento, Atender, Pausar | Escalar",
  },
];
const CHANNELS = ["ventas", "logistica", "cobranza", "administracion"];

it("every rule's card is in its channels, in Spanish, with its answers", async () => {
  const remo = await startRemo({ rules: RULES });
  const ada = remo.as("ada");
  await everythingGoesWrong(remo);
  await remo.settled();
  for (const { order: orderId, channels, es, buttons } of ROWS) {
    const showing = CHANNELS.filter((name) =>
      ada
        .channel(name)
        .cards()
        .some((one) => one.text.includes(`: ${orderId}`)),
    );
    expect(showing, orderId).toEqual(channels.split(" ").toSorted(byChannel));
    const card = await ada.channel(channels.split(" ")[0] ?? "").expectCard(es);
    // What every case allows stands at the end of every menu.
    const menu = card.menu();
    expect(menu.splice(-3), orderId).toEqual(["Asignar", "Seguir caso", "Silenciar casos así"]);
    expect(`${card.buttons().join(", ")} | ${menu.join(", ")}`, orderId).toBe(buttons);
    expect(card.text()).toContain("Responsable\n");
    expect(card.text()).toMatch(/Plazo[\n:]/);
    expect(card.text()).toContain("Por qué: ");
    expectSentence(card.message.text);
  }
});

it("every rule's card in English, without a word of Spanish of ours", async () => {
  const remo = await startRemo({ lang: "en", rules: RULES });
  const ada = remo.as("ada");
  await everythingGoesWrong(remo);
  await remo.settled();
  for (const { channels, en } of ROWS) {
    const card = await ada.channel(channels.split(" ")[0] ?? "").expectCard(en);
    expect(card.text()).toContain("Ball\n");
    expect(card.text()).toMatch(/Deadline[\n:]/);
    expect(card.text()).toContain("Why: ");
    const words = [card.text(), card.message.text, ...card.buttons(), ...card.menu()].join(" ");
    expect(words).not.toMatch(/hace|quedan|Cliente|entrega |sin |Logística|Ventas|Cobranza/);
    expectSentence(card.message.text);
  }
});

function byChannel(a: string, b: string): number {
  return CHANNELS.indexOf(a) - CHANNELS.indexOf(b);
}

/** What push notices and screen readers say: whole, and nothing of the program's inside. */
function expectSentence(text: string): void {
  expect(text).toMatch(/\.$/);
  expect(text).not.toMatch(/undefined|null|NaN|\[object|\{\{|\s\s|;\./);
}
