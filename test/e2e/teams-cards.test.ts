import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cardOf } from "../../src/chat/teams/card.ts";
import type { AdaptiveCard } from "../../src/chat/teams/card-json.ts";
import { formOf } from "../../src/chat/teams/form.ts";
import { noteOf } from "../../src/chat/teams/note.ts";
import type { Card } from "../../src/view/card.ts";
import { everyCard, LANGS } from "../view/every-card.ts";
import { everyDialog } from "../view/every-dialog.ts";
import { RULE_IDS } from "../view/firing.ts";
import { CHROMIUM, openBrowser } from "./browser.ts";

const AT = "2026-11-22T21:00:00.000Z";
const PHONE = { width: 340, height: 700 };
const require = createRequire(import.meta.url);
/** Adaptive Cards' own renderer, and the Markdown that it is made to read. */
const SCRIPTS = [
  require.resolve("adaptivecards/dist/adaptivecards.js"),
  require.resolve("markdown-it/browser"),
];

const HOSTILE =
  "**gordo** _fino_ `código` [PED-2](https://evil.example) ![x](https://evil.example/x.png) <b>b</b> " +
  "<at>Ana</at> &amp; {{DATE(2026-11-22T21:00:00Z)}} ${monto} # no";

/** Which elements a renderer makes of text that formats, links or draws. */
const FORMATTED = "strong, b, em, i, code, h1, ul, ol, img, a[href*='evil'], table";

let browser: Browser;
let page: Page;

describe.skipIf(!CHROMIUM)("cards in Adaptive Cards' own renderer", () => {
  beforeAll(async () => {
    browser = await openBrowser();
    page = await browser.newPage({ viewport: PHONE });
    await page.setContent("<!doctype html><body style='margin:8px'></body>");
    for (const script of SCRIPTS)
      await page.addScriptTag({ content: readFileSync(script, "utf8") });
  });
  afterAll(() => browser?.close());

  it("shows text from outside as it was written", async () => {
    const [first] = everyCard("evidence-missing", "es");
    if (!first) throw new Error("no card");
    const card: Card = {
      ...first.card,
      headline: { tag: HOSTILE, subject: HOSTILE, url: null, fact: HOSTILE, age: HOSTILE },
      fields: [{ label: HOSTILE, value: HOSTILE }],
      why: HOSTILE,
      notes: [HOSTILE],
      outcome: HOSTILE,
      checklist: [{ label: HOSTILE, done: false }],
    };
    const note = { lang: "es", title: HOSTILE, text: HOSTILE, lines: [HOSTILE] } as const;
    const drawn = noteOf(note, { drawnAt: AT });
    if (drawn.kind !== "card") throw new Error("no card");
    const shown = [...(await draw(cardOf(card, { drawnAt: AT }))), ...(await draw(drawn.card))];
    const text = shown.join("\n").replaceAll("\u200b", "");
    // Labels and titles are cut sooner; nothing of what is there was read as Markdown.
    expect(text.split(HOSTILE).length - 1).toBeGreaterThanOrEqual(7);
    expect(text.split(HOSTILE.slice(0, 140)).length - 1).toBeGreaterThanOrEqual(11);
    expect(await page.locator(FORMATTED).count()).toBe(0);
    // The same page reads it where it may: the counts above could have been others.
    const open = { type: "TextBlock", text: HOSTILE, wrap: true } as const;
    await draw({ ...cardOf(card, { drawnAt: AT }), body: [open] });
    expect(await page.locator(FORMATTED).count()).toBeGreaterThan(3);
  });

  it("opens the question before money that cannot come back", async () => {
    const [stop] = everyCard("cancelled-but-dispatched", "en");
    if (!stop) throw new Error("no card");
    await draw(cardOf(stop.card, { drawnAt: AT }));
    await page.getByRole("button", { name: stop.card.buttons[0]?.label ?? "" }).click();
    await page.getByRole("button", { name: "Yes, confirm" }).waitFor();
    expect(await page.locator("body").innerText()).toContain(
      "MXN 184,000.00. This cannot be undone.",
    );
  });

  it.each(LANGS)(
    "draws every card and form on a phone without a text cut off, in %s",
    async (lang) => {
      let drawn = 0;
      for (const rule of RULE_IDS) {
        const [open] = everyCard(rule, lang);
        const forms = everyDialog(rule, lang).filter((_, index) => index % 7 === 0);
        const cards = [
          ...(open ? [cardOf(open.card, { drawnAt: AT })] : []),
          ...forms.map((dialog) => formOf(dialog, { drawnAt: AT, files: "personal" })),
        ];
        for (const card of cards) {
          await draw(card);
          expect(await wide(), `${rule}: ${JSON.stringify(card.body[0])}`).toEqual([]);
          drawn += 1;
        }
      }
      expect(drawn).toBeGreaterThan(RULE_IDS.length * 3);
    },
  );
});

type Renderer = {
  readonly AdaptiveCard: {
    new (): { parse(card: unknown): void; render(): HTMLElement };
    onProcessMarkdown: (text: string, result: { outputHtml?: string; didProcess: boolean }) => void;
  };
};

/** Draws one card alone on the page; answers with the lines that are seen. */
async function draw(card: AdaptiveCard): Promise<readonly string[]> {
  const text = await page.evaluate(
    (json) => {
      const { AdaptiveCards, markdownit } = globalThis as unknown as {
        AdaptiveCards: Renderer;
        markdownit: () => { render(text: string): string };
      };
      AdaptiveCards.AdaptiveCard.onProcessMarkdown = (source, result) => {
        result.outputHtml = markdownit().render(source);
        result.didProcess = true;
      };
      const drawn = new AdaptiveCards.AdaptiveCard();
      drawn.parse(json);
      document.body.replaceChildren(drawn.render());
      return document.body.innerText;
    },
    card as unknown as Record<string, unknown>,
  );
  return text.split("\n");
}

/** Texts wider than their place, or than the phone; buttons are for each client to lay out. */
function wide(): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll(".ac-richTextBlock, .ac-textBlock, .ac-input, .ac-container")]
      .filter(
        (one) =>
          one.scrollWidth > one.clientWidth + 1 || one.getBoundingClientRect().right > innerWidth,
      )
      .map((one) => (one instanceof HTMLElement ? one.innerText : "")),
  );
}
