import { randomBytes } from "node:crypto";
import { z } from "zod";
import { method, refuse } from "../backend.ts";
import type { Backend, Method } from "../backend.ts";
import { checkView } from "../views.ts";
import type { View, ViewBody } from "../views.ts";
import { botIdOf, findUser } from "../workspace.ts";

// A modal may have two more pushed on top of it.
export const MODAL_STACK_MAX = 3;

const opening = z
  .object({ trigger_id: z.string().optional(), interactivity_pointer: z.string().optional() })
  .and(z.object({ view: z.unknown() }));

const open = method(opening, (backend, args) => openOn(backend, args, "open"));
const push = method(opening, (backend, args) => openOn(backend, args, "push"));

const update = method(
  z.object({
    view_id: z.string().optional(),
    external_id: z.string().optional(),
    hash: z.string().optional(),
    view: z.unknown(),
  }),
  (backend, args) => {
    const checked = checkView(args.view);
    if ("refused" in checked) return refuse("invalid_arguments", checked.refused);
    const found = findView(backend, args.view_id, args.external_id);
    if (found === undefined) return refuse("not_found");
    if (args.hash !== undefined && args.hash !== found.hash) return refuse("hash_conflict");
    const view = replaceView(backend, found, checked.view);
    return { ok: true, view: shownView(backend, view) };
  },
);

const publish = method(
  z.object({ user_id: z.string().min(1), hash: z.string().optional(), view: z.unknown() }),
  (backend, args) => {
    if (findUser(backend.workspace, args.user_id) === undefined) return refuse("user_not_found");
    const checked = checkView(args.view);
    if ("refused" in checked) return refuse("invalid_arguments", checked.refused);
    if (checked.view.type !== "home")
      return refuse("invalid_arguments", ["[ERROR] must be a home"]);
    const before = backend.store.homes.get(args.user_id);
    if (args.hash !== undefined && args.hash !== before?.hash) return refuse("hash_conflict");
    const view = before
      ? { ...checked.view, ...identityOf(before), hash: newHash(backend) }
      : newView(backend, args.user_id, checked.view, undefined);
    backend.store.commit({ op: "home", userId: args.user_id, view });
    return { ok: true, view: shownView(backend, view) };
  },
);

/** Puts a modal on a person's screen, over `parent` if there is one. */
export function stackView(backend: Backend, userId: string, body: ViewBody, over: readonly View[]) {
  const view = newView(backend, userId, body, over.at(-1));
  backend.store.commit({ op: "modals", userId, views: [...over, view] });
  return view;
}

/** Replaces the content of a view that is open, keeping its id and place. */
export function replaceView(backend: Backend, found: View, body: ViewBody): View {
  const view: View = { ...body, ...identityOf(found), hash: newHash(backend) };
  if (body.type === "home") backend.store.commit({ op: "home", userId: view.userId, view });
  else {
    const views = backend.store
      .modalsOf(view.userId)
      .map((other) => (other.id === view.id ? view : other));
    backend.store.commit({ op: "modals", userId: view.userId, views });
  }
  return view;
}

/** A view as the API and the payloads show it. `values` is what the person has filled in so far. */
export function shownView(backend: Backend, view: View, values: unknown = {}) {
  const { userId: _user, rootViewId, previousViewId, ...rest } = view;
  return {
    private_metadata: "",
    callback_id: "",
    external_id: "",
    ...(view.type === "modal"
      ? { close: null, submit: null, clear_on_close: false, notify_on_close: false }
      : {}),
    ...rest,
    team_id: backend.workspace.teamId,
    state: { values },
    root_view_id: rootViewId,
    previous_view_id: previousViewId,
    app_id: backend.workspace.appId,
    app_installed_team_id: backend.workspace.teamId,
    bot_id: botIdOf(backend.workspace),
  };
}

type Opening = {
  trigger_id?: string | undefined;
  interactivity_pointer?: string | undefined;
  view?: unknown;
};

function openOn(backend: Backend, args: Opening, how: "open" | "push") {
  const triggerId = args.trigger_id ?? args.interactivity_pointer;
  if (triggerId === undefined) return refuse("invalid_arguments", ["[ERROR] missing trigger_id"]);
  const checked = checkView(args.view);
  if ("refused" in checked) return refuse("invalid_arguments", checked.refused);
  if (checked.view.type !== "modal")
    return refuse("invalid_arguments", ["[ERROR] must be a modal"]);
  const trigger = backend.tickets.useTrigger(triggerId);
  if ("refused" in trigger) return refuse(trigger.refused);
  const { external_id: externalId } = checked.view;
  if (externalId !== undefined && findView(backend, undefined, externalId) !== undefined) {
    return refuse("duplicate_external_id");
  }
  const over = how === "push" ? backend.store.modalsOf(trigger.userId) : [];
  if (over.length >= MODAL_STACK_MAX) return refuse("push_limit_reached");
  const view = stackView(backend, trigger.userId, checked.view, over);
  return { ok: true as const, view: shownView(backend, view) };
}

function findView(backend: Backend, id: string | undefined, externalId: string | undefined) {
  const all = [...backend.store.modals.values()].flat().concat([...backend.store.homes.values()]);
  return all.find((view) =>
    id === undefined ? view.external_id === externalId && externalId !== undefined : view.id === id,
  );
}

function newView(backend: Backend, userId: string, body: ViewBody, parent: View | undefined): View {
  const id = `V${randomBytes(6).toString("hex").toUpperCase()}`;
  return {
    ...body,
    id,
    userId,
    hash: newHash(backend),
    rootViewId: parent?.rootViewId ?? id,
    previousViewId: parent?.id ?? null,
  };
}

function identityOf(view: View) {
  const { id, userId, rootViewId, previousViewId } = view;
  return { id, userId, rootViewId, previousViewId };
}

function newHash(backend: Backend): string {
  return `${Math.floor(backend.now() / 1000)}.${randomBytes(4).toString("hex")}`;
}

export const viewMethods: Readonly<Record<string, Method>> = {
  "views.open": open,
  "views.push": push,
  "views.update": update,
  "views.publish": publish,
};
