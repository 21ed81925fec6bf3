import { fileShelf } from "./files.ts";
import type { FileShelf } from "./files.ts";
import { openJournal, OPS } from "./journal.ts";
import type { Change, Journal } from "./journal.ts";
import { compareTs, tsClock } from "./message.ts";
import type { Message, StoredFile } from "./message.ts";
import type { View } from "./views.ts";

/** Older messages of a channel than this many are forgotten, as in a free Slack workspace. */
const CHANNEL_MAX_MESSAGES = 20_000;
const EPHEMERAL_MAX_MESSAGES = 50;

type ChannelState = { byTs: Map<string, Message>; roots: string[]; replies: Map<string, string[]> };

/**
 * All that is on the workspace's screens, kept as the sum of its changes: `commit` writes a change
 * to the journal, applies it and tells the listeners, in that order.
 */
export class WorkspaceStore {
  readonly files = new Map<string, StoredFile>();
  readonly shelf: FileShelf;
  readonly homes = new Map<string, View>();
  readonly modals = new Map<string, View[]>();
  readonly joined = new Map<string, Set<string>>();
  readonly #channels = new Map<string, ChannelState>();
  readonly #ephemeral = new Map<string, Message[]>();
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #clock: ReturnType<typeof tsClock>;
  readonly #journal: Journal<Change> | undefined;

  constructor(o: { journalPath: string | undefined; now: () => number }) {
    this.#clock = tsClock(o.now);
    this.shelf = fileShelf(o.journalPath === undefined ? undefined : `${o.journalPath}.files`);
    if (o.journalPath !== undefined) {
      this.#journal = openJournal<Change>(o.journalPath, {
        ops: OPS,
        replay: (change) => this.#apply(change),
        sum: () => this.#sum(),
      });
    }
  }

  nextTs(): string {
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

  message(channel: string, ts: string): Message | undefined {
    return this.#channels.get(channel)?.byTs.get(ts);
  }

  /** Top-level messages of a channel, oldest first. */
  roots(channel: string): readonly string[] {
    return this.#channels.get(channel)?.roots ?? [];
  }

  replies(channel: string, threadTs: string): Message[] {
    const state = this.#channels.get(channel);
    return (state?.replies.get(threadTs) ?? []).flatMap((ts) => state?.byTs.get(ts) ?? []);
  }

  ephemeral(channel: string, userId: string): readonly Message[] {
    return this.#ephemeral.get(`${channel} ${userId}`) ?? [];
  }

  /** The open modals of a person, lowest first; the last is the one on screen. */
  modalsOf(userId: string): readonly View[] {
    return this.modals.get(userId) ?? [];
  }

  /** The fewest changes that make an empty workspace into this one. */
  *#sum(): Generator<Change> {
    for (const file of this.files.values()) yield { op: "file", file };
    for (const [channel, users] of this.joined) {
      for (const userId of users) yield { op: "join", channel, userId };
    }
    for (const [channel, state] of this.#channels) {
      const inOrder = [...state.byTs.values()].toSorted((a, b) => compareTs(a.ts, b.ts));
      for (const message of inOrder) yield { op: "message", channel, message };
    }
    for (const message of [...this.#ephemeral.values()].flat()) {
      yield { op: "ephemeral", channel: message.channel, message };
    }
    for (const [userId, views] of this.modals) yield { op: "modals", userId, views };
    for (const [userId, view] of this.homes) yield { op: "home", userId, view };
  }

  #apply(change: Change): void {
    switch (change.op) {
      case "message":
        return this.#put(change.channel, change.message);
      case "delete":
        return this.#remove(change.channel, change.ts);
      case "ephemeral":
        return this.#putEphemeral(change.channel, change.message);
      case "ephemeral-delete":
        return this.#dropEphemeral(change.channel, change.userId, change.ts);
      case "file":
        return void this.files.set(change.file.id, change.file);
      case "modals":
        return void this.modals.set(change.userId, change.views);
      case "home":
        return void this.homes.set(change.userId, change.view);
      case "join":
        return this.#join(change.channel, change.userId);
      case "reset":
        return this.#clear();
    }
  }

  #put(channelId: string, message: Message): void {
    const channel = this.#channelState(channelId);
    const known = channel.byTs.has(message.ts);
    channel.byTs.set(message.ts, message);
    this.#clock.seen(message.ts);
    if (known) return;
    if (message.thread_ts === undefined || message.thread_ts === message.ts) {
      channel.roots.push(message.ts);
      if (channel.roots.length > CHANNEL_MAX_MESSAGES) {
        this.#remove(channelId, channel.roots[0] ?? "");
      }
    } else {
      const thread = channel.replies.get(message.thread_ts) ?? [];
      thread.push(message.ts);
      channel.replies.set(message.thread_ts, thread);
    }
  }

  #remove(channelId: string, ts: string): void {
    const channel = this.#channelState(channelId);
    const message = channel.byTs.get(ts);
    channel.byTs.delete(ts);
    const among =
      message?.thread_ts === undefined || message.thread_ts === ts
        ? channel.roots
        : (channel.replies.get(message.thread_ts) ?? []);
    const index = among.indexOf(ts);
    if (index >= 0) among.splice(index, 1);
    if (among === channel.roots) {
      for (const reply of channel.replies.get(ts) ?? []) channel.byTs.delete(reply);
      channel.replies.delete(ts);
    }
  }

  #putEphemeral(channel: string, message: Message): void {
    const key = `${channel} ${message.ephemeralFor ?? ""}`;
    const others = (this.#ephemeral.get(key) ?? []).filter((other) => other.ts !== message.ts);
    const all = [...others, message].toSorted((a, b) => compareTs(a.ts, b.ts));
    this.#ephemeral.set(key, all.slice(-EPHEMERAL_MAX_MESSAGES));
    this.#clock.seen(message.ts);
  }

  #dropEphemeral(channel: string, userId: string, ts: string): void {
    const key = `${channel} ${userId}`;
    const left = (this.#ephemeral.get(key) ?? []).filter((message) => message.ts !== ts);
    this.#ephemeral.set(key, left);
  }

  #join(channel: string, userId: string): void {
    this.joined.set(channel, (this.joined.get(channel) ?? new Set()).add(userId));
  }

  #clear(): void {
    for (const map of [this.#channels, this.#ephemeral, this.homes, this.modals, this.files]) {
      map.clear();
    }
  }

  #channelState(id: string): ChannelState {
    const known = this.#channels.get(id);
    if (known !== undefined) return known;
    const fresh: ChannelState = { byTs: new Map(), roots: [], replies: new Map() };
    this.#channels.set(id, fresh);
    return fresh;
  }
}
