import type { Message } from "../../src/web/playground/message.ts";
import type { ScreenChannel } from "../../src/web/playground/screen.ts";
import type { SlackServer } from "../../src/web/playground/slack-server.ts";
import type { UserDriver } from "../../src/web/playground/user.ts";
import { SlackCard, SlackHome } from "./slack-card.ts";
import { SlackDialog } from "./slack-dialog.ts";
import { demand, matches } from "./slack-press.ts";
import type { File, Match, Watcher } from "./slack-press.ts";
import { describeScreen, readMessage } from "./slack-screen.ts";

/** Everything one person can do and see, written so that a flow test reads as a transcript. */
export class SlackUser implements Watcher {
  readonly driver: UserDriver;
  readonly #server: SlackServer;
  readonly #timeoutMs: number;

  constructor(server: SlackServer, name: string, timeoutMs: number) {
    this.#server = server;
    this.driver = server.user(name);
    this.#timeoutMs = timeoutMs;
  }

  channel(name: string): SlackChannel {
    return new SlackChannel(this, name);
  }

  /** The direct messages with the app. */
  direct(): SlackChannel {
    const direct = this.driver.screen().channels.find((channel) => channel.kind === "direct");
    return new SlackChannel(this, direct?.id ?? "");
  }

  /** Types a slash command and gives the words of the answer; "" when the answer is a dialog. */
  async command(line: string, where?: string): Promise<string> {
    const channels = this.driver.screen().channels;
    const channel = where === undefined ? channels[0] : this.channel(where).onScreen();
    if (channel === undefined) throw new Error(`${this.driver.id} is in no channel to type in.`);
    const before = new Set(channel.messages.map((message) => message.ts));
    const dialogs = this.driver.screen().modals.length;
    demand(await this.driver.command({ channel: channel.id, line }), line);
    return this.until(`an answer to ${line}`, () => {
      const fresh = new SlackChannel(this, channel.id)
        .onScreen()
        .messages.find((message) => !before.has(message.ts) && message.ephemeralFor !== undefined);
      if (fresh !== undefined) return readMessage(fresh);
      return this.driver.screen().modals.length > dialogs ? "" : undefined;
    });
  }

  /** Types a slash command and gives the private answer itself, with whatever can be pressed in it. */
  async ask(line: string, where: string): Promise<SlackCard> {
    const channel = this.channel(where).onScreen();
    const before = new Set(channel.messages.map((message) => message.ts));
    demand(await this.driver.command({ channel: channel.id, line }), line);
    const answer = await this.until(`a private answer to ${line}`, () =>
      new SlackChannel(this, channel.id)
        .onScreen()
        .messages.find((one) => !before.has(one.ts) && one.ephemeralFor !== undefined),
    );
    return new SlackCard(this, answer);
  }

  /** Every private message on this person's screen, oldest first. */
  whispers(): string[] {
    return this.driver
      .screen()
      .channels.flatMap((channel) => channel.messages)
      .filter((message) => message.ephemeralFor !== undefined)
      .map(readMessage);
  }

  /** The dialog on top whose title matches. */
  async expectDialog(title: Match): Promise<SlackDialog> {
    const view = await this.until(`a dialog titled ${String(title)}`, () => {
      const top = this.driver.screen().modals.at(-1);
      return top?.type === "modal" && matches(top.title.text, title) ? top : undefined;
    });
    return new SlackDialog(this, view.id);
  }

  /** The words of a message that only this person sees. */
  expectEphemeral(match: Match): Promise<string> {
    return this.until(`an ephemeral message with ${String(match)}`, () =>
      this.driver
        .screen()
        .channels.flatMap((channel) => channel.messages)
        .filter((message) => message.ephemeralFor !== undefined)
        .map(readMessage)
        .findLast((text) => matches(text, match)),
    );
  }

  /** Opens App Home and waits until the app has published it anew. */
  async home(): Promise<SlackHome> {
    const before = this.driver.screen().home?.hash;
    demand(await this.driver.openHome(), "App Home");
    await this.until("App Home", () => {
      const { home } = this.driver.screen();
      return home !== null && home.hash !== before ? home : undefined;
    });
    return new SlackHome(this);
  }

  /** Resolves with the first result of `look` that is not undefined; looks again at each change. */
  until<T>(what: string, look: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        const found = look();
        if (found === undefined) return false;
        stop();
        resolve(found);
        return true;
      };
      const timer = setTimeout(() => {
        stop();
        const waited = `Waited ${this.#timeoutMs} ms for ${what}.`;
        reject(new Error(`${waited}\n${describeScreen(this.driver.screen())}`));
      }, this.#timeoutMs);
      const unsubscribe = this.#server.subscribe(() => void settle());
      const stop = () => {
        clearTimeout(timer);
        unsubscribe();
      };
      settle();
    });
  }
}

export class SlackChannel {
  readonly #user: SlackUser;
  readonly #name: string;

  constructor(user: SlackUser, name: string) {
    this.#user = user;
    this.#name = name;
  }

  onScreen(): ScreenChannel {
    const channels = this.#user.driver.screen().channels;
    const found = channels.find((one) => one.id === this.#name || one.name === this.#name);
    if (found === undefined) throw new Error(`${this.#user.driver.id} is not in #${this.#name}.`);
    return found;
  }

  /** The newest message of the app in the channel, not in a thread, whose words match. */
  async expectCard(match: Match): Promise<SlackCard> {
    const message = await this.#user.until(`a card with ${String(match)} in #${this.#name}`, () =>
      this.cards().findLast((one) => matches(readMessage(one), match)),
    );
    return new SlackCard(this.#user, message);
  }

  /** Fails if such a card is there, or comes within a while. */
  async expectNoCard(match: Match, forMs = 300): Promise<void> {
    const until = Date.now() + forMs;
    for (;;) {
      const found = this.cards().find((one) => matches(readMessage(one), match));
      if (found !== undefined) {
        throw new Error(`Unexpected card in #${this.#name}:\n${readMessage(found)}`);
      }
      if (Date.now() >= until) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** The app's messages in the channel that are not replies, oldest first. */
  cards(): Message[] {
    return this.onScreen().messages.filter(
      (one) =>
        one.bot_id !== undefined &&
        one.ephemeralFor === undefined &&
        (one.thread_ts === undefined || one.thread_ts === one.ts),
    );
  }

  async say(text: string, files: readonly File[] = []): Promise<SlackCard> {
    const { id } = this.onScreen();
    const posted = await this.#user.driver.post({ channel: id, text, files });
    demand(posted, "posting");
    const message = this.onScreen().messages.find((one) => one.ts === posted.ts);
    if (message === undefined) throw new Error("The message that was just posted is gone.");
    return new SlackCard(this.#user, message);
  }
}

/** The people of a workspace: `slack.as("luis")`. Expectations wait at most `timeoutMs`. */
export function slackPeople(
  server: SlackServer,
  timeoutMs = 5000,
): { as: (name: string) => SlackUser } {
  return { as: (name) => new SlackUser(server, name, timeoutMs) };
}
