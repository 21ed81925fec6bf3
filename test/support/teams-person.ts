import type { SeenMessage } from "../../src/web/playground/teams/screen.ts";
import type { TeamsServer } from "../../src/web/playground/teams/teams-server.ts";
import type { TeamsUser } from "../../src/web/playground/teams/person.ts";

export type Words = string | RegExp;

/** One person at Teams, written so that a flow test reads as a transcript. */
export class TeamsPerson {
  readonly user: TeamsUser;
  readonly #server: TeamsServer;
  readonly #timeoutMs: number;

  constructor(server: TeamsServer, name: string, timeoutMs: number) {
    this.#server = server;
    this.user = server.user(name);
    this.#timeoutMs = timeoutMs;
  }

  channel(name: string): TeamsPlace {
    return new TeamsPlace(this, `19:${name}@thread.tacv2`);
  }

  /** The chat with Remo. */
  direct(): TeamsPlace {
    return new TeamsPlace(this, this.user.personal);
  }

  /** Says something to Remo alone, and gives its answer. */
  async ask(text: string): Promise<TeamsCard> {
    const direct = await this.ready();
    return direct.ask(text);
  }

  /** The chat with Remo, once it has greeted: whoever wants to write to it adds the app first. */
  async ready(): Promise<TeamsPlace> {
    const direct = this.direct();
    const { conversations } = this.user.screen();
    if (conversations.find(({ id }) => id === direct.id)?.botIsIn) return direct;
    await this.user.install();
    await this.until("a greeting", () => (direct.messages().length > 0 ? true : undefined));
    return direct;
  }

  /** Resolves with the first result of `look` that is not undefined. */
  async until<T>(what: string, look: () => T | undefined): Promise<T> {
    const deadline = Date.now() + this.#timeoutMs;
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      if (Date.now() > deadline) throw new Error(`Waited for ${what}.\n${this.describe()}`);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }

  describe(): string {
    return this.user
      .screen()
      .conversations.map(({ name, messages }) =>
        [`# ${name}`, ...messages.map((one) => `  ${wordsOf(one)}`)].join("\n"),
      )
      .join("\n");
  }

  get server(): TeamsServer {
    return this.#server;
  }
}

export class TeamsPlace {
  readonly #person: TeamsPerson;
  readonly id: string;

  constructor(person: TeamsPerson, id: string) {
    this.#person = person;
    this.id = id;
  }

  messages(): readonly SeenMessage[] {
    const { conversations } = this.#person.user.screen();
    return conversations.find((one) => one.id === this.id)?.messages ?? [];
  }

  /** The newest message of Remo whose words match, not in a thread. */
  async expectCard(words: Words): Promise<TeamsCard> {
    const found = await this.#person.until(`${String(words)} in ${this.id}`, () =>
      this.messages().findLast((one) => this.#stands(one) && matches(wordsOf(one), words)),
    );
    return new TeamsCard(this.#person, this, found.id);
  }

  /** Not in a thread; a chat between two has none. */
  #stands({ id, rootId }: SeenMessage): boolean {
    return id === rootId || !this.id.startsWith("19:");
  }

  /** What is written in it now, for looking at what is not there. */
  shows(words: Words): boolean {
    return this.messages().some((one) => matches(wordsOf(one), words));
  }

  /** Writes to Remo (in a channel it has to be mentioned), and gives the answer. */
  async ask(text: string): Promise<TeamsCard> {
    const before = new Set(this.messages().map(({ id }) => id));
    const said = await this.#person.user.say({ conversation: this.id, text });
    if (!said.ok) throw new Error(`"${text}" could not be said: ${said.error}`);
    const bot = this.#person.user.screen().bot.mri;
    const found = await this.#person.until(`an answer to ${text}`, () =>
      this.messages().find((one) => !before.has(one.id) && one.from === bot),
    );
    return new TeamsCard(this.#person, this, found.id);
  }
}

/** A message of Remo's as this person sees it. */
export class TeamsCard {
  readonly #person: TeamsPerson;
  readonly #place: TeamsPlace;
  readonly id: string;

  constructor(person: TeamsPerson, place: TeamsPlace, id: string) {
    this.#person = person;
    this.#place = place;
    this.id = id;
  }

  get message(): SeenMessage {
    const found = this.#place.messages().find(({ id }) => id === this.id);
    if (!found) throw new Error("The message is gone.");
    return found;
  }

  get words(): string {
    return wordsOf(this.message);
  }

  /** The titles of all buttons on it. */
  get buttons(): readonly string[] {
    return [...titlesIn(this.message.card)];
  }

  /** Presses a button, perhaps with a form's inputs; gives the sentence that only they see. */
  async press(title: string, inputs: Readonly<Record<string, string>> = {}): Promise<string> {
    const at = { conversation: this.#place.id, id: this.id };
    const pressed = await this.#person.user.press({ at, action: { title }, inputs });
    if (!pressed.ok) {
      throw new Error(`${title}: ${pressed.error} ${JSON.stringify(pressed.fields ?? {})}`);
    }
    return pressed.toast ?? "";
  }

  async expectUpdate(words: Words): Promise<void> {
    await this.#person.until(`${String(words)} on the card`, () =>
      matches(this.words, words) ? true : undefined,
    );
  }

  /** What was written in its thread. */
  thread(): readonly string[] {
    return this.#place
      .messages()
      .filter(({ id, rootId }) => rootId === this.id && id !== this.id)
      .map(wordsOf);
  }

  async expectReply(words: Words): Promise<void> {
    await this.#person.until(`${String(words)} in the thread`, () =>
      this.thread().some((one) => matches(one, words)) ? true : undefined,
    );
  }
}

function matches(text: string, words: Words): boolean {
  return typeof words === "string" ? text.includes(words) : words.test(text);
}

/** All that is read on it, from top to bottom. */
export function wordsOf(message: Pick<SeenMessage, "text" | "card">): string {
  return [message.text, ...textsIn(message.card)].filter(Boolean).join("\n");
}

function* textsIn(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const one of value) yield* textsIn(one);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return;
  if ("inlines" in value && Array.isArray(value.inlines)) {
    yield value.inlines.map((run: { text?: string }) => run.text ?? "").join("");
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === "string") {
      if (key === "text" || key === "title" || key === "label") yield inner;
    } else if (key !== "refresh" && key !== "data") {
      yield* textsIn(inner);
    }
  }
}

function* titlesIn(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const one of value) yield* titlesIn(one);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return;
  if ("type" in value && String(value.type).startsWith("Action.") && "title" in value) {
    yield String(value.title);
  }
  for (const inner of Object.values(value)) yield* titlesIn(inner);
}
