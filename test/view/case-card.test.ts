import { expect, test } from "vitest";
import { type Case } from "../../src/core/case.ts";
import { CALM, judgeCase } from "../../src/core/judge-case.ts";
import { findingKey } from "../../src/core/finding.ts";
import type { OrderPicture } from "../../src/core/picture.ts";
import { caseCard } from "../../src/view/case-card.ts";
import type { Card } from "../../src/view/card.ts";
import { findingNamed, findingToken } from "../../src/view/finding-token.ts";
import { at, did, orderPicture } from "../support/rule-table.ts";
import { CUSTOMER, openCase, STORIES } from "./firing.ts";

const ZONE = "America/Mexico_City";

function drawn(
  rule: string,
  more: Partial<Case> = {},
  o: Partial<Parameters<typeof caseCard>[1]> = {},
) {
  const { case: c, picture, now } = openCase(rule);
  return caseCard(
    { ...c, ...more },
    { lang: "es", zone: ZONE, now, audience: c.ball.team, picture: orderOf(picture), ...o },
  );
}

function orderOf(picture: ReturnType<typeof openCase>["picture"]): OrderPicture | null {
  return picture.kind === "order" ? picture : null;
}

const labels = ({ buttons, more }: Card) => [
  buttons.map(({ label }) => label),
  more.map(({ label }) => label),
];
const valueOf = (card: Card, label: string) =>
  card.fields.find((field) => field.label === label)?.value;

test("says what happened, what it costs, whose turn it is and until when", () => {
  const card = drawn("evidence-missing");
  expect(card.headline).toEqual({
    tag: "Bloqueado",
    subject: "PED-1",
    url: null,
    fact: "falta evidencia de entrega",
    age: "hace 2 días",
  });
  expect(card.fields).toEqual([
    { label: "Cliente", value: CUSTOMER },
    { label: "Monto detenido", value: "MXN 184,000.00" },
    { label: "Entregado", value: "jue 19 nov, 14:10" },
    { label: "Responsable", value: "Logística (desde hace 1 min)" },
    { label: "Plazo", value: "hoy 23:00, quedan 8 h" },
    { label: "Costo", value: "3 días de atraso para Cobranza" },
  ]);
  expect(card.checklist.map(({ done }) => done)).toEqual([false, false, false]);
  expect(card.summary).toBe(
    `Bloqueado: PED-1 de ${CUSTOMER}, falta evidencia de entrega, hace 2 días. ` +
      "Monto: MXN 184,000.00. Le toca a Logística; plazo: hoy 23:00, quedan 8 h.",
  );
});

test("Collections reads its own cost, the others read whose it is", () => {
  expect(valueOf(drawn("evidence-missing", {}, { audience: "collections" }), "Costo")).toBe(
    "3 días de atraso en el cobro",
  );
});

test("a promise that still holds costs nothing yet; a broken one counts its days", () => {
  expect(valueOf(drawn("promise-at-risk"), "Costo")).toBeUndefined();
  expect(valueOf(drawn("promise-broken"), "Costo")).toBe("2.5 días sin poder facturar");
});

test("what is sold on credit is not late before it is due, nor twice on one card", () => {
  expect(valueOf(drawn("invoice-due-soon"), "Costo")).toBeUndefined();
  expect(valueOf(drawn("invoice-overdue"), "Costo")).toBeUndefined();
});

test("an order elsewhere is told by its own clock, which the card then names", () => {
  const { case: c, picture, now } = openCase("evidence-missing");
  const order = orderOf(picture);
  if (!order) throw new Error("no order");
  const o = { lang: "es", zone: ZONE, now, audience: c.ball.team } as const;
  const there = caseCard(c, { ...o, picture: { ...order, zone: "America/Bogota" } });
  expect(valueOf(there, "Entregado")).toBe("jue 19 nov, 15:10");
  expect(there.notes.at(-1)).toBe("Fechas y horas en hora de Colombia.");
  // Another zone whose clock shows the same needs no word.
  const near = caseCard(c, { ...o, picture: { ...order, zone: "America/Monterrey" } });
  expect(near).toEqual(caseCard(c, { ...o, picture: order }));
});

test("a deadline that is over says by how much", () => {
  const { case: c } = openCase("promise-broken");
  const late = { ball: { ...c.ball, deadline: at("11-22 10:00") } };
  expect(valueOf(drawn("promise-broken", late), "Plazo")).toBe("hoy 10:00, venció hace 2 h");
});

test("what finds no room among six fields stands below", () => {
  const card = drawn("order-changed-after-release");
  expect(card.fields).toHaveLength(6);
  const short = drawn("delivery-short");
  expect(short.fields).toHaveLength(6);
  expect(short.notes).toContain("Plazo: mañana 02:00, quedan 8 h");
});

/** About the case's company: in the menu of every channel's card. */
const ASIDE = ["Asignar", "Seguir caso", "Silenciar casos así"];

test.each([
  [
    "evidence-missing",
    "logistics",
    [
      ["Adjuntar evidencia", "Pedir al chofer", "Atender"],
      ["Dispensar evidencia", "Pausar", "Escalar", ...ASIDE],
    ],
  ],
  [
    "order-changed-after-release",
    "logistics",
    [
      ["Confirmar cambio", "No se puede", "Atender"],
      ["Pausar", "Escalar", ...ASIDE],
    ],
  ],
  ["order-changed-after-release", "sales", [["Escalar"], ASIDE]],
  ["cancelled-but-dispatched", "sales", [["Detener camión", "Escalar"], ASIDE]],
  // What gives money up is never in front, though nothing else is there to be pressed first.
  [
    "invoice-mismatch",
    "collections",
    [
      ["Ver diferencias", "Pedir nota de crédito", "Atender"],
      ["Aceptar diferencia", "Pausar", "Escalar", ...ASIDE],
    ],
  ],
] as const)("%s offers %s its own buttons", (rule, audience, expected) => {
  expect(labels(drawn(rule, {}, { audience }))).toEqual(expected);
});

test("a taken case no longer offers to take it; a snoozed one sleeps until its time", () => {
  expect(labels(drawn("promise-broken", { state: "acknowledged" })).flat()).not.toContain(
    "Atender",
  );
  const asleep = drawn("promise-broken", {
    state: "snoozed",
    snooze: { at: at("11-22 12:00"), until: at("11-23 08:00"), wakeWhen: null, etaAt: null },
  });
  expect([asleep.tone, asleep.headline.tag]).toEqual(["asleep", "En pausa"]);
  expect(asleep.notes).toContain("En pausa hasta el lun 23 nov, 08:00.");
});

test("money that cannot come back is red, asks first, and names the amount", () => {
  const stop = drawn("cancelled-but-dispatched").buttons[0];
  expect(stop).toMatchObject({ label: "Detener camión", style: "danger" });
  expect(stop?.confirm?.text).toBe(
    "Detener camión · PED-1 · MXN 184,000.00. Esto no se puede deshacer.",
  );
});

test("folded findings speak in one line", () => {
  const lead = openCase("promise-broken");
  const [first] = lead.case.findings;
  const [folded] = openCase("evidence-missing").case.findings;
  if (!first || !folded) throw new Error("no findings");
  const c = judgeCase(
    null,
    { group: lead.case.group, findings: [first, folded], answers: [], zone: ZONE, ...CALM },
    lead.now,
    () => "c1",
  )?.case;
  if (!c) throw new Error("no case");
  const o = { zone: ZONE, now: lead.now, picture: null, audience: "logistics" } as const;
  const card = caseCard(c, { ...o, lang: "es" });
  expect(card.notes).toContain("También: falta evidencia de entrega");
  // Its buttons wait until it speaks for itself.
  expect(labels(card).flat()).not.toContain("Adjuntar evidencia");
  expect(caseCard(c, { ...o, lang: "en" }).notes).toContain("Also: proof of delivery missing");
});

test("after the last proof the card says what, when, who and whose turn it is", () => {
  const { case: c } = openCase("evidence-missing");
  const given = STORIES["evidence-missing"]?.given;
  if (!given || "kind" in given) throw new Error("no facts");
  const kinds = ["waybill", "signature", "photo"].map((kind) =>
    did("evidence.attached", "11-22 15:02", { kind, name: `${kind}.jpg` }),
  );
  const answer = {
    group: c.group,
    action: "attach-proof",
    personId: "U1",
    personName: "Luis Pérez",
    team: "logistics" as const,
    evidence: ["signature" as const, "photo" as const],
    at: at("11-22 15:02"),
  };
  const closed = judgeCase(
    c,
    { group: c.group, findings: [], answers: [answer], zone: ZONE, ...CALM },
    at("11-22 15:02"),
    () => "c1",
  )?.case;
  if (!closed) throw new Error("no case");
  const o = { zone: ZONE, now: at("11-22 15:03"), audience: "logistics" } as const;
  const picture = orderPicture([...given, ...kinds]);
  const card = caseCard(closed, { ...o, lang: "es", picture });
  expect(card.outcome).toBe(
    "Evidencia completa · 22 nov 15:02 · Luis Pérez (Logística) · " +
      "Logística → Cobranza: lista para facturar",
  );
  expect(card.notes).toEqual([
    "Última respuesta: Luis Pérez (Logística) adjuntó evidencia: firma de recibido y foto",
    "Tiempo en cada equipo: Logística 2 min",
  ]);
  expect([card.tone, card.buttons, card.more]).toEqual(["done", [], []]);
  expect(card.summary).toMatch(/evidencia completa\. Logística → Cobranza: lista para facturar\.$/);
  expect(caseCard(closed, { ...o, lang: "en", picture }).outcome).toBe(
    "Proof complete · 22 Nov 15:02 · Luis Pérez (Logistics) · " +
      "Logistics → Collections: ready to invoice",
  );
});

test("a finding's token names it among its case's, and nothing else", () => {
  const { case: c } = openCase("evidence-missing");
  const key = c.findings.map(findingKey)[0] ?? "";
  expect(findingToken(key).length).toBeLessThan(16);
  expect(findingNamed(c.findings, findingToken(key))).toBe(key);
  expect(findingNamed(c.findings, key)).toBe(key);
  expect(findingNamed(c.findings, findingToken(`${key}x`))).toBe(findingToken(`${key}x`));
  expect(findingNamed(c.findings, null)).toBeNull();
});

test("a rule that this version does not know is still shown", () => {
  const { case: c, now } = openCase("evidence-missing");
  const findings = c.findings.map((one) => ({ ...one, rule: "from-the-future", actions: [] }));
  const o = { lang: "es", zone: ZONE, now, picture: null, audience: "logistics" } as const;
  const card = caseCard({ ...c, findings }, o);
  expect(card.headline).toMatchObject({ tag: "Caso", fact: "from-the-future" });
});
