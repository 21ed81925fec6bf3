import { FILE_MAX_BYTES, newFile } from "../files.ts";
import { fileUrl, installation, messageActivity } from "./activities.ts";
import { botIsIn, membersOf } from "./backend.ts";
import type { Backend } from "./backend.ts";
import type { ActionPick, Inputs } from "./card-parts.ts";
import { openDialog, query, submitDialog } from "./extension.ts";
import type { DialogOutcome, QueryOutcome } from "./extension.ts";
import { bodyOf } from "./invoke-result.ts";
import { FILE } from "./message.ts";
import type { Attachment, Message, StoredFile } from "./message.ts";
import { press, refreshIfListed } from "./own-view.ts";
import type { PressOutcome } from "./own-view.ts";
import { screenOf } from "./screen.ts";
import type { TeamsScreen } from "./screen.ts";
import { botMri, mriOf, ownerOfPersonal, personalId } from "./tenant.ts";

type At = { conversation: string; id: string };
type NewFile = { name: string; bytes: Buffer };
/** `conversation` is a channel; without it, the chat with the bot. `threadOf` is a message there. */
type Saying = {
  conversation?: string;
  text: string;
  threadOf?: string;
  files?: readonly NewFile[];
  attachments?: readonly Attachment[];
};
type Pressing = { at: At; action: ActionPick; inputs?: Inputs; seen?: unknown };
type Searching = { conversation?: string; command: string; parameter: string; words: string };
type Said = { ok: true; id: string } | { ok: false; error: string };

// Clients refresh what is on screen, not all that was ever written.
const REFRESHED_MAX = 30;

/** One person at their Teams client: what is on their screen, and all they can do with it. */
export type TeamsUser = {
  readonly entra: string;
  readonly mri: string;
  /** The conversation with the bot. */
  readonly personal: string;
  screen(): TeamsScreen;
  /** Opens a conversation: its newest cards that should have an own view of this person get it. */
  look(conversation: string): Promise<void>;
  /** Writes; "@Name" becomes a mention, and in a channel the bot hears only what mentions it. */
  say(saying: Saying): Promise<Said>;
  press(pressing: Pressing): Promise<PressOutcome>;
  dismiss(toastId: string): void;
  search(searching: Searching): Promise<QueryOutcome>;
  /** An action command of the app, from a message's menu. */
  command(o: { at: At; command: string }): Promise<DialogOutcome>;
  submitDialog(o: { action: ActionPick; inputs?: Inputs }): Promise<DialogOutcome>;
  closeDialog(): void;
  /** Adds the app for this person alone, or takes it away. */
  install(): Promise<void>;
  uninstall(): Promise<void>;
};

export function teamsUser(backend: Backend, entra: string): TeamsUser {
  const { tenant, store } = backend;
  const personal = personalId(tenant, entra);
  const message = (at: At) => store.message(at.conversation, at.id);
  return {
    entra,
    mri: mriOf(tenant, entra),
    personal,
    screen: () => screenOf(backend, entra),
    look: (conversation) => look(backend, entra, conversation),
    say: (saying) => say(backend, entra, { conversation: personal, ...saying }),
    async press({ at, inputs = {}, ...pressing }) {
      const found = message(at);
      if (found === undefined) return { ok: false, error: "message_not_found" };
      return press(backend, entra, { ...pressing, inputs, message: found });
    },
    dismiss: (id) => store.commit({ op: "toast-gone", entra, id }),
    search: ({ conversation = personal, ...searching }) =>
      query(backend, entra, { place: { conversation }, ...searching }),
    async command({ at, command }) {
      const found = message(at);
      if (found === undefined) return { ok: false, error: "message_not_found" };
      return openDialog(backend, entra, { command, message: found });
    },
    submitDialog: ({ action, inputs = {} }) => submitDialog(backend, entra, { action, inputs }),
    closeDialog: () => store.commit({ op: "dialog", entra, dialog: null }),
    install: () => setInstalled(backend, entra, { where: personal, added: true }),
    uninstall: () => setInstalled(backend, entra, { where: personal, added: false }),
  };
}

/** Adds the app or takes it away, and tells the bot; `where` is the team's id or a personal chat. */
export async function setInstalled(
  backend: Backend,
  entra: string,
  o: { where: string; added: boolean },
): Promise<void> {
  const { where, added } = o;
  if (backend.store.installed.has(where) === added) return;
  backend.store.commit({ op: "installed", where, present: added });
  for (const activity of installation(backend, entra, { conversation: where, added })) {
    await backend.deliver(activity);
  }
}

async function look(backend: Backend, entra: string, conversation: string): Promise<void> {
  if (!membersOf(backend, conversation)?.includes(entra)) return;
  const newest = backend.store.messages(conversation).slice(-REFRESHED_MAX);
  await Promise.all(newest.map((message) => refreshIfListed(backend, entra, message)));
}

async function say(
  backend: Backend,
  entra: string,
  o: Saying & { conversation: string },
): Promise<Said> {
  const { conversation, attachments = [] } = o;
  if (!membersOf(backend, conversation)?.includes(entra)) return refuse("not_a_member");
  const files: StoredFile[] = [];
  for (const one of o.files ?? []) {
    if (one.bytes.length === 0) return refuse("file_empty");
    if (one.bytes.length > FILE_MAX_BYTES) return refuse("file_too_large");
    files.push(keepFile(backend, entra, one));
  }
  if (o.text.trim() === "" && files.length + attachments.length === 0) return refuse("no_text");
  const { text, mentions } = mentioned(backend, o.text);
  const id = backend.store.nextId();
  const root =
    o.threadOf === undefined ? undefined : backend.store.message(conversation, o.threadOf);
  const message: Message = {
    id,
    conversation,
    rootId: root?.rootId ?? id,
    from: mriOf(backend.tenant, entra),
    text,
    textFormat: "plain",
    attachments: [
      ...attachments,
      ...files.map((file) => ({
        contentType: FILE,
        contentUrl: fileUrl(backend, file),
        name: file.name,
        content: { uniqueId: file.id, fileType: file.filetype },
      })),
    ],
    mentions,
    version: 0,
  };
  backend.store.commit({ op: "message", message });
  if (!hears(backend, message)) return { ok: true, id };
  const told = bodyOf(await backend.deliver(messageActivity(backend, entra, { message, files })));
  return "failed" in told ? refuse(told.failed) : { ok: true, id };
}

/** In a channel a bot hears what mentions it, and in its own chat everything. */
function hears(backend: Backend, message: Message): boolean {
  if (!botIsIn(backend, message.conversation)) return false;
  const personal = ownerOfPersonal(backend.tenant, message.conversation) !== undefined;
  return personal || message.mentions.some(({ mri }) => mri === botMri(backend.tenant));
}

function keepFile(backend: Backend, entra: string, { name, bytes }: NewFile): StoredFile {
  const nowMs = backend.now();
  const { id, mimetype } = newFile({ name, size: bytes.length, userId: entra, nowMs });
  const filetype = name.includes(".") ? (name.split(".").at(-1) ?? "").toLowerCase() : "";
  const file: StoredFile = { id, name, mimetype, filetype, size: bytes.length, entra };
  backend.store.shelf.put(id, bytes);
  backend.store.commit({ op: "file", file });
  return file;
}

/** Typed words as Teams sends them: control characters escaped, "@Name" between <at> and </at>. */
function mentioned(backend: Backend, typed: string): Pick<Message, "text" | "mentions"> {
  const { tenant } = backend;
  let text = typed.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const mentions: Message["mentions"] = [];
  const named = [
    { name: tenant.app.name, mri: botMri(tenant) },
    ...tenant.people.map(({ name, entra }) => ({ name, mri: mriOf(tenant, entra) })),
  ];
  for (const { name, mri } of named) {
    const at = text.toLowerCase().indexOf(`@${name.toLowerCase()}`);
    if (at < 0) continue;
    const tag = `<at>${name}</at>`;
    text = text.slice(0, at) + tag + text.slice(at + name.length + 1);
    mentions.push({ mri, text: tag });
  }
  return { text, mentions };
}

function refuse(error: string): { ok: false; error: string } {
  return { ok: false, error };
}
