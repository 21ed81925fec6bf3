import { fileShelf } from "../files.ts";
import type { FileShelf } from "../files.ts";
import { openJournal } from "../journal.ts";
import type { Journal } from "../journal.ts";
import { OPS } from "./changes.ts";
import type { Change } from "./changes.ts";
import { idClock } from "./message.ts";
import type { Dialog, Message, OwnView, StoredFile, Toast } from "./message.ts";

const CONVERSATION_MAX_MESSAGES = 5_000;
const TOASTS_MAX = 20;

/**
 * All that is on the tenant's screens, kept as the sum of its changes: `commit` writes a change to
 * the journal, applies it and tells the listeners, in that order.
 */
export class TenantStore {
  readonly files = new Map<string, StoredFile>();
  readonly shelf: FileShelf;
  readonly dialogs = new Map<string, Dialog>();
  /** The team's id and personal conversations in which the app is installed. */
  readonly installed = new Set<string>();
  readonly closed = new Set<string>();
  readonly #conversations = new Map<string, Map<string, Message>>();
  readonly #views = new Map<string, Map<string, OwnView>>();
  readonly #toasts = new Map<string, Toast[]>();
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #clock: ReturnType<typeof idClock>;
  readonly #journal: Journal<Change> | undefined;

  constructor(o: { journalPath: string | undefined; now: () => number }) {
    this.#clock = idClock(o.now);
    this.shelf = fileShelf(o.journalPath === undefined ? undefined : `${o.journalPath}.files`);
    if (o.journalPath !== undefined) {
      this.#journal = openJournal<Change>(o.journalPath, {
        ops: OPS,
        replay: (change) => this.#apply(change),
        sum: () => this.#sum(),
      });
    }
  }

  nextId(): string {
    return this.#clock.next();
  }

  commit(change: Change): void {
    this.#journal?.append(change);
    this.#apply(change);
    for (const listener of this.#listeners) listener(change);
  }

  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  close(): void {
    this.#journal?.close();
    this.#listeners.clear();
  }

  message(conversation: string, id: string): Message | undefined {
    return this.#conversations.get(conversation)?.get(id);
  }

  /** Oldest first, replies among them. */
  messages(conversation: string): Message[] {
    return [...(this.#conversations.get(conversation)?.values() ?? [])];
  }

  /** This person's own view of a message, unless the message was edited since. */
  ownView(entra: string, message: Message): OwnView | undefined {
    const view = this.#views.get(keyOf(message))?.get(entra);
    return view?.version === message.version ? view : undefined;
  }

  toasts(entra: string): readonly Toast[] {
    return this.#toasts.get(entra) ?? [];
  }

  *#sum(): Generator<Change> {
    for (const where of this.installed) yield { op: "installed", where, present: true };
    for (const conversation of this.closed) yield { op: "channel-deleted", conversation };
    for (const file of this.files.values()) yield { op: "file", file };
    for (const messages of this.#conversations.values()) {
      for (const message of messages.values()) yield { op: "message", message };
    }
    for (const views of this.#views.values()) {
      for (const view of views.values()) yield { op: "view", view };
    }
    for (const toast of [...this.#toasts.values()].flat()) yield { op: "toast", toast };
    for (const [entra, dialog] of this.dialogs) yield { op: "dialog", entra, dialog };
  }

  #apply(change: Change): void {
    switch (change.op) {
      case "message":
        return this.#put(change.message);
      case "delete":
        return this.#remove(change.conversation, change.id);
      case "view":
        return this.#putView(change.view);
      case "toast":
        return this.#putToast(change.toast);
      case "toast-gone":
        return void this.#toasts.set(
          change.entra,
          this.toasts(change.entra).filter((toast) => toast.id !== change.id),
        );
      case "dialog":
        if (change.dialog === null) return void this.dialogs.delete(change.entra);
        return void this.dialogs.set(change.entra, change.dialog);
      case "file":
        return void this.files.set(change.file.id, change.file);
      case "installed":
        if (change.present) return void this.installed.add(change.where);
        return void this.installed.delete(change.where);
      case "channel-deleted":
        return void this.closed.add(change.conversation);
      case "reset":
        return this.#clear();
    }
  }

  #put(message: Message): void {
    const conversation = this.#conversations.get(message.conversation) ?? new Map();
    this.#conversations.set(message.conversation, conversation);
    conversation.set(message.id, message);
    this.#clock.seen(message.id);
    if (conversation.size > CONVERSATION_MAX_MESSAGES) {
      this.#remove(message.conversation, conversation.keys().next().value ?? "");
    }
  }

  /** A thread stays readable when its first message goes, as in Teams. */
  #remove(conversation: string, id: string): void {
    const message = this.message(conversation, id);
    if (message === undefined) return;
    this.#conversations.get(conversation)?.delete(id);
    this.#views.delete(keyOf(message));
  }

  #putView(view: OwnView): void {
    const key = keyOf(view);
    const views = this.#views.get(key) ?? new Map<string, OwnView>();
    this.#views.set(key, views.set(view.entra, view));
  }

  #putToast(toast: Toast): void {
    const others = this.toasts(toast.entra).filter((one) => one.about !== toast.about);
    this.#toasts.set(toast.entra, [...others, toast].slice(-TOASTS_MAX));
    this.#clock.seen(toast.id);
  }

  #clear(): void {
    for (const map of [this.#conversations, this.#views, this.#toasts, this.dialogs, this.files]) {
      map.clear();
    }
  }
}

function keyOf(at: { conversation: string; id: string }): string {
  return `${at.conversation} ${at.id}`;
}
