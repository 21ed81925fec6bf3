import { CardFactory } from "botbuilder";
import { z } from "zod";
import { FileUnreadable, type IncomingFile, type Press, type Who } from "../../app/ports.ts";
import { textFor } from "../../text/text.ts";
import type { AdaptiveCard } from "./card-json.ts";
import { changedSentence, langOf, type TeamsNeeds } from "./needs.ts";
import { parseForm } from "./press-data.ts";
import { formCard, noteInPlace } from "./render.ts";

const MOST_FOUND = 8;

const Query = z.object({
  parameters: z.array(z.object({ name: z.string(), value: z.unknown().optional() })).nullish(),
});
const OnMessage = z.object({
  messagePayload: z
    .object({ attachments: z.array(z.object({ name: z.string().nullish() })).nullish() })
    .nullish(),
});
const Submitted = z.object({ data: z.unknown().optional() });

/** Orders that match what was typed beside a message: the chosen one is posted as a card. */
export async function onSearch(value: unknown, who: Who, o: TeamsNeeds): Promise<unknown> {
  const read = Query.safeParse(value);
  const typed = read.success ? read.data.parameters?.find(({ name }) => name === "order") : null;
  // Before anything is typed Teams asks with a parameter of its own.
  const words = typeof typed?.value === "string" ? typed.value : "";
  const found = await o.desk.find(who, words, MOST_FOUND);
  const attachments = found.map(({ orderId, customer, note }) => ({
    ...CardFactory.adaptiveCard(noteInPlace(note, o.clock.now(), null)),
    preview: CardFactory.thumbnailCard(orderId, customer ?? ""),
  }));
  return { composeExtension: { type: "result", attachmentLayout: "list", attachments } };
}

/** "Attach as proof of delivery" on somebody's message: which delivery does it prove? */
export async function onFetchTask(value: unknown, who: Who, o: TeamsNeeds): Promise<unknown> {
  const read = OnMessage.safeParse(value);
  const attached = (read.success && read.data.messagePayload?.attachments) || [];
  const names = attached.flatMap(({ name }) => (name ? [name] : []));
  const lang = langOf(who, o.directory);
  const files = (names.length > 0 ? names : [textFor(lang).dialog.attachTitle]).map(elsewhere);
  const reply = await o.desk.attachFrom(who, files);
  if (reply.kind !== "dialog") return sentenceTask(sentenceOf(reply));
  const { action, caseId, finding } = reply.dialog.answer;
  if (caseId !== null) return uploadTask({ who, action, caseId, finding }, o);
  return cardTask(reply.dialog.title, formCard(reply.dialog, { who }, o));
}

/** The case is chosen: where the files can be sent. */
export async function onSubmitTask(value: unknown, who: Who, o: TeamsNeeds): Promise<unknown> {
  const read = Submitted.safeParse(value);
  const form = read.success ? parseForm(read.data.data) : null;
  if (!form) return { task: null };
  return uploadTask({ who, ...form.press }, o);
}

async function uploadTask(press: Press, o: TeamsNeeds): Promise<unknown> {
  const reply = await o.desk.press(press);
  if (reply.kind !== "dialog")
    return sentenceTask(sentenceOf(reply) || changedSentence(press.who, o.directory));
  return cardTask(reply.dialog.title, formCard(reply.dialog, { who: press.who }, o));
}

function sentenceOf(reply: Awaited<ReturnType<TeamsNeeds["desk"]["press"]>>): string {
  if (reply.kind === "invalid") return Object.values(reply.errors).join(" ");
  return reply.kind === "dialog" ? reply.dialog.intro : reply.note.text;
}

/** A channel's files are in the organisation's SharePoint, which a bot may not read. */
function elsewhere(name: string): IncomingFile {
  return {
    name: name.slice(0, 120),
    mediaType: "application/octet-stream",
    sizeBytes: 0,
    read: () => Promise.reject(new FileUnreadable("no-right", "a channel's file")),
  };
}

function cardTask(title: string, drawn: AdaptiveCard) {
  const card = CardFactory.adaptiveCard(forDialog(drawn));
  const value = { title, width: "medium", height: "medium", card };
  return { task: { type: "continue", value } };
}

/** A message extension's dialog sends with Action.Submit alone, and closes by itself. */
function forDialog(card: AdaptiveCard) {
  const actions = (card.actions ?? []).flatMap((action): readonly object[] => {
    if (action.type !== "Action.Execute") return [action];
    if (action.verb === "cancel") return [];
    return [{ type: "Action.Submit", title: action.title, data: action.data }];
  });
  return { ...card, actions };
}

function sentenceTask(text: string) {
  return { task: { type: "message", value: text } };
}
