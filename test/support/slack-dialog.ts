import type { Block } from "../../src/web/playground/blocks.ts";
import { optionsOf } from "../../src/web/playground/element-state.ts";
import type { Entry } from "../../src/web/playground/element-state.ts";
import type { View } from "../../src/web/playground/views.ts";
import { matches, press } from "./slack-press.ts";
import type { File, Match, Watcher } from "./slack-press.ts";
import { describeScreen, readBlocks } from "./slack-screen.ts";

type InputBlock = Extract<Block, { type: "input" }>;

/** An open modal: filled by the labels a person reads, submitted, and read again. */
export class SlackDialog {
  readonly #user: Watcher;
  readonly #viewId: string;
  readonly #values: Record<string, Record<string, Entry>> = {};
  #problems: Readonly<Record<string, string>> = {};

  constructor(user: Watcher, viewId: string) {
    this.#user = user;
    this.#viewId = viewId;
  }

  text(): string {
    return readBlocks(this.#view().blocks);
  }

  labels(): string[] {
    return this.#inputs().map((block) => block.label.text);
  }

  /** The labels of the options that a field offers. */
  options(label: Match): string[] {
    const { element } = this.#input(label);
    return "options" in element ? optionsOf(element).map((option) => option.text.text) : [];
  }

  /**
   * Fills fields by label: text, an ISO date, or the words of the option (several for checkboxes).
   */
  fill(fields: Readonly<Record<string, string | readonly string[]>>): this {
    for (const [label, value] of Object.entries(fields)) this.#enter(label, value);
    return this;
  }

  attach(label: Match, ...files: File[]): this {
    const ids = files.map((file) => {
      const kept = this.#user.driver.upload(file);
      if (!kept.ok) throw new Error(`${file.name} was not taken: ${kept.error}.`);
      return kept.file.id;
    });
    this.#set(this.#input(label), ids);
    return this;
  }

  /** Presses a button inside the dialog. */
  async click(label: Match): Promise<void> {
    await press(this.#user, { viewId: this.#viewId }, this.#view().blocks, label);
  }

  /** Sends the dialog. Errors shown on its fields are kept for `expectError`; a timeout throws. */
  async submit(): Promise<this> {
    const { driver } = this.#user;
    const sent = await driver.submit({ viewId: this.#viewId, values: this.#values });
    this.#problems = sent.ok ? {} : (sent.fields ?? {});
    if (!sent.ok && sent.fields === undefined) {
      throw new Error(`Slack answered "${sent.error}" to the dialog.`);
    }
    return this;
  }

  /** The last submission was refused with these words on some field. */
  expectError(match: Match): void {
    const shown = Object.values(this.#problems);
    if (shown.some((text) => matches(text, match))) return;
    throw new Error(
      `No field says ${String(match)}; they say: ${shown.join("; ") || "nothing"}.\n${this.#screen()}`,
    );
  }

  async expectClosed(): Promise<void> {
    await this.#user.until("the dialog to close", () =>
      this.#find() === undefined ? true : undefined,
    );
  }

  /** Waits until an app's update makes the dialog say this. */
  expect(match: Match): Promise<string> {
    return this.#user.until(`the dialog to say ${String(match)}`, () =>
      matches(this.text(), match) ? this.text() : undefined,
    );
  }

  async close(): Promise<void> {
    await this.#user.driver.closeView(this.#viewId);
  }

  #enter(label: string, value: string | readonly string[]): void {
    const block = this.#input(label);
    const { element } = block;
    if (!("options" in element)) return this.#set(block, value);
    const options = optionsOf(element);
    const chosen = (typeof value === "string" ? [value] : value).map((word) => {
      const option = options.find((one) => one.text.text === word || one.value === word);
      if (option !== undefined) return option.value;
      const offered = options.map((one) => one.text.text).join(", ");
      throw new Error(`"${label}" does not offer "${word}", only ${offered}.`);
    });
    const many = element.type === "checkboxes" || element.type === "multi_static_select";
    this.#set(block, many ? chosen : (chosen[0] ?? null));
  }

  #set(block: InputBlock, entry: Entry): void {
    const ofBlock = (this.#values[block.block_id ?? ""] ??= {});
    ofBlock[block.element.action_id ?? ""] = entry;
  }

  #input(label: Match): InputBlock {
    const inputs = this.#inputs();
    const exact = inputs.find((block) => block.label.text === label);
    const found = exact ?? inputs.find((block) => matches(block.label.text, label));
    if (found !== undefined) return found;
    throw new Error(`No field ${String(label)}; there are ${this.labels().join(", ") || "none"}.`);
  }

  #inputs(): InputBlock[] {
    return this.#view().blocks.filter((block) => block.type === "input");
  }

  #find(): View | undefined {
    return this.#user.driver.screen().modals.find((view) => view.id === this.#viewId);
  }

  #view(): View {
    const view = this.#find();
    if (view === undefined) throw new Error(`The dialog is closed.\n${this.#screen()}`);
    return view;
  }

  #screen(): string {
    return describeScreen(this.#user.driver.screen());
  }
}
