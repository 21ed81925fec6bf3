import { describe, expect, it } from "vitest";
import { toMessage } from "../../src/chat/slack/render.ts";
import type { StormTold } from "../../src/core/storm.ts";
import { stormDigest } from "../../src/view/storm-digest.ts";
import { Message } from "../chat/slack-limits.ts";
import { openCase, RULE_IDS } from "./firing.ts";

const LANGS = ["es", "en"] as const;
const { case: late } = openCase("promise-broken");
const TOLD: StormTold = {
  startedAt: "2026-11-22T16:00:00.000Z",
  passedAt: null,
  endedAt: null,
  came: 5_000,
  settled: 0,
  waiting: 4_990,
  totals: [
    { currency: "MXN", minor: 1_234_567_00 },
    { currency: "COP", minor: 23_420_000_00 },
  ],
  rules: [
    { rule: "promise-broken", cases: 4_000 },
    { rule: "delivery-short", cases: 990 },
  ],
  next: [late],
};
const PASSING = { ...TOLD, passedAt: "2026-11-22T16:20:00.000Z", waiting: 1_200 };
const OVER = {
  ...PASSING,
  endedAt: "2026-11-22T16:45:00.000Z",
  waiting: 0,
  totals: [],
  rules: [],
  next: [],
};

const digest = (told: StormTold, lang: "es" | "en" = "es") =>
  stormDigest(told, { lang, zone: "America/Mexico_City", now: "2026-11-22T17:00:00.000Z" });

describe("the digest of a storm", () => {
  it("says what waits, for how much, of which kinds, and how to reach it", () => {
    expect(digest(TOLD)).toMatchObject({
      tone: "warning",
      title: "Pico de casos · 4,990 en espera",
      text: "Desde las 10:00 llegaron 5,000 casos. Los de más peso (monto × urgencia) salen como tarjeta; los demás esperan su turno y ninguno se pierde.",
      fields: [
        { label: "Monto en espera", value: "MXN 1,234,567.00 · COP 23.420.000" },
        { label: "Por tipo", value: "Promesa rota 4,000 · Faltante 990" },
      ],
    });
    expect(digest(TOLD).lines?.slice(-2)).toEqual([
      "y 4,989 más",
      "Todos están a la mano: /remo casos equipo los lista, /remo estado PED-1042 abre uno con sus botones, y la pestaña Inicio de Remo muestra los propios.",
    ]);
  });

  it.each<[what: string, told: StormTold, es: string, en: string]>([
    [
      "as it passes",
      PASSING,
      "El pico ya pasó · 1,200 por salir\nDesde las 10:00 llegaron 5,000 casos. Las tarjetas que faltan salen una por una, primero las de más peso (monto × urgencia).",
      "The surge has passed · 1,200 to go\n5,000 cases came since 10:00. The remaining cards come one by one, those that weigh most (amount × urgency) first.",
    ],
    [
      "when all have a card",
      OVER,
      "Pico terminado · 5,000 casos\nDe las 10:00 a las 10:45 llegaron 5,000 casos. Todos tienen su tarjeta en este canal.",
      "Surge over · 5,000 cases\nFrom 10:00 to 10:45, 5,000 cases came. Each has its card in this channel.",
    ],
    [
      "when one needed none",
      { ...OVER, settled: 1 },
      "Pico terminado · 5,000 casos\nDe las 10:00 a las 10:45 llegaron 5,000 casos. 1 se resolvió antes de tener tarjeta; los demás tienen la suya en este canal.",
      "Surge over · 5,000 cases\nFrom 10:00 to 10:45, 5,000 cases came. 1 was resolved before it had a card; the others have theirs in this channel.",
    ],
    [
      "when many needed none",
      { ...OVER, settled: 1_200 },
      "Pico terminado · 5,000 casos\nDe las 10:00 a las 10:45 llegaron 5,000 casos. 1,200 se resolvieron antes de tener tarjeta; los demás tienen la suya en este canal.",
      "Surge over · 5,000 cases\nFrom 10:00 to 10:45, 5,000 cases came. 1,200 were resolved before they had a card; the others have theirs in this channel.",
    ],
    [
      "when none needed one",
      { ...OVER, settled: 5_000 },
      "Pico terminado · 5,000 casos\nDe las 10:00 a las 10:45 llegaron 5,000 casos. Todos se resolvieron antes de tener tarjeta.",
      "Surge over · 5,000 cases\nFrom 10:00 to 10:45, 5,000 cases came. All were resolved before they had a card.",
    ],
  ])("reads well %s", (_what, told, es, en) => {
    const said = LANGS.map((lang) => digest(told, lang)).map(
      ({ title, text }) => `${title}\n${text}`,
    );
    expect(said).toEqual([es, en]);
  });

  it("leaves out what is not there: no amounts, nothing to list", () => {
    const bare = digest({ ...TOLD, totals: [], rules: [], next: [], waiting: 0 });
    expect(bare.fields).toEqual([]);
    expect(bare.lines).toHaveLength(1);
  });

  it.each(LANGS)("fits Slack whatever waits, in %s", (lang) => {
    const huge: StormTold = {
      ...TOLD,
      came: 9_999_999,
      totals: Array.from({ length: 40 }, (_, index) => ({
        currency: ["MXN", "COP", "CLP", "USD"][index % 4] ?? "MXN",
        minor: 9_007_199_254_740_991,
      })),
      rules: RULE_IDS.map((rule) => ({ rule, cases: 9_999_999 })),
      next: RULE_IDS.map((rule) => {
        const { case: c } = openCase(rule);
        return { ...c, group: { type: "order", id: `<&>${"P".repeat(200)}` } };
      }),
    };
    for (const told of [huge, { ...huge, passedAt: TOLD.startedAt }, OVER]) {
      const message = toMessage({ kind: "digest", note: digest(told, lang) });
      expect(Message.parse(message)).toEqual(message);
    }
    const [first] = toMessage({ kind: "digest", note: digest(TOLD, lang) }).blocks;
    expect(JSON.stringify(first)).toContain(lang === "es" ? "🟠 *Pico de casos" : "🟠 *Surge of");
  });
});
