import { html } from "htm/preact";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Option } from "../block-elements.ts";
import { plainText } from "./mrkdwn.ts";

type MarksProps = {
  kind: "radio" | "checkbox";
  id?: string;
  options: readonly Option[];
  chosen: readonly string[];
  onChosen: (chosen: readonly string[]) => void;
};

/** Radio buttons or checkboxes, each with its description. */
export function Marks({ kind, id, options, chosen, onChosen }: MarksProps): VNode {
  const [name] = useState(() => `marks-${Math.random().toString(36).slice(2)}`);
  const toggle = (value: string) => {
    if (kind === "radio") onChosen([value]);
    else if (chosen.includes(value)) onChosen(chosen.filter((one) => one !== value));
    else onChosen([...chosen, value]);
  };
  return html`<div class="marks" id=${id} role=${kind === "radio" ? "radiogroup" : "group"}>
    ${options.map(
      (option) =>
        html`<label class="mark">
          <input
            type=${kind}
            name=${name}
            checked=${chosen.includes(option.value)}
            onChange=${() => toggle(option.value)}
          />
          <span
            >${plainText(option.text.text)}
            ${option.description && html`<small class="quiet">${plainText(option.description.text)}</small>`}
          </span>
        </label>`,
    )}
  </div>`;
}
