import { html } from "htm/preact";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { AnyElement, Confirm } from "../block-elements.ts";
import type { Entry, Values } from "../element-state.ts";
import { initialEntry, optionsOf } from "../element-state.ts";
import { ConfirmDialog } from "./confirm-dialog.ts";
import { icon } from "./icons.ts";
import { Marks } from "./marks.ts";
import { MenuButton } from "./menu-button.ts";
import { plainText } from "./mrkdwn.ts";
import type { Place } from "./server-link.ts";
import { dateInWords } from "./when.ts";
import { useWorld } from "./world.ts";

type Pressable = Exclude<AnyElement, { type: "file_input" }>;
export type ElementProps = {
  element: Pressable;
  blockId: string;
  at: Place;
  /** What is entered elsewhere in the same view; sent along with a press. */
  values?: Values;
};

/** An element that acts at once: a button, a menu, a select or date outside an input block. */
export function ActiveElement({ element, blockId, at, values }: ElementProps): VNode {
  const world = useWorld();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState<{ confirm: Confirm; go: () => void }>();
  const press = async (choice?: Entry) => {
    setBusy(true);
    const pressed = { at, blockId, actionId: element.action_id ?? "" };
    const withChoice = choice === undefined ? pressed : { ...pressed, choice };
    await world.attempt(world.link.act(values ? { ...withChoice, values } : withChoice));
    setBusy(false);
  };
  const confirm = "confirm" in element ? element.confirm : undefined;
  const act = (choice?: Entry) => {
    if (confirm === undefined) void press(choice);
    else setAsking({ confirm, go: () => void press(choice) });
  };
  const answered = (yes: boolean) => {
    setAsking(undefined);
    if (yes) asking?.go();
  };
  return html`${drawActive(element, act, busy, world.words.more)}
  ${asking && html`<${ConfirmDialog} confirm=${asking.confirm} answered=${answered} />`}`;
}

function drawActive(
  element: Pressable,
  act: (choice?: Entry) => void,
  busy: boolean,
  more: string,
): VNode {
  if (element.type === "button") {
    return html`<button
      type="button"
      class=${`button ${element.style ?? ""}`}
      aria-label=${element.accessibility_label}
      aria-busy=${busy}
      disabled=${busy}
      onClick=${() => {
        if (element.url !== undefined) window.open(element.url, "_blank", "noreferrer");
        act();
      }}
    >
      <span>${plainText(element.text.text)}</span>
    </button>`;
  }
  if (element.type === "overflow") {
    const items = element.options.map((option) => ({
      label: option.text.text,
      run: () => act(option.value),
    }));
    return html`<${MenuButton} label=${more} items=${items} class="button square" busy=${busy}
      >${icon("more")}<//
    >`;
  }
  return html`<${Choice}
    element=${element}
    entry=${initialEntry(element)}
    onEntry=${(entry: Entry) => act(entry)}
  />`;
}

export type ChoiceProps = {
  element: Pressable;
  entry: Entry;
  onEntry: (entry: Entry) => void;
  id?: string;
  describedBy?: string;
  invalid?: boolean;
};

/** A control that holds a value: used at once in messages, and collected in dialogs. */
export function Choice(props: ChoiceProps): VNode | null {
  const { element, entry, onEntry, id, describedBy, invalid } = props;
  const one = typeof entry === "string" ? entry : "";
  const shared = { id, "aria-describedby": describedBy, "aria-invalid": invalid };
  const typed = (event: { currentTarget: { value: string } }) =>
    onEntry(event.currentTarget.value === "" ? null : event.currentTarget.value);
  switch (element.type) {
    case "button":
    case "overflow":
      return null;
    case "static_select":
    case "users_select":
      return html`<${Select} element=${element} value=${one} typed=${typed} shared=${shared} />`;
    case "radio_buttons":
      return html`<${Marks}
        kind="radio"
        ...${shared}
        options=${element.options}
        chosen=${[one]}
        onChosen=${(chosen: readonly string[]) => onEntry(chosen.at(-1) ?? null)}
      />`;
    case "checkboxes":
    case "multi_static_select":
      return html`<${Marks}
        kind="checkbox"
        ...${shared}
        options=${optionsOf(element)}
        chosen=${Array.isArray(entry) ? entry : []}
        onChosen=${onEntry}
      />`;
    case "datepicker":
      return html`<${DateBox} value=${one} typed=${typed} shared=${shared} />`;
    case "timepicker":
      return html`<input
        class="field-control date"
        type="time"
        ...${shared}
        value=${one}
        onChange=${typed}
      />`;
    case "plain_text_input":
    case "email_text_input":
    case "url_text_input":
    case "number_input":
      return html`<${TextBox} element=${element} value=${one} typed=${typed} shared=${shared} />`;
  }
}

function DateBox(o: {
  value: string;
  typed: (event: { currentTarget: { value: string } }) => void;
  shared: object;
}): VNode {
  const { reading } = useWorld();
  return html`<span class="date-pair">
    <input
      class="field-control date"
      type="date"
      ...${o.shared}
      value=${o.value}
      onChange=${o.typed}
    />
    ${o.value !== "" && html`<span class="quiet">${dateInWords(o.value, reading.reader)}</span>`}
  </span>`;
}

function Select(o: {
  element: Extract<Pressable, { type: "static_select" | "users_select" }>;
  value: string;
  typed: (event: { currentTarget: { value: string } }) => void;
  shared: object;
}): VNode {
  const { screen, words } = useWorld();
  const options =
    o.element.type === "users_select"
      ? screen.users.map((user) => ({ value: user.id, label: user.realName }))
      : optionsOf(o.element).map(({ value, text }) => ({ value, label: text.text }));
  return html`<span class="select">
    <select class="field-control" ...${o.shared} value=${o.value} onChange=${o.typed}>
      <option value="" disabled hidden>${o.element.placeholder?.text ?? words.choose}</option>
      ${options.map(
        ({ value, label }) =>
          html`<option value=${value} selected=${value === o.value}>${label}</option>`,
      )}
    </select>
    ${icon("chevron")}
  </span>`;
}

type TextElement = Extract<
  Pressable,
  { type: "plain_text_input" | "email_text_input" | "url_text_input" | "number_input" }
>;

function TextBox(o: {
  element: TextElement;
  value: string;
  typed: (event: { currentTarget: { value: string } }) => void;
  shared: object;
}): VNode {
  const { element } = o;
  const placeholder = element.placeholder?.text;
  if (element.type === "plain_text_input" && element.multiline === true) {
    return html`<textarea
      class="field-control"
      rows="4"
      placeholder=${placeholder}
      ...${o.shared}
      maxlength=${element.max_length}
      value=${o.value}
      onInput=${o.typed}
    ></textarea>`;
  }
  const mode = element.type === "number_input" ? "decimal" : undefined;
  const limit = element.type === "plain_text_input" ? element.max_length : undefined;
  return html`<input
    class="field-control"
    type="text"
    inputmode=${mode}
    placeholder=${placeholder}
    ...${o.shared}
    maxlength=${limit}
    autocomplete="off"
    value=${o.value}
    onInput=${o.typed}
  />`;
}
