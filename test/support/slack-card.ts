import type { Message } from "../../src/web/playground/message.ts";
import type { View } from "../../src/web/playground/views.ts";
import { buttonsIn, confirmationOf, demand, matches, menuIn, pick, press } from "./slack-press.ts";
import type { File, Match, Watcher } from "./slack-press.ts";
import { readBlocks, readMessage } from "./slack-screen.ts";

/**
 * A message as this person last looked at it; a press sends what they saw, even if it is outdated.
 */
export class SlackCard {
  readonly #user: Watcher;
  #seen: Message;

  constructor(user: Watcher, message: Message) {
    this.#user = user;
    this.#seen = message;
  }

  get message(): Message {
    return this.#seen;
  }

  /** The same message on somebody else's screen. */
  by(user: Watcher): SlackCard {
    return new SlackCard(user, this.#seen);
  }

  text(): string {
    return readMessage(this.#seen);
  }

  buttons(): string[] {
    return buttonsIn(this.#seen.blocks ?? []);
  }

  menu(): string[] {
    return menuIn(this.#seen.blocks ?? []).map((item) => item.label);
  }

  /** What Slack asks before the button counts; "" when it asks nothing. */
  confirmation(label: Match): string {
    return confirmationOf(this.#seen.blocks ?? [], label);
  }

  async click(label: Match): Promise<void> {
    await press(this.#user, this.#place(), this.#seen.blocks ?? [], label);
  }

  /** Picks an entry of the overflow menu. */
  async choose(label: Match): Promise<void> {
    await pick(this.#user, this.#place(), this.#seen.blocks ?? [], label);
  }

  /** Runs a message shortcut, by its callback id. */
  async shortcut(callbackId: string): Promise<void> {
    const { channel, ts } = this.#seen;
    demand(await this.#user.driver.shortcut({ channel, ts, callbackId }), callbackId);
  }

  /** Waits until the message on the server matches, and from then on sees that version. */
  async expectUpdate(match: Match): Promise<this> {
    this.#seen = await this.#user.until(`the card to say ${String(match)}`, () => {
      const now = this.#current();
      return now !== undefined && matches(readMessage(now), match) ? now : undefined;
    });
    return this;
  }

  async expectDeleted(): Promise<void> {
    await this.#user.until("the card to be deleted", () =>
      this.#current() === undefined ? true : undefined,
    );
  }

  /** Looks again, as it stands now. */
  refresh(): this {
    this.#seen = this.#current() ?? this.#seen;
    return this;
  }

  /** The words of each reply, oldest first. */
  thread(): string[] {
    return this.#replies().map(readMessage);
  }

  expectReply(match: Match): Promise<string> {
    return this.#user.until(`a reply with ${String(match)}`, () =>
      this.thread().findLast((text) => matches(text, match)),
    );
  }

  async reply(text: string, files: readonly File[] = []): Promise<void> {
    const { channel, ts: threadTs } = this.#seen;
    demand(await this.#user.driver.post({ channel, text, threadTs, files }), "replying");
  }

  #replies(): Message[] {
    const { ts } = this.#seen;
    return this.#around().filter((one) => one.thread_ts === ts && one.ts !== ts);
  }

  #current(): Message | undefined {
    return this.#around().find((one) => one.ts === this.#seen.ts);
  }

  #around(): readonly Message[] {
    const { channels } = this.#user.driver.screen();
    return channels.find((one) => one.id === this.#seen.channel)?.messages ?? [];
  }

  #place() {
    return { channel: this.#seen.channel, ts: this.#seen.ts, seen: this.#seen };
  }
}

export class SlackHome {
  readonly #user: Watcher;

  constructor(user: Watcher) {
    this.#user = user;
  }

  text(): string {
    return readBlocks(this.#view().blocks);
  }

  buttons(): string[] {
    return buttonsIn(this.#view().blocks);
  }

  async click(label: Match): Promise<void> {
    const view = this.#view();
    await press(this.#user, { viewId: view.id }, view.blocks, label);
  }

  expect(match: Match): Promise<string> {
    return this.#user.until(`App Home with ${String(match)}`, () =>
      matches(this.text(), match) ? this.text() : undefined,
    );
  }

  #view(): View {
    const { home } = this.#user.driver.screen();
    if (home === null) throw new Error("The app has not published a home.");
    return home;
  }
}
