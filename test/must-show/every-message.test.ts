import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ZodType } from "zod";
import { dialogMeta } from "../../src/chat/slack/dialog-meta.ts";
import { cardMessage, noteMessage } from "../../src/chat/slack/render.ts";
import { dialogView, homeView, noteView } from "../../src/chat/slack/render-view.ts";
import { cardOf } from "../../src/chat/teams/card.ts";
import type { AdaptiveCard } from "../../src/chat/teams/card-json.ts";
import { formOf } from "../../src/chat/teams/form.ts";
import { homeOf } from "../../src/chat/teams/home.ts";
import { noteCard, noteOf } from "../../src/chat/teams/note.ts";
import { TEAMS } from "../../src/core/fact.ts";
import { RULES } from "../../src/core/rules/index.ts";
import type { Dialog, Home, Note } from "../../src/view/card.ts";
import { homePage, strangerPage } from "../../src/view/home.ts";
import { SCHEMA_ABSENT, schemaJudge } from "../chat/adaptive-schema.ts";
import { HomeTab, Message, Modal } from "../chat/slack-limits.ts";
import { TeamsCard, TeamsForm, TeamsText } from "../chat/teams-limits.ts";
import { everyCard, LANGS, pictureOf, SITUATION_NAMES, ZONE } from "../view/every-card.ts";
import { everyDialog, otherDialogs } from "../view/every-dialog.ts";
import { everyNote } from "../view/every-note.ts";
import { openCase, RULE_IDS } from "../view/firing.ts";

/** Bot Framework ids are about this long. */
const VIEWERS = Array.from({ length: 70 }, (_, n) => `29:1${String(n).padStart(90, "x")}`);
const MENTIONED = [{ id: "29:1abc", name: "Ana *Ruiz* <b>" }];
const bySchema = SCHEMA_ABSENT ? null : schemaJudge();
const seen = { cards: 0, dialogs: 0, notes: 0, schema: 0 };

/** What Teams would not take of a card, by Microsoft's schema where it is there and by ours. */
function against(card: AdaptiveCard, own: typeof TeamsCard | typeof TeamsForm): readonly string[] {
  const schema = bySchema?.(card) ?? null;
  seen.schema += bySchema ? 1 : 0;
  return schema === null ? says(own, card) : [schema];
}

function says(schema: ZodType, value: unknown): readonly string[] {
  const { error } = schema.safeParse(value);
  return error ? [error.message] : [];
}

describe.each(LANGS)("in %s, Slack and Teams take", (lang) => {
  test.each(RULE_IDS)("every card of %s", (rule) => {
    const shown = everyCard(rule, lang);
    const refused = shown.flatMap(({ name, card, now }) => {
      const teams = against(cardOf(card, { drawnAt: now, viewers: VIEWERS }), TeamsCard);
      const slack = says(Message, cardMessage(card));
      return [...teams, ...slack].map((why) => `${name}: ${why}`);
    });
    expect(refused).toEqual([]);
    seen.cards += shown.length;
  });

  test.each(RULE_IDS)("every dialog of %s", (rule) => {
    const dialogs = everyDialog(rule, lang);
    for (const dialog of dialogs) expect(dialogRefused(dialog)).toEqual([]);
    seen.dialogs += dialogs.length;
  });

  test("the dialogs that no button opens", () => {
    for (const dialog of otherDialogs(lang)) expect(dialogRefused(dialog)).toEqual([]);
  });

  test.each(Object.keys(everyNote(lang)))("the note %s", (name) => {
    const note = everyNote(lang)[name];
    if (!note) throw new Error(name);
    expect(noteRefused(note)).toEqual([]);
    seen.notes += 1;
  });

  test.each(RULE_IDS)("a person's page full of %s", (rule) => {
    const opened = openCase(rule);
    const cases = Array.from({ length: 10 }, () => ({
      case: opened.case,
      picture: pictureOf(opened),
    }));
    const home = homePage(
      {
        id: "ana",
        name: "Ana <at>Ruiz</at>",
        teams: [...TEAMS],
        onDuty: ["sales"],
        mine: { cases, total: 500 },
        followed: { cases, total: 10 },
      },
      { lang, zone: ZONE, now: opened.now },
    );
    const stranger = strangerPage("Nadie.", { lang, zone: ZONE, now: opened.now });
    for (const one of [home, stranger]) expect(homeRefused(one, opened.now)).toEqual([]);
  });
});

function dialogRefused(dialog: Dialog): readonly string[] {
  const now = "2026-11-22T21:00:00.000Z";
  const meta = dialogMeta(dialog, { channelId: "C1", home: false, shownAt: now });
  const typed = Object.fromEntries(dialog.inputs.map(({ id }) => [id, "2026-11-30"]));
  const errors = Object.fromEntries(
    [...dialog.inputs.map(({ id }) => id), "elsewhere"].map((id) => [id, "Falta {{DATE(x)}}."]),
  );
  const page = { files: "upload", uploadUrl: "https://remo.example/u/abc.def" } as const;
  const forms = [
    formOf(dialog, { drawnAt: now, ...page }),
    formOf(dialog, { drawnAt: now, files: "upload" }),
    formOf(dialog, { drawnAt: now, ...page, files: "personal", kept: "k".repeat(500) }),
    formOf(dialog, { drawnAt: now, ...page, errors, typed }),
  ];
  return [
    ...forms.flatMap((form) => against(form, TeamsForm)),
    ...says(Modal, dialogView(dialog, meta)),
  ];
}

function noteRefused(note: Note): readonly string[] {
  const drawnAt = "2026-11-22T21:00:00.000Z";
  const drawn = [noteOf(note, { drawnAt }), noteOf(note, { drawnAt, mentioned: MENTIONED })];
  return [
    ...drawn.flatMap((one) =>
      one.kind === "card" ? against(one.card, TeamsCard) : says(TeamsText, one),
    ),
    ...against(noteCard(note, [], drawnAt), TeamsCard),
    ...says(Message, noteMessage(note)),
    ...says(Modal, noteView(note, "Un título")),
  ];
}

function homeRefused(home: Home, drawnAt: string): readonly string[] {
  return [...against(homeOf(home, { drawnAt }), TeamsCard), ...says(HomeTab, homeView(home))];
}

test.skipIf(SCHEMA_ABSENT)("Microsoft's schema refuses what is no Adaptive Card", () => {
  const card = { type: "AdaptiveCard", version: "1.5", body: [{ type: "TextBlock", text: 7 }] };
  expect(bySchema?.(card)).not.toBeNull();
  expect(bySchema?.({ ...card, body: [] })).toBeNull();
  expect(bySchema?.({ ...card, body: [], colour: "red" })).not.toBeNull();
});

test("every maker of notes has its notes here", () => {
  const folder = join(import.meta.dirname, "../../src/view");
  const makers = readdirSync(folder).flatMap((file) => {
    const text = readFileSync(join(folder, file), "utf8");
    return [...text.matchAll(/^export function (\w+)\([^{]*?(?:\{[^{}]*\}[^{]*?)*\): Note \{/gm)];
  });
  const shown = Object.keys(everyNote("es"));
  const names = makers.map(([, name = ""]) => name);
  expect(names.length).toBeGreaterThan(15);
  expect(names.filter((name) => !shown.some((one) => one.startsWith(name)))).toEqual([]);
});

// Whoever takes the matrix apart shall not find that nothing was looked at.
test("all of it was looked at", () => {
  expect(RULE_IDS).toHaveLength(RULES.length);
  expect(seen.cards).toBeGreaterThan(RULES.length * LANGS.length * SITUATION_NAMES.length);
  expect(seen.dialogs).toBeGreaterThan(RULES.length * LANGS.length * 20);

  expect(seen.notes).toBeGreaterThan(60);
});

test.skipIf(SCHEMA_ABSENT)("all of it by Microsoft's schema as well", () => {
  expect(seen.schema).toBeGreaterThan(seen.cards + seen.dialogs + seen.notes);
});
