import { describe, expect, it } from "vitest";
import { cardOf } from "../../src/chat/teams/card.ts";
import { homeOf } from "../../src/chat/teams/home.ts";
import { noteOf } from "../../src/chat/teams/note.ts";
import type { Case } from "../../src/core/case.ts";
import { findingKey } from "../../src/core/finding.ts";
import type { Lang } from "../../src/text/format.ts";
import type { Button, Card, Home } from "../../src/view/card.ts";
import { caseCard } from "../../src/view/case-card.ts";
import { findingToken } from "../../src/view/finding-token.ts";
import { pictureOf, ZONE } from "../view/every-card.ts";
import { openCase } from "../view/firing.ts";
import { read } from "./read-card.ts";
import { TeamsCard } from "./teams-limits.ts";

const AT = "2026-11-22T21:00:00.000Z";

function shown(rule: string, lang: Lang = "es", more: Partial<Case> = {}): Card {
  const opened = openCase(rule);
  const c = { ...opened.case, ...more };
  const { now } = opened;
  return caseCard(c, { lang, zone: ZONE, now, picture: pictureOf(opened), audience: c.ball.team });
}

describe("a card", () => {
  it("says in this order what happened, what it costs, why, and what to press", () => {
    expect(read(cardOf(shown("evidence-missing"), { drawnAt: AT }))).toEqual([
      "🔴 Bloqueado · PED-1 · falta evidencia de entrega · hace 2 días",
      "Cliente",
      "Bajío & Cía <!channel>",
      "Monto detenido",
      "MXN 184,000.00",
      "Entregado",
      "jue 19 nov, 14:10",
      "Responsable",
      "Logística (desde hace 1 min)",
      "Plazo",
      "hoy 23:00, quedan 8 h",
      "Costo",
      "3 días de atraso para Cobranza",
      "Por qué: La entrega ENT-1 se cerró sin los comprobantes que este cliente exige para aceptar la factura.",
      "Evidencia: ✗ guía · ✗ firma de recibido · ✗ foto",
      "[Adjuntar evidencia]",
      "[Pedir al chofer]",
      "[Atender]",
      "[Dispensar evidencia]",
      "[Pausar]",
      "[Escalar]",
      "[Asignar]",
      "[Seguir caso]",
      "[Silenciar casos así]",
    ]);
  });

  it("carries in each button what it answers and when it was drawn", () => {
    const card = shown("evidence-missing");
    const [first, second] = cardOf(card, { drawnAt: AT }).actions ?? [];
    const finding = openCase("evidence-missing").case.findings[0];
    expect(first).toEqual({
      type: "Action.Execute",
      title: "Adjuntar evidencia",
      verb: "press",
      style: "positive",
      data: {
        a: "attach-proof",
        c: card.buttons[0]?.caseId,
        f: finding && findingToken(findingKey(finding)),
        at: AT,
      },
    });
    expect(second).toMatchObject({ data: { a: "ask-driver" } });
  });

  it("asks before money that cannot come back, naming the amount", () => {
    const [stop] = cardOf(shown("cancelled-but-dispatched"), { drawnAt: AT }).actions ?? [];
    expect(stop).toMatchObject({ type: "Action.ShowCard", style: "destructive" });
    expect(read(stop)).toEqual([
      "[Detener camión]",
      "Confirmar",
      "Detener camión · PED-1 · MXN 184,000.00. Esto no se puede deshacer.",
      "[Sí, confirmar]",
    ]);
    expect(stop).toMatchObject({ card: { actions: [{ verb: "press", style: "destructive" }] } });
  });

  it("asks anew for up to sixty people, and for nobody once there is nothing to press", () => {
    const viewers = Array.from({ length: 61 }, (_, n) => `29:${n}`);
    const card = shown("evidence-missing");
    expect(cardOf(card, { drawnAt: AT, viewers }).refresh).toEqual({
      action: { type: "Action.Execute", verb: "refresh", data: { c: card.buttons[0]?.caseId } },
      userIds: viewers.slice(0, 60),
    });
    expect(cardOf(card, { drawnAt: AT }).refresh).toBeUndefined();
    const closed = shown("evidence-missing", "es", { state: "closed", closedAt: AT });
    const over = cardOf(closed, { drawnAt: AT, viewers });
    expect([over.refresh, over.actions]).toEqual([undefined, undefined]);
    expect(read(over).at(-1)).toMatch(/^✅ Evidencia completa · /);
  });

  it.each([
    ["https://erp.example/PED-1?a=1|b", "https://erp.example/PED-1?a=1|b"],
    ["javascript:alert(1)", undefined],
    ["//erp.example", undefined],
    ["", undefined],
    [`https://erp.example/${"x".repeat(3_000)}`, undefined],
  ])("links its order to %s only where that is a page", (url, target) => {
    const card = shown("evidence-missing");
    const drawn = cardOf({ ...card, headline: { ...card.headline, url } }, { drawnAt: AT });
    const links = JSON.stringify(drawn.body).match(/"url":"([^"]*)"/);
    expect(links?.[1]).toBe(target);
  });

  it("keeps its buttons and says that something is left out, whatever it is given", () => {
    const long = "é<&>*_{{DATE(2026-11-22T21:00:00Z)}}<at>x</at>".repeat(300);
    const card = shown("evidence-missing");
    const monster: Card = {
      ...card,
      headline: { tag: long, subject: long, url: null, fact: long, age: long },
      summary: long,
      fields: Array.from({ length: 30 }, () => ({ label: long, value: long })),
      why: long,
      checklist: Array.from({ length: 50 }, () => ({ label: long, done: true })),
      notes: Array.from({ length: 50 }, () => long),
    };
    const drawn = cardOf(monster, { drawnAt: AT, viewers: ["29:1"] });
    expect(TeamsCard.safeParse(drawn).error).toBeUndefined();
    expect(drawn.actions).toHaveLength(9);
    expect(read(drawn.body).at(-1)).toBe("…");
  });

  it("keeps what is about the whole case longest in a menu of too many", () => {
    const card = shown("evidence-missing");
    const [button] = card.buttons;
    if (!button) throw new Error("no button");
    const one = (n: number): Button => ({ ...button, label: `Adjuntar ${n}`, finding: `f|${n}` });
    const more = [...Array.from({ length: 90 }, (_, n) => one(n)), ...card.more];
    const drawn = cardOf({ ...card, more }, { drawnAt: AT });
    const titles = read(drawn.actions);
    expect(titles).toEqual(expect.arrayContaining(["[Escalar]", "[Silenciar casos así]"]));
    expect(titles).toContain("[Adjuntar 0]");
    expect(titles).not.toContain("[Adjuntar 89]");
    expect(drawn.actions).toHaveLength(3 + 40);
  });
});

describe("a note", () => {
  it("is a plain message when it is a sentence", () => {
    const note = { lang: "es", text: "PED-1 **no** existe.\n¿PED-2?" } as const;
    expect(noteOf(note, { drawnAt: AT })).toEqual({
      kind: "text",
      text: "PED-1 **no** existe.\n¿PED-2?",
      textFormat: "plain",
      entities: [],
    });
  });

  it("calls people by what Teams looks for, to the letter", () => {
    const note = {
      lang: "es",
      text: "Le toca a <at>todos</at> & co\nhoy",
      mentions: ["x"],
    } as const;
    const mentioned = [{ id: "29:1", name: "Ana *Ruiz* <b>" }];
    expect(noteOf(note, { drawnAt: AT, mentioned })).toEqual({
      kind: "text",
      text: "<at>Ana Ruiz b</at> Le toca a &lt;at&gt;todos&lt;/at&gt; &amp; co<br/>hoy",
      textFormat: "xml",
      entities: [
        {
          type: "mention",
          text: "<at>Ana Ruiz b</at>",
          mentioned: { id: "29:1", name: "Ana Ruiz b" },
        },
      ],
    });
  });

  it("is a card when it has rows, with the mentions in it", () => {
    const note = { lang: "en", title: "Surge", tone: "warning", text: "", lines: ["one"] } as const;
    const mentioned = [{ id: "29:1", name: "Ana" }];
    const drawn = noteOf(note, { drawnAt: AT, mentioned });
    if (drawn.kind !== "card") throw new Error("no card");
    expect(read(drawn.card.body)).toEqual(["🟠 Surge", "<at>Ana</at>", "one"]);
    expect(drawn.card.msteams.entities).toHaveLength(1);
    const all = Array.from({ length: 9 }, (_, n) => ({ id: `29:${n}`, name: `Ana ${n}` }));
    expect(noteOf({ lang: "en", text: "x" }, { drawnAt: AT, mentioned: all })).toMatchObject({
      entities: { length: 5 },
    });
  });

  it("counts the cards and the rows that find no room", () => {
    const card = shown("evidence-missing");
    const cards = Array.from({ length: 40 }, () => card);
    const drawn = noteOf({ lang: "es", title: "Casos", text: "", cards }, { drawnAt: AT });
    const lines = Array.from({ length: 500 }, (_, n) => `${n} ${"á".repeat(200)}`);
    const listed = noteOf({ lang: "en", text: "All", lines }, { drawnAt: AT });
    if (drawn.kind !== "card" || listed.kind !== "card") throw new Error("no card");
    const heads = read(drawn.card).filter((line) => line.startsWith("🔴")).length;
    expect(heads).toBeGreaterThan(5);
    expect(read(drawn.card.body).at(-1)).toBe(`y ${40 - heads} casos más`);
    const rows = read(listed.card.body).length - 2;
    expect(rows).toBeGreaterThan(40);
    expect(read(listed.card.body).at(-1)).toBe(`and ${500 - rows} more`);
  });
});

describe("a person's page", () => {
  const section = (title: string, count: number, moreCount: number) => ({
    title,
    empty: "Nada pendiente.",
    cards: Array.from({ length: count }, () => shown("evidence-missing")),
    moreCount,
  });
  const page = (...sections: Home["sections"]) =>
    read(homeOf({ lang: "es", greeting: "Pendientes de Ana", sections }, { drawnAt: AT }).body);
  const headlines = (lines: readonly string[]) =>
    lines.filter((line) => line.startsWith("🔴")).length;

  it("shows each case with its figures and its buttons, and counts the rest", () => {
    const lines = page(section("Por atender", 2, 490), section("De otros", 0, 0));
    expect(lines.slice(0, 3)).toEqual([
      "Pendientes de Ana",
      "Por atender",
      "🔴 Bloqueado · PED-1 · falta evidencia de entrega · hace 2 días",
    ]);
    expect(lines[3]).toMatch(/^Cliente: Bajío & Cía <!channel> · Monto detenido: MXN 184,000.00 ·/);
    expect(lines[4]).toBe("[Adjuntar evidencia]");
    expect(lines.slice(-3)).toEqual(["y 490 casos más", "De otros", "Nada pendiente."]);
  });

  it("gives up menus before cards, and cards of the longest section before others", () => {
    const some = page(section("Por atender", 12, 0), section("De otros", 8, 0));
    expect(headlines(some)).toBe(19);
    expect(some.filter((line) => line === "[Escalar]").length).toBeLessThan(20);
    const many = page(section("Por atender", 40, 7), section("De otros", 4, 0));
    const second = many.slice(many.indexOf("De otros"));
    const first = headlines(many) - headlines(second);
    expect(first).toBeGreaterThan(10);
    expect(headlines(second)).toBe(4);
    expect(many).toContain(`y ${40 + 7 - first} casos más`);
    expect(many).not.toContain("[Escalar]");
  });
});
