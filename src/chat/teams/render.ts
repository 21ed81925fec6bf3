import { type Activity, ActivityTypes, CardFactory } from "botbuilder";
import type { IncomingFile, Outgoing, Press, Who } from "../../app/ports.ts";
import type { Instant } from "../../core/calendar.ts";
import { TEAMS_WORDS } from "../../text/teams-words.ts";
import type { Card, Dialog, Home, Note } from "../../view/card.ts";
import { cardOf } from "./card.ts";
import type { Action, AdaptiveCard } from "./card-json.ts";
import { formOf } from "./form.ts";
import { homeOf } from "./home.ts";
import type { KeptFile } from "./files.ts";
import type { TeamsNeeds } from "./needs.ts";
import { type Mentioned, noteCard, noteOf } from "./note.ts";

/** What is said, as the SDK takes it. */
export type ActivityPart = Partial<Activity>;

/** A refusal or a confirmation: nothing that asks for rows. */
export function isShort({ title, fields, lines, cards }: Note): boolean {
  return title === undefined && !fields?.length && !lines?.length && !cards?.length;
}

/** A message of the outbox. `people`: who has their own view of a card, or is called by a note. */
export function activityOf(
  message: Outgoing,
  { drawnAt, people }: { readonly drawnAt: Instant; readonly people: readonly Mentioned[] },
): ActivityPart {
  if (message.kind !== "card") return noteMessage(message.note, drawnAt, people);
  const { card } = message;
  const viewers = people.map(({ id }) => id);
  return withCard(liveCard(card, drawnAt, viewers), card.summary);
}

/** The card of a case where it is edited in place: its buttons say that they are that card's. */
export function liveCard(
  card: Card,
  drawnAt: Instant,
  viewers: readonly string[] = [],
): AdaptiveCard {
  const drawn = cardOf(card, { drawnAt, viewers });
  return drawn.actions ? { ...drawn, actions: drawn.actions.map(markLive) } : drawn;
}

function markLive(action: Action): Action {
  switch (action.type) {
    case "Action.Execute":
      return { ...action, data: { ...action.data, l: "1" } };
    case "Action.ShowCard":
      return { ...action, card: { ...action.card, actions: action.card.actions.map(markExecute) } };
    case "Action.OpenUrl":
      return action;
    default:
      return action satisfies never;
  }
}

function markExecute<E extends { readonly data: object }>(action: E): E {
  return { ...action, data: { ...action.data, l: "1" } };
}

/** Whether a press came from a card that is edited in place. */
export function isLive(data: unknown): boolean {
  return typeof data === "object" && data !== null && "l" in data && data.l === "1";
}

/** Teams has no slash command: its verbs are said to Remo as they are. */
function said(note: Note): Note {
  const words = (text: string) => text.replaceAll("/remo ", "");
  return {
    ...note,
    ...(note.title === undefined ? {} : { title: words(note.title) }),
    text: words(note.text),
    ...(note.lines ? { lines: note.lines.map(words) } : {}),
    ...(note.fields
      ? { fields: note.fields.map(({ label, value }) => ({ label, value: words(value) })) }
      : {}),
  };
}

export function noteMessage(
  written: Note,
  drawnAt: Instant,
  mentioned: readonly Mentioned[] = [],
): ActivityPart {
  const note = said(written);
  const drawn = noteOf(note, { drawnAt, mentioned });
  if (drawn.kind === "card") return withCard(drawn.card, note.title ?? note.text);
  const { text, textFormat, entities } = drawn;
  return { type: ActivityTypes.Message, text, textFormat, entities: [...entities] };
}

/** For one reader, in place of what they pressed; `backTo`: the case whose card it was. */
export function noteInPlace(note: Note, drawnAt: Instant, backTo: string | null): AdaptiveCard {
  const card = noteCard(said(note), [], drawnAt);
  if (backTo === null) return card;
  const back: Action = {
    type: "Action.Execute",
    title: TEAMS_WORDS[note.lang].back,
    verb: "cancel",
    data: { c: backTo },
  };
  return { ...card, actions: [back] };
}

export function homeMessage(home: Home, drawnAt: Instant): ActivityPart {
  return withCard(homeOf(home, { drawnAt }), home.greeting);
}

export type Asked = {
  readonly who: Who;
  /** Files that came before the form. */
  readonly files?: readonly KeptFile[];
  readonly errors?: Readonly<Record<string, string>>;
  readonly typed?: Readonly<Partial<Record<string, string | readonly IncomingFile[]>>>;
};

/** A dialog as a card with inputs, and the page for files that it may need. */
export function formCard(
  dialog: Dialog,
  { who, files = [], errors, typed }: Asked,
  o: TeamsNeeds,
): AdaptiveCard {
  const { action, caseId, finding } = dialog.answer;
  const wantsFiles = dialog.inputs.some(({ kind }) => kind === "file") && caseId !== null;
  const press: Press | null = wantsFiles ? { who, action, caseId, finding } : null;
  const uploadUrl = press && o.uploadUrl(press, dialog.lang);
  return formOf(dialog, {
    drawnAt: o.clock.now(),
    files: uploadUrl === null && who.channelId === null ? "personal" : "upload",
    ...(uploadUrl ? { uploadUrl } : {}),
    ...(errors ? { errors } : {}),
    ...(typed ? { typed: textsOf(typed) } : {}),
    ...(files.length > 0 ? { kept: JSON.stringify(files) } : {}),
  });
}

function textsOf(typed: NonNullable<Asked["typed"]>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([id, value]) =>
      typeof value === "string" ? [[id, value]] : [],
    ),
  );
}

export function formMessage(dialog: Dialog, asked: Asked, o: TeamsNeeds): ActivityPart {
  return withCard(formCard(dialog, asked, o), dialog.intro);
}

function withCard(card: AdaptiveCard, summary: string): ActivityPart {
  return {
    type: ActivityTypes.Message,
    summary: summary.slice(0, 500),
    attachments: [CardFactory.adaptiveCard(card)],
  };
}
