import { html } from "htm/preact";
import type { VNode } from "preact";
import type { Block } from "../blocks.ts";
import type { Entry } from "../element-state.ts";
import { initialEntry } from "../element-state.ts";
import type { Collecting } from "./blocks-view.ts";
import { Choice } from "./elements.ts";
import { FileField } from "./file-field.ts";
import { icon } from "./icons.ts";
import { plainText } from "./mrkdwn.ts";
import type { Place } from "./server-link.ts";
import { useWorld } from "./world.ts";

type InputBlock = Extract<Block, { type: "input" }>;
type FieldProps = { block: InputBlock; at: Place; collecting?: Collecting };

/** An input block: label, control, hint, and what is wrong with it. */
export function Field({ block, at, collecting }: FieldProps): VNode {
  const { words, problem, link, attempt } = useWorld();
  const { element } = block;
  const blockId = block.block_id ?? "";
  const actionId = element.action_id ?? "";
  const wrong = collecting?.problems[blockId];
  const id = `field-${blockId}`;
  const entered = collecting?.values[blockId]?.[actionId];
  const onEntry = (entry: Entry) => {
    collecting?.enter(blockId, actionId, entry);
    if (block.dispatch_action === true || collecting === undefined) {
      void attempt(link.act({ at, blockId, actionId, choice: entry }));
    }
  };
  const describedBy = `${id}-notes`;
  const control = {
    id,
    describedBy,
    invalid: wrong !== undefined,
    entry: entered === undefined ? initialEntry(element) : entered,
    onEntry,
  };
  return html`<div class=${`field ${wrong === undefined ? "" : "wrong"}`}>
    <label for=${id}>
      ${plainText(block.label.text)}
      ${block.optional === true && html`<span class="quiet"> · ${words.optional}</span>`}
    </label>
    ${
      element.type === "file_input"
        ? html`<${FileField} element=${element} ...${control} />`
        : html`<${Choice} element=${element} ...${control} />`
    }
    <div class="field-notes" id=${describedBy}>
      ${wrong !== undefined && html`<p class="field-problem" role="alert">${icon("warning")}${problem(wrong)}</p>`}
      ${block.hint && html`<p class="quiet">${plainText(block.hint.text)}</p>`}
    </div>
  </div>`;
}
