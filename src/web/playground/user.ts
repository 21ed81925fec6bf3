import { membersOf, refuse } from "./backend.ts";
import type { Backend } from "./backend.ts";
import { elementsOf } from "./block-parts.ts";
import { fileLookup, outcome } from "./driving.ts";
import type { Driving, Outcome } from "./driving.ts";
import { elementState, stateValues } from "./element-state.ts";
import type { Entry, Values } from "./element-state.ts";
import { FILE_MAX_BYTES, newFile } from "./files.ts";
import type { Message, StoredFile } from "./message.ts";
import {
  blockActions,
  eventCallback,
  globalShortcut,
  messageEvent,
  messageShortcut,
  slashCommand,
} from "./payloads.ts";
import type { ActionPlace } from "./payloads.ts";
import { respond } from "./response-url.ts";
import { screenOf } from "./screen.ts";
import type { Screen } from "./screen.ts";
import { closeView, submitView } from "./user-views.ts";
import { directMessageId } from "./workspace.ts";

/**
 * A press on an element. `choice` is what was picked: an option's value, a date, a user id. `seen`
 * is the message as it stood on the person's screen, when that may be older than the server's.
 */
type Press = {
  at: { channel: string; ts: string; seen?: Message } | { viewId: string };
  blockId: string;
  actionId: string;
  choice?: Entry;
  values?: Values;
};

type NewFile = { name: string; bytes: Buffer };
type NewMessage = {
  channel: string;
  text: string;
  threadTs?: string;
  files?: readonly NewFile[];
};

/** One person at the workspace: what is on their screen, and all they can do with it. */
export type UserDriver = {
  readonly id: string;
  screen(): Screen;
  act(press: Press): Promise<Outcome>;
  submit(o: { viewId: string; values: Values }): Promise<Outcome>;
  closeView(viewId: string): Promise<Outcome>;
  /** Keeps a file for a file_input; the id goes into the values of `submit`. */
  upload(file: NewFile): { ok: true; file: StoredFile } | { ok: false; error: string };
  post(message: NewMessage): Promise<Outcome & { ts?: string }>;
  command(o: { channel: string; line: string; threadTs?: string }): Promise<Outcome>;
  shortcut(o: { channel: string; ts: string; callbackId: string }): Promise<Outcome>;
  globalShortcut(callbackId: string): Promise<Outcome>;
  openHome(): Promise<Outcome>;
  dismiss(o: { channel: string; ts: string }): void;
};

export function userDriver(o: Driving, id: string): UserDriver {
  const { backend } = o;
  return {
    id,
    screen: () => screenOf(backend, id),
    act: (press) => act(o, id, press),
    submit: (submission) => submitView(o, id, submission),
    closeView: (viewId) => closeView(o, id, viewId),
    upload: (file) => upload(backend, id, file),
    post: (message) => post(o, id, message),
    command: (typed) => command(o, id, typed),
    shortcut: (asked) => shortcut(o, id, asked),
    globalShortcut: async (callbackId) =>
      outcome(await o.deliver("interactive", globalShortcut(backend, id, callbackId))),
    openHome: () => openHome(o, id),
    dismiss: ({ channel, ts }) =>
      backend.store.commit({ op: "ephemeral-delete", channel, userId: id, ts }),
  };
}

async function act(o: Driving, userId: string, press: Press): Promise<Outcome> {
  const { backend } = o;
  const place = placeOf(backend, userId, press);
  if (place === undefined) return refuse("message_not_found");
  const blocks = place.kind === "view" ? place.view.blocks : (place.message.blocks ?? []);
  const block = blocks.find((one) => one.block_id === press.blockId);
  const element = block && elementsOf(block).find((one) => one.action_id === press.actionId);
  if (element === undefined) return refuse("element_not_found");
  const fileOf = fileLookup(backend);
  const entered: Values = {
    ...press.values,
    [press.blockId]: {
      ...press.values?.[press.blockId],
      ...(press.choice === undefined ? {} : { [press.actionId]: press.choice }),
    },
  };
  const action = {
    ...elementState(element, press.choice, fileOf),
    action_id: press.actionId,
    block_id: press.blockId,
  };
  const values = stateValues(blocks, entered, fileOf);
  const payload = blockActions(backend, { userId, place, action, values });
  return outcome(await o.deliver("interactive", payload));
}

function placeOf(backend: Backend, userId: string, press: Press): ActionPlace | undefined {
  const { at } = press;
  if ("viewId" in at) {
    const open = [...backend.store.modalsOf(userId), backend.store.homes.get(userId)];
    const view = open.find((one) => one?.id === at.viewId);
    return view && { kind: "view", view };
  }
  const message =
    at.seen ??
    backend.store.message(at.channel, at.ts) ??
    backend.store.ephemeral(at.channel, userId).find((one) => one.ts === at.ts);
  return message && { kind: "message", message };
}

function upload(backend: Backend, userId: string, { name, bytes }: NewFile) {
  if (bytes.length === 0) return { ok: false as const, error: "file_empty" };
  if (bytes.length > FILE_MAX_BYTES) return { ok: false as const, error: "file_too_large" };
  const file = newFile({ name, size: bytes.length, userId, nowMs: backend.now() });
  backend.store.shelf.put(file.id, bytes);
  backend.store.commit({ op: "file", file });
  return { ok: true as const, file };
}

async function post(o: Driving, userId: string, said: NewMessage) {
  const { backend } = o;
  if (!membersOf(backend, said.channel).includes(userId)) return refuse("not_in_channel");
  const files: StoredFile[] = [];
  for (const one of said.files ?? []) {
    const kept = upload(backend, userId, one);
    if (!kept.ok) return kept;
    files.push({ ...kept.file, channels: [said.channel] });
  }
  if (said.text.trim() === "" && files.length === 0) return refuse("no_text");
  for (const file of files) backend.store.commit({ op: "file", file });
  const message: Message = {
    type: "message",
    ts: backend.store.nextTs(),
    channel: said.channel,
    user: userId,
    text: escaped(backend, said.text),
    ...(said.threadTs === undefined ? {} : { thread_ts: said.threadTs }),
    ...(files.length === 0 ? {} : { subtype: "file_share", files }),
  };
  backend.store.commit({ op: "message", channel: said.channel, message });
  if (membersOf(backend, said.channel).includes(backend.workspace.botUserId)) {
    await tellApp(o, message);
  }
  return { ok: true as const, ts: message.ts };
}

async function tellApp(o: Driving, message: Message): Promise<void> {
  const events = [messageEvent(o.backend, message)];
  const mentioned = message.text.includes(`<@${o.backend.workspace.botUserId}>`);
  if (mentioned && !message.channel.startsWith("D")) {
    events.push(messageEvent(o.backend, message, true));
  }
  await Promise.all(events.map((event) => o.event("events_api", event)));
}

type Typed = { channel: string; line: string; threadTs?: string };

async function command(o: Driving, userId: string, typed: Typed): Promise<Outcome> {
  const { backend } = o;
  const [, name = "", text = ""] = /^(\/\S+)\s*([\s\S]*)$/.exec(typed.line.trim()) ?? [];
  if (name === "") return refuse("not_a_command");
  const target = {
    channel: typed.channel,
    userId,
    ephemeral: true,
    ...(typed.threadTs === undefined ? {} : { threadTs: typed.threadTs }),
  };
  const responseUrl = `${backend.base()}/response/${backend.tickets.response(target)}`;
  const payload = slashCommand(backend, {
    userId,
    channel: typed.channel,
    command: name,
    text,
    responseUrl,
  });
  const delivered = await o.deliver("slash_commands", payload);
  if (!delivered.ok) return refuse(delivered.error);
  if (delivered.body === undefined || delivered.body === "") return { ok: true };
  const said = typeof delivered.body === "string" ? { text: delivered.body } : delivered.body;
  const shown = respond(backend, target, said);
  return shown.ok ? { ok: true } : refuse(shown.error);
}

async function shortcut(
  o: Driving,
  userId: string,
  asked: { channel: string; ts: string; callbackId: string },
): Promise<Outcome> {
  const message = o.backend.store.message(asked.channel, asked.ts);
  if (message === undefined) return refuse("message_not_found");
  const { callbackId } = asked;
  const payload = messageShortcut(o.backend, { userId, message, callbackId });
  return outcome(await o.deliver("interactive", payload));
}

async function openHome(o: Driving, userId: string): Promise<Outcome> {
  const view = o.backend.store.homes.get(userId);
  const event = eventCallback(o.backend, {
    type: "app_home_opened",
    user: userId,
    channel: directMessageId(userId),
    tab: "home",
    event_ts: o.backend.store.nextTs(),
    ...(view === undefined ? {} : { view: { id: view.id, type: "home", hash: view.hash } }),
  });
  return outcome(await o.event("events_api", event));
}

// Slack escapes the three control characters of mrkdwn, and turns a typed @name into a mention.
function escaped(backend: Backend, text: string): string {
  const safe = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return safe.replaceAll(/(^|\s)@(\w+)/g, (whole, before: string, name: string) => {
    const { workspace } = backend;
    const user = workspace.users.find((one) => one.name === name);
    const id = user?.id ?? (name === "remo" ? workspace.botUserId : undefined);
    return id === undefined ? whole : `${before}<@${id}>`;
  });
}
