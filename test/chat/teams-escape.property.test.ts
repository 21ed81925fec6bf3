import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { cardOf } from "../../src/chat/teams/card.ts";
import { escapeMarkdown, escapeXml, inert } from "../../src/chat/teams/escape.ts";
import { noteOf } from "../../src/chat/teams/note.ts";
import { ACTION_IDS } from "../../src/core/action.ts";
import { cut, cutLines } from "../../src/text/cut.ts";
import type { Card, Tone } from "../../src/view/card.ts";
import { TeamsCard, TeamsText } from "./teams-limits.ts";

const AT = "2026-11-22T21:00:00.000Z";
/** The renderer that Teams' desktop client and Adaptive Cards' own library use, at its freest. */
const markdown = new MarkdownIt({ html: true, breaks: true });

/** Text that means to be more than text. */
const MARKS = [
  "\\ ` * _ ~ [ ] ( ) < > & | ! # + - = . : 1 { } $ é 😀 \" '",
  "** __ ~~ ]( ![ ``` 1. 1) &amp; &#42; --- <at> </at> {{DATE(2026-11-22T21:00:00Z)}} {{TIME( ${x}",
  "{{{ <https://evil.example> [x](https://evil.example) <b> <!-- PED-1042 Bajío <AT",
]
  .flatMap((marks) => marks.split(" "))
  .concat(" ", "\n", "\t", "- ", "# ", "> ", "\ud83d", "\u0000", "\u200b");
const hostile = fc.oneof(
  fc.array(fc.constantFrom(...MARKS), { maxLength: 40 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 60 }),
);
const long = fc
  .tuple(hostile, fc.integer({ min: 0, max: 400 }))
  .map(([text, times]) => text.repeat(times).slice(0, 9_000));

const plainOf = (html: string) =>
  html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");

describe("text from outside", () => {
  it("shows as it was written where Markdown is read", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const shown = inert(text).replaceAll(/\s+/g, " ").trim();
        fc.pre(shown !== "");
        const html = markdown.render(escapeMarkdown(text)).trim();
        expect(html).toMatch(/^<p>[^<>]*<\/p>$/);
        expect(plainOf(html.slice(3, -4))).toBe(shown);
      }),
      { numRuns: 3_000 },
    );
  });

  it("computes nothing and calls nobody, and loses no character", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const safe = inert(text);
        const marks = /\{\{|\$\{|<\/?at\b/i;
        expect(safe).not.toMatch(marks);
        // Nor does any beginning of it: it may be cut.
        for (let end = 1; end < safe.length; end += 1)
          expect(safe.slice(0, end)).not.toMatch(marks);
        expect(safe.isWellFormed()).toBe(true);
        const bare = (one: string) => one.replaceAll("\u200b", "");
        const asRead = text.toWellFormed().replaceAll(/[^\P{Cc}\n]/gu, " ");
        expect(bare(safe)).toBe(bare(asRead));
      }),
      { numRuns: 3_000 },
    );
  });

  it("is no tag and no entity in a message that is XML", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const safe = escapeXml(text);
        expect(safe.replaceAll("<br/>", "")).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
      }),
    );
  });
});

describe("text that is cut", () => {
  it.each([
    ["on one line", cut],
    ["with its lines", cutLines],
  ])("%s keeps whole characters and its beginning", (_how, shorten) => {
    const text = fc.string({ unit: "grapheme-composite", maxLength: 80 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 80 }), (given, max) => {
        const kept = shorten(given, max);
        expect(kept.length).toBeLessThanOrEqual(max);
        expect(kept.isWellFormed()).toBe(true);
        const line = shorten === cut ? given.replaceAll(/\s+/g, " ").trim() : given;
        if (kept !== line) expect(kept.endsWith("…")).toBe(true);
        expect(line.startsWith(kept.replace(/…$/, ""))).toBe(true);
      }),
    );
  });
});

const TONES: readonly Tone[] = ["critical", "warning", "notice", "approval", "done", "asleep"];
const button = fc.record({
  label: long,
  action: fc.constantFrom(...ACTION_IDS),
  caseId: fc.uuid(),
  finding: fc.option(fc.string({ minLength: 1, maxLength: 200 })),
});
const careful = fc
  .tuple(button, fc.record({ title: long, text: long, yes: long, no: long }))
  .map(([one, confirm]) => ({ ...one, confirm, style: "danger" as const }));
const someCard: fc.Arbitrary<Card> = fc.record({
  lang: fc.constantFrom("es", "en"),
  tone: fc.constantFrom(...TONES),
  headline: fc.record({
    tag: long,
    subject: long,
    url: fc.option(fc.oneof(fc.webUrl(), hostile)),
    fact: long,
    age: fc.option(long),
  }),
  summary: long,
  fields: fc.array(fc.record({ label: long, value: long }), { maxLength: 12 }),
  why: fc.option(long),
  checklist: fc.array(fc.record({ label: long, done: fc.boolean() }), { maxLength: 20 }),
  checklistLabel: fc.option(long),
  notes: fc.array(long, { maxLength: 20 }),
  outcome: fc.option(long),
  buttons: fc.array(fc.oneof(button, careful), { maxLength: 3 }),
  more: fc.array(button, { maxLength: 95 }),
});

describe("whatever it is given,", () => {
  it("a card is one that Teams takes, with all the buttons in front", () => {
    const viewers = Array.from({ length: 60 }, (_, n) => `29:1${"x".repeat(90)}${n}`);
    fc.assert(
      fc.property(someCard, (card) => {
        const drawn = cardOf(card, { drawnAt: AT, viewers });
        expect(TeamsCard.safeParse(drawn).error).toBeUndefined();
        const front = (drawn.actions ?? []).filter((one) => !("mode" in one && one.mode));
        expect(front).toHaveLength(card.buttons.length);
      }),
      { numRuns: 300 },
    );
  });

  it("so is a note", () => {
    const note = fc.record(
      {
        lang: fc.constantFrom("es" as const, "en" as const),
        text: long.filter((text) => text.trim() !== ""),
        title: long,
        tone: fc.constantFrom(...TONES),
        lines: fc.array(long, { maxLength: 300 }),
        cards: fc.array(someCard, { maxLength: 4 }),
      },
      { requiredKeys: ["lang", "text"] },
    );
    const mentioned = [{ id: "29:1", name: "Ana <b>" }];
    fc.assert(
      fc.property(note, fc.boolean(), (given, calls) => {
        const drawn = noteOf(given, { drawnAt: AT, ...(calls ? { mentioned } : {}) });
        const judge = drawn.kind === "card" ? TeamsCard : TeamsText;
        const judged = drawn.kind === "card" ? drawn.card : drawn;
        expect(judge.safeParse(judged).error).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });
});
