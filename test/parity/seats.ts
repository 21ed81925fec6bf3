import { expect } from "vitest";
import type { ActionId } from "../../src/core/action.ts";
import { type FieldId, type FormId, formSpec } from "../../src/core/form.ts";
import { textFor } from "../../src/text/text.ts";
import type { Remo } from "../support/remo.ts";
import type { SlackCard } from "../support/slack-card.ts";
import type { File } from "../support/slack-press.ts";
import type { SlackDialog } from "../support/slack-dialog.ts";
import type { SlackUser } from "../support/slack-user.ts";
import { TeamsCard, type TeamsPerson, wordsOf } from "../support/teams-person.ts";
import { sendForm } from "../support/upload-page.ts";
import type { Side } from "./rows.ts";

const TEXT = textFor("es");

/** What a person fills in: fields by their id, choices by their value, and files. */
export type Given = {
  readonly form: FormId;
  readonly fields?: Readonly<Partial<Record<FieldId, string>>>;
  readonly files?: readonly File[];
};

/** A card of a case in front of one person, on either platform. */
export type SeenCard = {
  /** As it stands now. */
  words(): string;
  thread(): readonly string[];
  /** Presses the button of an action, and fills in what it asks. */
  press(action: ActionId, given: Given | null): Promise<void>;
  /** Waits for words that only this person reads. */
  told(words: string): Promise<void>;
};

/** One person at one platform. A place is a channel's name; null is their own chat with Remo. */
export type Seat = {
  card(place: string | null, words: string): Promise<SeenCard>;
  /** Types a command to Remo, and waits for an answer that says this. */
  ask(typed: string, says: RegExp): Promise<Answer>;
};

type Answer = {
  readonly words: string;
  /** Fills in the form that the answer is, and saves it. */
  fill(given: Given): Promise<void>;
};

export function seatOf(remo: Remo, side: Side, name: string): Seat {
  return side === "Slack" ? inSlack(remo.as(name)) : inTeams(remo.inTeams(name));
}

/** The button as it is written, whatever amount or document follows its verb. */
function labelOf(action: ActionId): RegExp {
  return new RegExp(`^${TEXT.action[action]}( MXN .+| \\(.+\\))?$`);
}

function inSlack(user: SlackUser): Seat {
  return {
    async card(place, words) {
      const channel = place === null ? user.direct() : user.channel(place);
      return slackCard(user, await channel.expectCard(words));
    },
    async ask(typed, says) {
      const said = await user.command(`/remo ${typed}`);
      const dialog = said === "" ? await user.expectDialog(/./) : null;
      const words = dialog?.text() ?? said;
      expect(words).toMatch(says);
      return { words, fill: (given) => (dialog ? fillIn(dialog, given) : noForm()) };
    },
  };
}

function slackCard(user: SlackUser, card: SlackCard): SeenCard {
  return {
    words: () => card.refresh().text(),
    thread: () => card.thread(),
    async press(action, given) {
      const label = labelOf(action);
      const open = user.driver.screen().modals.length;
      const isInFront = card
        .refresh()
        .buttons()
        .some((one) => label.test(one));
      await (isInFront ? card.click(label) : card.choose(label));
      if (given === null) return;
      await user.until(`the dialog of ${action}`, () =>
        user.driver.screen().modals.length > open ? true : undefined,
      );
      await fillIn(await user.expectDialog(/./), given);
    },
    async told(words) {
      await user.expectEphemeral(words);
    },
  };
}

async function fillIn(dialog: SlackDialog, { form, fields = {}, files }: Given): Promise<void> {
  const nameOf = (id: FieldId) => TEXT.dialog.fieldIn[form]?.[id] ?? TEXT.dialog.field[id];
  for (const [id, value] of Object.entries(fields)) dialog.fill({ [nameOf(id as FieldId)]: value });
  if (files) dialog.attach(nameOf("files"), ...files);
  await dialog.submit();
}

function noForm(): Promise<never> {
  throw new Error("The answer opened no form.");
}

function inTeams(person: TeamsPerson): Seat {
  return {
    async card(place, words) {
      const where = place === null ? await person.ready() : person.channel(place);
      return teamsCard(person, await where.expectCard(words));
    },
    async ask(typed, says) {
      const chat = await person.ready();
      const before = new Set(chat.messages().map(({ id }) => id));
      const said = await person.user.say({ text: typed });
      expect(said).toMatchObject({ ok: true });
      // What the command sets off comes into the same chat, perhaps before its answer.
      const answer = await person.until(`an answer to ${typed}: ${String(says)}`, () =>
        chat.messages().find((one) => !before.has(one.id) && says.test(wordsOf(one))),
      );
      const card = new TeamsCard(person, chat, answer.id);
      return { words: card.words, fill: (given) => saveIn(card, given) };
    },
  };
}

function teamsCard(person: TeamsPerson, card: TeamsCard): SeenCard {
  return {
    words: () => card.words,
    thread: () => card.thread(),
    async press(action, given) {
      const asks = confirmationOf(card.message.card, labelOf(action));
      await card.press(asks ?? titleOf(card, labelOf(action)));
      if (given === null) return;
      await saveIn(card, given);
    },
    async told(words) {
      await person.until(`${words}, to this person alone`, () => {
        const { toast, ownView } = card.message;
        const own = ownView ? card.words : "";
        return `${toast?.text ?? ""}\n${own}`.includes(words) ? true : undefined;
      });
    },
  };
}

/** In place where the form is a card, and by the page where it wants files. */
async function saveIn(card: TeamsCard, { form, fields = {}, files = [] }: Given): Promise<void> {
  const given = fields as Record<string, string>;
  if (!formSpec(form).needs.includes("files")) {
    await card.press(TEXT.dialog.submit, given);
    return;
  }
  const page = await sendForm(pageIn(card), given, files);
  if (page.status !== 200) throw new Error(`The page answered ${page.status}: ${page.text}`);
}

function titleOf(card: TeamsCard, label: RegExp): string {
  const found = card.buttons.find((one) => label.test(one));
  if (found !== undefined) return found;
  throw new Error(`No button ${String(label)}; there are ${card.buttons.join(", ") || "none"}.`);
}

type Shown = { readonly type: string; readonly title?: string; readonly url?: string } & {
  readonly card?: { readonly actions: readonly Shown[] };
};

/** What can be pressed at the foot of a card. */
export function actionsIn(card: unknown): readonly Shown[] {
  const actions = (card as { actions?: readonly Shown[] } | undefined)?.actions;
  return actions ?? [];
}

/** The button that asks once more opens a card of its own, whose button counts. */
function confirmationOf(card: unknown, label: RegExp): string | undefined {
  const asking = actionsIn(card).find(
    ({ type, title = "" }) => type === "Action.ShowCard" && label.test(title),
  );
  return asking?.card?.actions[0]?.title;
}

function pageIn(card: TeamsCard): string {
  const open = actionsIn(card.message.card).find(({ type }) => type === "Action.OpenUrl");
  if (open?.url === undefined) throw new Error(`No page for files in:\n${wordsOf(card.message)}`);
  return open.url;
}
