import { describe, expect, test } from "vitest";
import { parseCommand } from "../../src/app/desk/parse-command.ts";
import { noteMessage } from "../../src/chat/slack/render.ts";
import { textFor } from "../../src/text/text.ts";
import { VERB_IDS } from "../../src/text/verbs.ts";
import { everyNote } from "../view/every-note.ts";
import { Message } from "./slack-limits.ts";

describe.each(["es", "en"] as const)("in %s", (lang) => {
  test.each(Object.entries(everyNote(lang)))(
    "the answer to %s fits Slack and can be read aloud",
    (_name, note) => {
      const message = noteMessage(note);
      expect(Message.safeParse(message).error).toBeUndefined();
      const read = [note.title ?? "", note.text, ...(note.lines ?? [])].join("\n");
      expect(message.text.length).toBeGreaterThan(3);
      expect(read).not.toMatch(/undefined|null|NaN|\[object|Invalid| {2}|· ·/);
      // A name from outside calls nobody.
      expect(JSON.stringify(message)).not.toContain("<!channel>");
    },
  );

  test("help tells every command with an example that is understood", () => {
    for (const verb of VERB_IDS) {
      const { usage, example } = textFor(lang).help.verb[verb];
      expect(parseCommand(example, lang)).toMatchObject({ verb });
      expect(parseCommand(usage, lang)).toMatchObject({ verb });
      const word = usage.split(" ")[0] ?? "";
      expect(example.split(" ")[0]).toBe(word);
    }
  });
});
