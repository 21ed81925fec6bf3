import { creditPolicyOf } from "../../src/core/credit-policy.ts";
import { describe, expect, test } from "vitest";
import { ACTION_IDS } from "../../src/core/action.ts";
import { type CaseState } from "../../src/core/action.ts";
import { addHours } from "../../src/core/calendar.ts";
import type { Case } from "../../src/core/case.ts";
import { TEAMS } from "../../src/core/fact.ts";
import type { Answer } from "../../src/core/order.ts";
import { escapeText } from "../../src/chat/slack/escape.ts";
import { cutEscaped } from "../../src/chat/slack/limits.ts";
import { cut } from "../../src/text/cut.ts";
import { decodePress, encodePress } from "../../src/chat/slack/press-value.ts";
import { cardMessage, noteMessage } from "../../src/chat/slack/render.ts";
import { dialogView, homeView, noteView, workingView } from "../../src/chat/slack/render-view.ts";
import { dialogMeta } from "../../src/chat/slack/dialog-meta.ts";
import type { Card } from "../../src/view/card.ts";
import { caseCard } from "../../src/view/case-card.ts";
import { dialogFor } from "../../src/view/dialog.ts";
import { homePage } from "../../src/view/home.ts";
import { logNote } from "../../src/view/log-note.ts";
import { attachDialog } from "../../src/view/proof-dialog.ts";
import { type Opened, openCase, RULE_IDS } from "../view/firing.ts";
import { HomeTab, Message, Modal } from "./slack-limits.ts";

const ZONE = "America/Mexico_City";
const LANGS = ["es", "en"] as const;
const STATES: readonly CaseState[] = ["open", "acknowledged", "snoozed", "escalated", "closed"];

const said: Answer = {
  group: { type: "order", id: "PED-1" },
  action: "new-date",
  personId: "U1",
  personName: "Luis <@U2> & co",
  team: "logistics",
  at: "2026-11-22T20:00:00.000Z",
  on: "2026-11-25",
  reason: "x".repeat(300),
};

function inState(c: Case, state: CaseState, now: string): Case {
  return {
    ...c,
    state,
    lastAnswer: said,
    snooze:
      state === "snoozed"
        ? { at: now, until: addHours(now, 5), wakeWhen: { when: "eta-changes" }, etaAt: null }
        : null,
    assignee: { personId: "U3", personName: "Ana <!here>" },
    closedAt: state === "closed" ? now : null,
    heldMs: { logistics: 3 * 3_600_000, sales: 86_400_000 },
  };
}

function pictureOf({ picture }: Opened) {
  return picture.kind === "order" ? picture : null;
}

describe.each(RULE_IDS)("%s", (rule) => {
  test.each(LANGS)("fits Slack in every state and for every team, in %s", (lang) => {
    const opened = openCase(rule);
    for (const state of STATES) {
      for (const audience of TEAMS) {
        const c = inState(opened.case, state, opened.now);
        const picture = pictureOf(opened);
        const card = caseCard(c, { lang, zone: ZONE, now: opened.now, picture, audience });
        const message = cardMessage(card);
        expect(Message.safeParse(message).error).toBeUndefined();
        expect(card.fields.length).toBeLessThanOrEqual(6);
        expect(card.buttons.length).toBeLessThanOrEqual(3);
        expect(card.buttons.filter(({ style }) => style === "primary").length).toBeLessThan(2);
        expect(card.more.some(({ style }) => style === "danger")).toBe(false);
        // Whatever the ERP calls its customers, no angle bracket of theirs survives.
        expect(JSON.stringify(message)).not.toMatch(/<[!@#]/);
        if (state === "closed") expect([card.buttons, card.more]).toEqual([[], []]);
      }
    }
  });

  test.each(LANGS)("its dialogs fit Slack, in %s", (lang) => {
    const opened = openCase(rule);
    const reader = { lang, zone: ZONE, now: opened.now };
    const finding = opened.case.findings[0] ?? null;
    for (const action of ACTION_IDS) {
      const people = [{ id: "ana", name: "Ana Ruiz" }];
      const picture = pictureOf(opened);
      const credit = creditPolicyOf({});
      const about = { ...reader, case: opened.case, finding, picture, people, credit };
      const dialog = dialogFor(action, about);
      if (!dialog) continue;
      const origin = { channelId: "C1", home: false, shownAt: opened.now };
      const view = dialogView(dialog, dialogMeta(dialog, origin));
      expect(Modal.safeParse(view).error).toBeUndefined();
    }
  });

  test("answers without being pressed twice in Spanish and English alike", () => {
    const opened = openCase(rule);
    const drawn = (lang: "es" | "en") => {
      const o = { lang, zone: ZONE, now: opened.now, picture: pictureOf(opened) };
      const card = caseCard(opened.case, { ...o, audience: opened.case.ball.team });
      return [...card.buttons, ...card.more].map(({ action }) => action);
    };
    expect(drawn("es")).toEqual(drawn("en"));
    expect(drawn("es").length).toBeGreaterThan(0);
  });
});

test("a card with more answers than an overflow holds gets a list", () => {
  const opened = openCase("evidence-missing");
  const [finding] = opened.case.findings;
  if (!finding) throw new Error("no finding");
  const twins = Array.from({ length: 6 }, (_, index) => ({
    ...finding,
    subject: `delivery:ENT-${index}` as const,
  }));
  const c = { ...opened.case, findings: twins };
  const o = { lang: "es" as const, zone: ZONE, now: opened.now, picture: pictureOf(opened) };
  const card = caseCard(c, { ...o, audience: "logistics" });
  const message = cardMessage(card);
  expect(Message.safeParse(message).error).toBeUndefined();
  expect(JSON.stringify(message.blocks)).toContain("static_select");
  // Each says which delivery it is about, and each names its own finding.
  expect(card.buttons[1]?.label).toBe("Pedir al chofer (ENT-0)");
  const keys = [...card.buttons, ...card.more].map((one) => `${one.action} ${one.finding}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test("whatever it is given, a card stays within Slack's limits", () => {
  const long = "<&>".repeat(3_000);
  const opened = openCase("evidence-missing");
  const o = { lang: "es" as const, zone: ZONE, now: opened.now, picture: null };
  const normal = caseCard(opened.case, { ...o, audience: "logistics" });
  const monster: Card = {
    ...normal,
    headline: { tag: long, subject: long, url: "https://erp/x?a=1|b>c", fact: long, age: long },
    summary: long,
    fields: Array.from({ length: 30 }, () => ({ label: long, value: long })),
    why: long,
    checklist: Array.from({ length: 50 }, () => ({ label: long, done: true })),
    notes: Array.from({ length: 50 }, () => long),
    buttons: normal.buttons.map((one) => ({ ...one, label: long })),
  };
  const message = cardMessage(monster);
  expect(Message.safeParse(message).error).toBeUndefined();
  expect(message.blocks.at(0)?.type).toBe("section");
  expect(message.blocks.some(({ type }) => type === "actions")).toBe(true);
});

test("long notes, homes and end-of-dialog views stay within Slack's limits", () => {
  const lines = Array.from({ length: 400 }, (_, index) => `${index} ${"á".repeat(200)}`);
  const note = { lang: "es" as const, title: "t".repeat(500), text: "x".repeat(9_000), lines };
  expect(Message.safeParse(noteMessage(note)).error).toBeUndefined();
  expect(
    Modal.safeParse(noteView(note, "un título mucho más largo que eso")).error,
  ).toBeUndefined();
  expect(Modal.safeParse(workingView("es")).error).toBeUndefined();
  const opened = openCase("evidence-missing");
  const many = Array.from({ length: 40 }, () => ({ case: opened.case, picture: null }));
  const home = homePage(
    {
      id: "ana",
      name: "Ana",
      teams: ["logistics", "sales"],
      onDuty: [],
      mine: { cases: many, total: 500 },
      followed: { cases: many, total: 40 },
    },
    { lang: "es", zone: ZONE, now: opened.now },
  );
  expect(HomeTab.safeParse(homeView(home)).error).toBeUndefined();
  expect(JSON.stringify(homeView(home))).toContain("y 490 casos más");
});

test("files of a message travel in the dialog as far as there is room", () => {
  const opened = openCase("evidence-missing");
  const finding = opened.case.findings[0];
  if (!finding) throw new Error("no finding");
  const reader = { lang: "es" as const, zone: ZONE, now: opened.now };
  const dialog = attachDialog([{ case: opened.case, finding }], ["foto.jpg"], reader);
  const file = {
    n: "foto.jpg",
    m: "image/jpeg",
    s: 1,
    u: `https://files.slack.com/${"x".repeat(900)}`,
  };
  const files = Array.from({ length: 5 }, () => file);
  const meta = dialogMeta(dialog, { channelId: "C1", home: false, files });
  expect(meta.length).toBeLessThanOrEqual(3_000);
  expect(JSON.parse(meta).files).toHaveLength(2);
});

test("every thread line is a full line in both languages", () => {
  const { case: c, now } = openCase("evidence-missing");
  const step = { at: now, team: "logistics", step: 0, repeat: 0, late: true } as const;
  const skipped = ["owner", "channel"] as const;
  const events = [
    { type: "opened", at: now, team: "logistics", rule: "evidence-missing" },
    { type: "finding-added", at: now, rule: "promise-broken" },
    { type: "finding-cleared", at: now, rule: "evidence-missing" },
    { type: "ball-passed", at: now, from: "logistics", to: "collections", rule: "x" },
    { type: "answered", at: now, answer: said },
    { type: "woke", at: now },
    { type: "passed-over", ...step, notify: "owner", dueAt: addHours(now, -5) },
    { type: "notified", ...step, notify: "lead", dueAt: addHours(now, -3), people: [], skipped },
    { type: "closed", at: now, team: "logistics" },
  ] as const;
  const es = logNote(c, events, { lang: "es", zone: ZONE, now }).text.split("\n");
  expect(es[0]).toBe(
    "22 nov 15:00 · Caso abierto para Logística · Bloqueado: falta evidencia de entrega",
  );
  expect(es[3]).toBe("22 nov 15:00 · Logística → Cobranza: Caso");
  expect(es[4]).toContain("Luis <@U2> & co (Logística) dio nueva fecha: mié 25 nov · xxx");
  expect(es[6]).toBe(
    "22 nov 15:00 · Aviso omitido a quien está de turno: tocaba el 22 nov 10:00, y ya tocaba también el siguiente.",
  );
  expect(es[7]).toBe(
    "22 nov 15:00 · Tocaba avisar a liderazgo, y nadie tiene esa función en remo.yaml. Va con retraso: se omitió el aviso a quien está de turno y todo el equipo.",
  );
  expect(es).toHaveLength(9);
  const english = logNote(c, events, { lang: "en", zone: ZONE, now }).text;
  expect(english).toContain("Case opened for Logistics · Blocked: proof of delivery missing");
  expect(english).toContain(
    "22 Nov 15:00 · Passed over: whoever is on duty, due 22 Nov 10:00, for the next step was due as well.",
  );
  expect(english).toContain(
    "nobody has that role in remo.yaml. This is late: whoever is on duty and the whole team heard nothing before.",
  );
});

test.each([
  ["plain", "Distribuidora del Bajío", "Distribuidora del Bajío"],
  ["a call to a channel", "<!channel> & <@U1>", "&lt;!channel&gt; &amp; &lt;@U1&gt;"],
  ["a disguised link", "<https://x.example|PED-1>", "&lt;https://x.example|PED-1&gt;"],
  ["already escaped", "&lt;", "&amp;lt;"],
])("escapes %s", (_name, raw, safe) => {
  expect(escapeText(raw)).toBe(safe);
});

test("cuts with an ellipsis, never inside a character or an entity", () => {
  expect(cut("uno  dos\n tres", 100)).toBe("uno dos tres");
  expect(cut("abcdef", 4)).toBe("abc…");
  expect(cut("ab😀cd", 4)).toBe("ab…");
  expect(cutEscaped("abc&amp;def", 7)).toBe("abc…");
  expect(cutEscaped("abc", 3)).toBe("abc");
});

test("a button says what it is in 150 characters, and nothing else passes for one", () => {
  const finding = `order-changed-after-release|order:${"P".repeat(128)}|2026-11-19T06:00:00.000Z`;
  const value = { action: "refuse-change" as const, caseId: "c".repeat(36), finding };
  const written = encodePress(value);
  expect(written.length).toBeLessThanOrEqual(150);
  expect(decodePress(written)).toMatchObject({ action: "refuse-change", caseId: "c".repeat(36) });
  for (const other of ["", "{}", '{"a":"drop-tables","c":"1","f":null}', "null", '{"a":1}']) {
    expect(decodePress(other)).toBeNull();
  }
});
