import { invokeActivity } from "./activities.ts";
import { dataOf, findAction } from "./card-parts.ts";
import type { ActionPick, Inputs } from "./card-parts.ts";
import { membersOf } from "./backend.ts";
import type { Backend } from "./backend.ts";
import { invokeResult } from "./invoke-result.ts";
import type { InvokeResult } from "./invoke-result.ts";
import { cardOf } from "./message.ts";
import type { Card, Message } from "./message.ts";
import { findPerson } from "./tenant.ts";

/** What a person sees after a press: their new view, a sentence to them alone, or what went wrong. */
export type PressOutcome =
  | { ok: true; toast?: string; card?: Card }
  | { ok: false; error: string; fields?: Readonly<Record<string, string>> };

/** The card of a message as this person has it on screen. */
function cardFor(backend: Backend, entra: string, message: Message): Card | undefined {
  return backend.store.ownView(entra, message)?.card ?? cardOf(message);
}

/** Asks for the own view of everybody the card names, as each of their clients does. */
export function refreshAll(backend: Backend, message: Message): void {
  for (const entra of listed(backend, message)) {
    if (backend.watches(entra)) void refresh(backend, entra, message);
  }
}

/** Who is to have an own view of a card: the people its `refresh.userIds` names. */
function listed(backend: Backend, message: Message): string[] {
  const refresh = cardOf(message)?.["refresh"] as { userIds?: string[] } | undefined;
  const members = membersOf(backend, message.conversation) ?? [];
  return (refresh?.userIds ?? []).flatMap((mri) => {
    const entra = findPerson(backend.tenant, mri)?.entra;
    return entra !== undefined && members.includes(entra) ? [entra] : [];
  });
}

/** Gets this person's view of a message where they should have one and have none. */
export async function refreshIfListed(
  backend: Backend,
  entra: string,
  message: Message,
): Promise<void> {
  if (backend.store.ownView(entra, message) !== undefined) return;
  if (listed(backend, message).includes(entra)) await refresh(backend, entra, message);
}

async function refresh(backend: Backend, entra: string, message: Message): Promise<void> {
  const card = cardOf(message);
  const { action } = (card?.["refresh"] ?? {}) as { action?: Record<string, unknown> };
  if (action === undefined) return;
  const result = await execute(backend, entra, { message, action, trigger: "automatic" });
  // A failed refresh leaves the shared card on screen and says nothing, as Teams does.
  if ("card" in result) keepView(backend, entra, message, result.card);
}

/** A press on an Action.Execute. `seen` is the card on the person's screen when it may be older. */
export async function press(
  backend: Backend,
  entra: string,
  o: { message: Message; action: ActionPick; inputs: Inputs; seen?: unknown },
): Promise<PressOutcome> {
  const { message } = o;
  const card = o.seen ?? cardFor(backend, entra, message);
  const found = findAction(card, o.action, "Action.Execute");
  if (found === undefined) return { ok: false, error: "action_not_found" };
  const sent = dataOf(found, o.inputs);
  if ("problems" in sent) return { ok: false, error: "incomplete", fields: sent.problems };
  const action = { ...found.action, data: sent.data };
  const result = await execute(backend, entra, { message, action, trigger: "manual" });
  if ("failed" in result) return { ok: false, error: result.failed };
  if ("card" in result) {
    keepView(backend, entra, message, result.card);
    return { ok: true, card: result.card };
  }
  const id = backend.store.nextId();
  const { conversation, id: about } = message;
  const toast = { id, entra, conversation, about, text: result.said };
  backend.store.commit({ op: "toast", toast });
  return { ok: true, toast: result.said };
}

async function execute(
  backend: Backend,
  entra: string,
  o: { message: Message; action: Record<string, unknown>; trigger: "manual" | "automatic" },
): Promise<InvokeResult> {
  const { type, id, verb, data } = o.action;
  const place = { conversation: o.message.conversation, rootId: o.message.rootId };
  const activity = invokeActivity(backend, entra, {
    place,
    name: "adaptiveCard/action",
    replyToId: o.message.id,
    value: {
      action: { type, ...(id === undefined ? {} : { id }), verb, data: data ?? {} },
      trigger: o.trigger,
    },
  });
  return invokeResult(await backend.deliver(activity));
}

/** A view drawn for a version that was edited meanwhile is out of date and shown to nobody. */
function keepView(backend: Backend, entra: string, message: Message, card: Card): void {
  const { conversation, id, version } = message;
  if (backend.store.message(conversation, id)?.version !== version) return;
  backend.store.commit({ op: "view", view: { entra, conversation, id, version, card } });
}
