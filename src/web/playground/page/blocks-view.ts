import { html } from "htm/preact";
import type { VNode } from "preact";
import type { TextObject } from "../block-elements.ts";
import type { Block } from "../blocks.ts";
import type { Entry, Values } from "../element-state.ts";
import { ActiveElement } from "./elements.ts";
import { Field } from "./field.ts";
import { mrkdwn, plainText } from "./mrkdwn.ts";
import type { Piece, Reading } from "./mrkdwn.ts";
import type { Place } from "./server-link.ts";
import { useWorld } from "./world.ts";

/** What a dialog has collected, and what is wrong with it, by block id. */
export type Collecting = {
  values: Values;
  problems: Readonly<Record<string, string>>;
  enter: (blockId: string, actionId: string, entry: Entry) => void;
};

type BlocksProps = { blocks: readonly Block[]; at: Place; collecting?: Collecting };

/** Block Kit as it looks here; the same for messages, dialogs and App Home. */
export function Blocks({ blocks, at, collecting }: BlocksProps): VNode {
  const { reading } = useWorld();
  return html`<div class="blocks">
    ${blocks.map(
      (block) =>
        html`<${OneBlock}
          key=${block.block_id}
          block=${block}
          at=${at}
          collecting=${collecting}
          reading=${reading}
        />`,
    )}
  </div>`;
}

type BlockProps = { block: Block; at: Place; collecting?: Collecting; reading: Reading };

function OneBlock({ block, at, collecting, reading }: BlockProps): VNode | null {
  const blockId = block.block_id ?? "";
  const values = collecting?.values;
  switch (block.type) {
    case "header":
      return html`<h3 class="block-header">${plainText(block.text.text)}</h3>`;
    case "divider":
      return html`<hr class="block-divider" />`;
    case "section":
      return html`<${Section} block=${block} at=${at} values=${values} reading=${reading} />`;
    case "context":
      return html`<div class="block-context">
        ${block.elements.map((item) =>
          item.type === "image"
            ? html`<img src=${item.image_url} alt=${item.alt_text} />`
            : html`<span>${words(item, reading)}</span>`,
        )}
      </div>`;
    case "actions":
      return html`<div class="block-actions">
        ${block.elements.map(
          (element) =>
            html`<${ActiveElement}
              key=${element.action_id}
              element=${element}
              blockId=${blockId}
              at=${at}
              values=${values}
            />`,
        )}
      </div>`;
    case "image":
      return html`<figure class="block-image">
        ${block.title && html`<figcaption>${plainText(block.title.text)}</figcaption>`}
        <img src=${block.image_url} alt=${block.alt_text} loading="lazy" />
      </figure>`;
    case "input":
      return html`<${Field} block=${block} at=${at} collecting=${collecting} />`;
  }
}

type SectionProps = {
  block: Extract<Block, { type: "section" }>;
  at: Place;
  values?: Values;
  reading: Reading;
};

function Section({ block, at, values, reading }: SectionProps): VNode {
  const { text, fields, accessory } = block;
  return html`<div class=${`block-section ${accessory ? "with-accessory" : ""}`}>
    <div class="section-body">
      ${text && html`<div class="block-text">${words(text, reading)}</div>`}
      ${
        fields &&
        html`<dl class="fields">
          ${fields.map((field) => html`<${FactField} field=${field} reading=${reading} />`)}
        </dl>`
      }
    </div>
    ${
      accessory?.type === "image" &&
      html`<img class="accessory-image" src=${accessory.image_url} alt=${accessory.alt_text} />`
    }
    ${
      accessory &&
      accessory.type !== "image" &&
      html`<${ActiveElement}
        element=${accessory}
        blockId=${block.block_id ?? ""}
        at=${at}
        values=${values}
      />`
    }
  </div>`;
}

/** A field written "*Label*⏎value", as cards do, is shown as a label over its value. */
function FactField({ field, reading }: { field: TextObject; reading: Reading }): VNode {
  const labelled = field.type === "mrkdwn" ? /^\*([^*\n]+)\*\n([\s\S]+)$/.exec(field.text) : null;
  if (labelled === null) return html`<div class="fact"><dd>${words(field, reading)}</dd></div>`;
  return html`<div class="fact">
    <dt>${mrkdwn(labelled[1] ?? "", reading)}</dt>
    <dd>${mrkdwn(labelled[2] ?? "", reading)}</dd>
  </div>`;
}

function words(text: TextObject, reading: Reading): Piece[] {
  return text.type === "mrkdwn" ? mrkdwn(text.text, reading) : plainText(text.text);
}
