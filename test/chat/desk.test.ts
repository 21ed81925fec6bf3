import { expect, test } from "vitest";
import { FileUnreadable, type KeepEvidence } from "../../src/app/ports.ts";
import type { Case } from "../../src/core/case.ts";
import type { Answer } from "../../src/core/order.ts";
import { findingKey } from "../../src/core/case.ts";
import { findingToken } from "../../src/view/finding-token.ts";
import { at, day } from "../support/rule-table.ts";
import { openCase } from "../view/firing.ts";
import { type Office, office, photo, sentence, who } from "./office.ts";

const CASE = openCase("order-changed-after-release").case.id;

function opened(rule: string, keep?: KeepEvidence): Office & { case: Case; now: string } {
  const { case: c, picture, now } = openCase(rule);
  const order = picture.kind === "order" ? picture : null;
  return { ...office(c, order, () => now, keep), case: c, now };
}

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
    errors: { until: "Hoy 11:00 ya pasó; hace falta un momento posterior." },
  });
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
    "«Dispensar evidencia» necesita a quien puede aprobar: Marta Soto.",
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

test("proofs are kept before the answer is given, each with its kind", async () => {
  const { desk, given, kept, case: c } = opened("evidence-missing");
  const finding = c.findings.map(findingKey)[0] ?? null;
  const pressed = { who: who("ULUIS"), action: "attach-proof", caseId: c.id, finding } as const;
  const files = [photo("a.jpg"), photo("b.jpg")];
  expect((await desk.submit(pressed, { proofKind: "signature", files })).kind).toBe("done");
  expect(kept).toEqual(["a.jpg", "b.jpg"]);
  expect(given[0]?.input.proofs).toMatchObject([
    { kind: "signature", name: "a.jpg", sha256: "a".repeat(64) },
    { kind: "signature", name: "b.jpg" },
  ]);
});

test("nothing is kept for a press that would be refused", async () => {
  const { desk, kept, known, case: c } = opened("evidence-missing");
  known.cases[0] = { ...c, state: "closed", closedAt: c.openedAt };
  const finding = c.findings.map(findingKey)[0] ?? null;
  const pressed = { who: who("ULUIS"), action: "attach-proof", caseId: c.id, finding } as const;
  await desk.submit(pressed, { proofKind: "photo", files: [photo()] });
  expect(kept).toEqual([]);
});

const says =
  (refused: "too-large" | "unreadable" | "wrong-type"): KeepEvidence =>
  () =>
    Promise.resolve({ refused, limit: 25 * 1024 * 1024 });
const throws =
  (trouble: FileUnreadable["trouble"]): KeepEvidence =>
  () =>
    Promise.reject(new FileUnreadable(trouble, "for the log"));

test.each([
  ["too large", says("too-large"), "firma.jpg pesa demasiado: el límite es 25 MB"],
  ["unreadable", says("unreadable"), "foto con luz de la hoja completa"],
  ["of another type", says("wrong-type"), "no es foto ni PDF"],
  ["withheld by Slack", throws("no-right"), "le falta el permiso files:read"],
  ["gone", throws("gone"), "ya no está en Slack"],
  ["slow", throws("slow"), "tardó demasiado"],
] as const)("a file that is %s is said beside the input", async (_name, keep, expected) => {
  const { desk, given, case: c } = opened("evidence-missing", keep);
  const finding = c.findings.map(findingKey)[0] ?? null;
  const pressed = { who: who("ULUIS"), action: "attach-proof", caseId: c.id, finding } as const;
  const reply = await desk.submit(pressed, { proofKind: "photo", files: [photo()] });
  if (reply.kind !== "invalid") throw new Error("accepted");
  expect(reply.errors["files"]).toContain(expected);
  expect(given).toEqual([]);
});

test("without files, with too many, or with an unknown kind, the dialog stays", async () => {
  const { desk, case: c } = opened("evidence-missing");
  const finding = c.findings.map(findingKey)[0] ?? null;
  const pressed = { who: who("ULUIS"), action: "attach-proof", caseId: c.id, finding } as const;
  const six = Array.from({ length: 6 }, () => photo());
  for (const submission of [
    { proofKind: "photo" },
    { proofKind: "selfie", files: [photo()] },
    { proofKind: "photo", files: six },
  ]) {
    expect((await desk.submit(pressed, submission)).kind).toBe("invalid");
  }
});

test("a breakage in keeping a file is not told as a refusal", async () => {
  const broken = () => Promise.reject(new Error("disk full"));
  const { desk, case: c } = opened("evidence-missing", broken);
  const finding = c.findings.map(findingKey)[0] ?? null;
  const pressed = { who: who("ULUIS"), action: "attach-proof", caseId: c.id, finding } as const;
  await expect(desk.submit(pressed, { proofKind: "photo", files: [photo()] })).rejects.toThrow(
    "disk full",
  );
});

test("a message's files are attached to the case that waits for them", async () => {
  const { desk, known, given, case: c } = opened("evidence-missing");
  const one = await desk.attachFrom(who("ULUIS"), [photo()]);
  expect(one).toMatchObject({ dialog: { answer: { action: "attach-proof", caseId: CASE } } });
  known.cases.push({ ...c, id: "other", group: { type: "order", id: "PED-2" } });
  const two = await desk.attachFrom(who("ULUIS"), [photo()]);
  if (two.kind !== "dialog") throw new Error("no dialog");
  expect(two.dialog.answer.caseId).toBeNull();
  expect(two.dialog.inputs.map(({ id }) => id)).toEqual(["case", "proofKind"]);
  const chosen = {
    who: who("ULUIS"),
    action: "attach-proof",
    caseId: "other",
    finding: null,
  } as const;
  const done = await desk.submit(chosen, { proofKind: "photo", files: [photo()] });
  expect(done.kind).toBe("done");
  expect(given[0]?.finding).toBe(c.findings.map(findingKey)[0]);
  expect(sentence(await desk.attachFrom(who("ULUIS"), []))).toContain("no tiene archivos");
  known.cases = [];
  expect(sentence(await desk.attachFrom(who("ULUIS"), [photo()]))).toContain("Ningún caso");
});
