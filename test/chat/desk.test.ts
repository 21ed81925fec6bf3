import { expect, test } from "vitest";
import type { Answer } from "../../src/core/order.ts";
import { findingKey } from "../../src/core/finding.ts";
import { findingToken } from "../../src/view/finding-token.ts";
import { at, day } from "../support/rule-table.ts";
import { openCase } from "../view/firing.ts";
import { opened, sentence, who } from "./office.ts";

const confirmed: Answer = {
  group: { type: "order", id: "PED-1" },
  action: "confirm-change",
  personId: "ULUIS",
  personName: "Luis Ortega",
  team: "logistics",
  at: at("11-18 10:55"),
};

test("a press that asks nothing counts at once", async () => {
  const { press, given } = opened("order-changed-after-release");
  const reply = await press(who("ULUIS"), "confirm-change");
  expect([reply.kind, sentence(reply)]).toEqual([
    "done",
    "✅ Confirmar cambio · PED-1. Quedó registrado.",
  ]);
  expect(given).toMatchObject([{ action: "confirm-change", person: { id: "ULUIS" } }]);
});

test("a finding may be named by its token", async () => {
  const { press, given, case: c } = opened("order-changed-after-release");
  const key = c.findings.map(findingKey)[0] ?? "";
  await press(who("ULUIS"), "confirm-change", { finding: findingToken(key) });
  expect(given).toMatchObject([{ finding: key }]);
});

test("a press that asks something opens its dialog, and acts on what comes back", async () => {
  const { desk, press, given, case: c } = opened("order-changed-after-release");
  const asked = await press(who("ULUIS"), "refuse-change");
  if (asked.kind !== "dialog") throw new Error("no dialog");
  expect(asked.dialog).toMatchObject({
    title: "Motivo",
    inputs: [{ id: "reason", kind: "text" }],
    answer: { action: "refuse-change", caseId: c.id },
  });
  expect(given).toEqual([]);
  const { finding } = asked.dialog.answer;
  const pressed = { who: who("ULUIS"), action: "refuse-change", caseId: c.id, finding } as const;
  expect(await desk.submit(pressed, { reason: "  " })).toEqual({
    kind: "invalid",
    errors: { reason: "Falta el motivo." },
  });
  const done = await desk.submit(pressed, { reason: "Ya salió" });
  expect(done.kind).toBe("done");
});

test("a date that is over is said beside its input", async () => {
  const { desk, case: c } = opened("promise-broken");
  const finding = c.findings.map(findingKey)[0] ?? null;
  const pressed = { who: who("ULUIS"), action: "new-date", caseId: c.id, finding } as const;
  expect(await desk.submit(pressed, { on: day("11-20") })).toEqual({
    kind: "invalid",
    errors: { on: "vie 20 nov ya pasó; hace falta una fecha de hoy en adelante." },
  });
  expect(await desk.submit(pressed, {})).toMatchObject({ errors: { on: "Falta la fecha." } });
  const late = { ...pressed, action: "snooze", finding: null } as const;
  expect(await desk.submit(late, { until: at("11-22 11:00") })).toMatchObject({
    errors: { until: "Hoy 11:00 ya pasó; hace falta una hora posterior." },
  });
});

test("a dialog's errors are in the reader's language, not in the channel's", async () => {
  const { desk, case: c } = opened("promise-broken");
  const finding = c.findings.map(findingKey)[0] ?? null;
  const pressed = { who: who("UANA"), action: "new-date", caseId: c.id, finding } as const;
  expect(await desk.submit(pressed, {})).toMatchObject({ errors: { on: "The date is missing." } });
});

test("another team's button is refused in the reader's own language", async () => {
  const { press, given } = opened("order-changed-after-release");
  expect(sentence(await press(who("UCAR"), "confirm-change"))).toBe(
    "«Confirmar cambio» le toca a Logística.",
  );
  expect(sentence(await press(who("UANA"), "confirm-change"))).toBe(
    '"Confirm change" is for Logistics.',
  );
  expect(given).toEqual([]);
});

test("what needs an approver names those who may", async () => {
  const { press } = opened("evidence-missing");
  expect(sentence(await press(who("ULUIS"), "waive"))).toBe(
    "«Dispensar evidencia» necesita aprobación. Quién puede darla: Marta Soto.",
  );
  expect((await press(who("UCON"), "waive")).kind).toBe("dialog");
});

test("somebody nobody added is told how to be added, in the channel's language", async () => {
  const { desk, press } = opened("order-changed-after-release");
  const here = await press(who("UNEW"), "confirm-change");
  expect(sentence(here)).toContain("Remo todavía no conoce a new");
  expect(sentence(here)).toContain('(UNEW), sus equipos y sus funciones en "people" de remo.yaml');
  expect(sentence(await desk.command(who("UNEW", "C2"), "cases"))).toContain("does not know new");
  const home = await desk.home(who("UNEW", null));
  expect(home.sections[0]?.title).toContain("remo.yaml");
});

test("a stale click says who did what meanwhile, and does nothing", async () => {
  const { press, known, given, case: c } = opened("order-changed-after-release");
  known.cases[0] = { ...c, state: "closed", closedAt: at("11-18 10:55"), lastAnswer: confirmed };
  const shownAt = at("11-18 10:31");
  expect(sentence(await press(who("ULUIS"), "refuse-change", { shownAt }))).toBe(
    "Este botón es de las 10:31. A las 10:55 Luis Ortega (Logística) ya confirmó el cambio; " +
      "nada que hacer.",
  );
  expect(sentence(await press(who("UANA"), "new-date", { shownAt }))).toBe(
    "This button is from 10:31. At 10:55 Luis Ortega (Logistics) already confirmed the change; " +
      "nothing to do.",
  );
  expect(given).toEqual([]);
});

test("a click on a condition that ended by itself says so", async () => {
  const { press, known, case: c } = opened("order-changed-after-release");
  known.cases[0] = { ...c, findings: openCase("evidence-missing").case.findings };
  known.events = [
    { type: "finding-cleared", at: at("11-18 10:50"), rule: "order-changed-after-release" },
  ];
  const shownAt = at("11-18 10:31");
  expect(sentence(await press(who("ULUIS"), "confirm-change", { shownAt }))).toBe(
    "Este botón es de las 10:31. A las 10:50 se resolvió: cambio respondido; nada que hacer.",
  );
  known.events = [];
  expect(sentence(await press(who("ULUIS"), "confirm-change"))).toBe(
    "El caso cambió desde entonces; la tarjeta muestra lo que hay ahora.",
  );
  known.cases = [];
  expect(sentence(await press(who("ULUIS"), "confirm-change"))).toBe(
    "Este caso ya no existe; nada que hacer.",
  );
});

test("what changes between the dialog and its answer is refused by the store, and said", async () => {
  const { desk, known, case: c } = opened("order-changed-after-release");
  const finding = c.findings.map(findingKey)[0] ?? null;
  const pressed = { who: who("ULUIS"), action: "refuse-change", caseId: c.id, finding } as const;
  known.cases[0] = { ...c, state: "closed", closedAt: at("11-18 10:55"), lastAnswer: confirmed };
  expect(sentence(await desk.submit(pressed, { reason: "Ya salió" }))).toContain("ya confirmó");
});

test("taking a case twice says who has it", async () => {
  const { press, known, case: c } = opened("order-changed-after-release");
  const taken = { ...confirmed, action: "acknowledge" };
  known.cases[0] = { ...c, state: "acknowledged", lastAnswer: taken };
  expect(sentence(await press(who("ULUIS"), "acknowledge", { finding: null }))).toBe(
    "El caso ya está en atención: Luis Ortega (Logística) tomó el caso. Nada que hacer.",
  );
});
