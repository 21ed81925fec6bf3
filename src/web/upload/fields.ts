import type { Submission } from "../../app/ports.ts";
import type { Lang } from "../../text/format.ts";
import { textFor } from "../../text/text.ts";
import type { Input } from "../../view/card.ts";
import { html, type Html } from "./html.ts";

/** As many as fit on a phone without hiding one another. */
const MOST_CHIPS = 6;
const HIDDEN = html`hidden`;

export type Filled = {
  readonly values: Submission;
  /** By input. */
  readonly errors: Readonly<Record<string, string>>;
  readonly lang: Lang;
};

/** An input of a dialog as a field of the page, with what was typed and what is wrong with it. */
export function fieldOf(input: Input, o: Filled): Html {
  const optional = "optional" in input && input.optional === true;
  const small = optional ? html` <small>${textFor(o.lang).upload.optional}</small>` : null;
  const hint = "hint" in input && input.hint ? input.hint : null;
  const about = [...(hint ? [`${input.id}-hint`] : []), `${input.id}-problem`].join(" ");
  const rest = html`${hint && html`<p class="hint" id="${input.id}-hint">${hint}</p>`}
  ${controlOf(input, o, about)} ${problemOf(input.id, o)}`;
  // Several controls under one name are a group to whoever does not see them.
  return isGroup(input)
    ? html`<fieldset class="field" aria-describedby="${about}">
        <legend>${input.label}${small}</legend>
        ${rest}
      </fieldset>`
    : html`<div class="field"><label for="${input.id}">${input.label}${small}</label>${rest}</div>`;
}

/** What is wrong with an input: there while nothing is, for the page's script to fill in. */
function problemOf(id: string, { errors }: Pick<Filled, "errors">): Html {
  const problem = errors[id];
  return html`<p class="problem" id="${id}-problem" ${problem ? null : HIDDEN}>${problem}</p>`;
}

function isGroup(input: Input): boolean {
  return input.kind === "file" || (input.kind === "choice" && input.choices.length <= MOST_CHIPS);
}

function controlOf(input: Input, o: Filled, about: string): Html {
  const given = input.id === "case" || input.id === "files" ? undefined : o.values[input.id];
  const named = html`id="${input.id}" name="${input.id}" aria-describedby="${about}"`;
  switch (input.kind) {
    case "text": {
      const value = given ?? input.initial ?? "";
      const limit = html`maxlength="${input.maxLength}"`;
      return input.long
        ? html`<textarea ${named} ${limit} rows="2">${value}</textarea>`
        : html`<input type="text" ${named} ${limit} value="${value}" autocomplete="off" />`;
    }
    case "date":
      return html`<input type="date" ${named} value="${given ?? input.initial}" />`;
    case "choice":
      return isGroup(input)
        ? chips(input, given)
        : html`<select ${named}>
            ${input.choices.map(({ value, label }) => {
              const chosen = value === (given ?? input.initial) ? html`selected` : null;
              return html`<option value="${value}" ${chosen}>${label}</option>`;
            })}
          </select>`;
    case "file":
      return choosers(o.lang);
    default:
      return input satisfies never;
  }
}

function chips(input: Extract<Input, { kind: "choice" }>, given: string | undefined): Html {
  const chip = ({ value, label }: (typeof input.choices)[number]) => {
    const chosen = value === (given ?? input.initial) ? html`checked` : null;
    return html`<label class="chip">
      <input type="radio" name="${input.id}" value="${value}" ${chosen} /><span>${label}</span>
    </label>`;
  };
  return html`<div class="chips">${input.choices.map(chip)}</div>`;
}

/** Two doors to one field: the phone's camera, and whatever is stored. */
function choosers(lang: Lang): Html {
  const { upload } = textFor(lang);
  return html`<div class="choosers">
      <label class="chooser camera">
        <span>${upload.takePhoto}</span>
        <input type="file" name="files" accept="image/*" capture="environment" />
      </label>
      <label class="chooser">
        <span>${upload.chooseFiles} <i>${upload.orDrop}</i></span>
        <input type="file" name="files" accept="image/*,application/pdf" multiple />
      </label>
    </div>
    <ul class="chosen" hidden></ul>`;
}
