import { z } from "zod";
import { invokeActivity } from "./activities.ts";
import type { Place } from "./activities.ts";
import type { Backend } from "./backend.ts";
import { dataOf, findAction } from "./card-parts.ts";
import type { ActionPick, Inputs } from "./card-parts.ts";
import { bodyOf } from "./invoke-result.ts";
import { CARD, readCard } from "./message.ts";
import type { Attachment, Dialog, Message } from "./message.ts";
import { findPerson, ownerOfPersonal } from "./tenant.ts";

/** One line of a search: what is listed, and the card that is put into the message when chosen. */
type Found = { title: string; text: string; attachment: Attachment };
export type QueryOutcome = { ok: true; found: Found[] } | { ok: false; error: string };
export type DialogOutcome =
  | { ok: true; dialog: Dialog | null; said?: string }
  | { ok: false; error: string; fields?: Readonly<Record<string, string>> };

const attachment = z.object({ contentType: z.string(), content: z.unknown() });
const listing = z.object({
  composeExtension: z.object({
    type: z.literal("result"),
    attachments: z.array(attachment.extend({ preview: attachment.optional() })).max(25),
  }),
});
const saying = z.object({
  composeExtension: z.object({ type: z.literal("message"), text: z.string() }),
});
const task = z.object({
  task: z.union([
    z.object({ type: z.literal("message"), value: z.string() }),
    z.object({
      type: z.literal("continue"),
      value: z.object({ title: z.string().optional(), card: attachment }),
    }),
  ]),
});

/** `composeExtension/query`: what the app finds for words typed into its search. */
export async function query(
  backend: Backend,
  entra: string,
  o: { place: Place; command: string; parameter: string; words: string },
): Promise<QueryOutcome> {
  const value = {
    commandId: o.command,
    parameters: [{ name: o.parameter, value: o.words }],
    queryOptions: { skip: 0, count: 25 },
  };
  const name = "composeExtension/query";
  const activity = invokeActivity(backend, entra, { place: o.place, name, value });
  const answer = bodyOf(await backend.deliver(activity));
  if ("failed" in answer) return { ok: false, error: answer.failed };
  const said = saying.safeParse(answer.body);
  if (said.success) return { ok: false, error: said.data.composeExtension.text };
  const parsed = listing.safeParse(answer.body);
  if (!parsed.success) return { ok: false, error: "something_went_wrong" };
  const found = parsed.data.composeExtension.attachments.map(({ preview, ...whole }) => {
    const shown = preview?.content as { title?: string; text?: string } | undefined;
    return { title: shown?.title ?? "", text: shown?.text ?? "", attachment: whole };
  });
  return { ok: true, found };
}

/** `composeExtension/fetchTask`: an action command chosen from a message's menu opens a dialog. */
export async function openDialog(
  backend: Backend,
  entra: string,
  o: { command: string; message: Message },
): Promise<DialogOutcome> {
  return sendTask(backend, entra, { ...o, name: "composeExtension/fetchTask", more: {} });
}

/** `composeExtension/submitAction`: a press on an Action.Submit of the open dialog. */
export async function submitDialog(
  backend: Backend,
  entra: string,
  o: { action: ActionPick; inputs: Inputs },
): Promise<DialogOutcome> {
  const dialog = backend.store.dialogs.get(entra);
  if (dialog === undefined) return { ok: false, error: "dialog_not_found" };
  // A dialog of a message extension knows Action.Submit; Teams draws no other there that sends.
  const found = findAction(dialog.card, o.action, "Action.Submit");
  if (found === undefined) return { ok: false, error: "action_not_found" };
  const sent = dataOf(found, o.inputs);
  if ("problems" in sent) return { ok: false, error: "incomplete", fields: sent.problems };
  const { on, command } = dialog;
  const message = on && backend.store.message(on.conversation, on.id);
  const name = "composeExtension/submitAction";
  return sendTask(backend, entra, { command, message, name, more: { data: sent.data } });
}

async function sendTask(
  backend: Backend,
  entra: string,
  o: { command: string; message: Message | undefined; name: string; more: object },
): Promise<DialogOutcome> {
  const { command, message, name } = o;
  const place: Place = message
    ? { conversation: message.conversation, rootId: message.rootId }
    : { conversation: backend.tenant.team.id };
  const value = {
    commandId: command,
    commandContext: message === undefined ? "compose" : "message",
    context: { theme: "default" },
    ...(message === undefined ? {} : { messagePayload: payloadOf(backend, message) }),
    ...o.more,
  };
  const activity = invokeActivity(backend, entra, { place, name, value });
  const answer = bodyOf(await backend.deliver(activity));
  if ("failed" in answer) return { ok: false, error: answer.failed };
  return shown(backend, entra, { command, message, body: answer.body });
}

/** A card is the next page of the dialog; a sentence ends it; no body closes it. */
function shown(
  backend: Backend,
  entra: string,
  o: { command: string; message: Message | undefined; body: unknown },
): DialogOutcome {
  const parsed = task.safeParse(o.body);
  const next = parsed.data?.task;
  if (next?.type !== "continue") {
    backend.store.commit({ op: "dialog", entra, dialog: null });
    return { ok: true, dialog: null, ...(next === undefined ? {} : { said: next.value }) };
  }
  const { title = "", card: attached } = next.value;
  if (attached.contentType !== CARD) return { ok: false, error: "something_went_wrong" };
  const read = readCard(attached.content);
  if ("refused" in read) return { ok: false, error: read.refused };
  const dialog: Dialog = {
    entra,
    command: o.command,
    title,
    card: read.card,
    ...(o.message === undefined
      ? {}
      : { on: { conversation: o.message.conversation, id: o.message.id } }),
  };
  backend.store.commit({ op: "dialog", entra, dialog });
  return { ok: true, dialog };
}

/** A message as an action command is given it. */
function payloadOf(backend: Backend, message: Message): Record<string, unknown> {
  const { tenant } = backend;
  const person = findPerson(tenant, message.from);
  const personal = ownerOfPersonal(tenant, message.conversation) !== undefined;
  return {
    id: message.id,
    ...(message.rootId === message.id || personal ? {} : { replyToId: message.rootId }),
    createdDateTime: new Date(Number(message.id)).toISOString(),
    lastModifiedDateTime: null,
    deleted: false,
    subject: null,
    summary: message.summary ?? null,
    importance: "normal",
    locale: "en-us",
    from: {
      device: null,
      conversation: null,
      user:
        person === undefined
          ? null
          : { id: person.entra, displayName: person.name, userIdentityType: "aadUser" },
      application:
        person === undefined
          ? {
              id: tenant.app.id,
              displayName: tenant.app.name,
              applicationIdentityType: "bot",
            }
          : null,
    },
    body: { contentType: "html", content: `<p>${message.text}</p>` },
    attachments: message.attachments.map((one, index) => ({
      id: String(index),
      contentType: one.contentType,
      contentUrl: one.contentUrl ?? null,
      content: one.content === undefined ? null : JSON.stringify(one.content),
      name: one.name ?? null,
    })),
    mentions: [],
    reactions: [],
  };
}
