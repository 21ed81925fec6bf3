import { html } from "htm/preact";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { InputElement } from "../block-elements.ts";
import type { Block } from "../blocks.ts";
import type { Entry } from "../element-state.ts";
import { initialEntry } from "../element-state.ts";
import type { Collecting } from "./blocks-view.ts";
import { Choice } from "./elements.ts";
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

type FileElement = Extract<InputElement, { type: "file_input" }>;
type Chosen = { id: string; name: string; size: number };

function FileField(o: {
  element: FileElement;
  id: string;
  describedBy: string;
  onEntry: (entry: Entry) => void;
}): VNode {
  const { words, link, attempt } = useWorld();
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const [busy, setBusy] = useState(false);
  const [over, setOver] = useState(false);
  const max = o.element.max_files ?? 10;
  const keep = (files: readonly Chosen[]) => {
    setChosen(files);
    o.onEntry(files.map((file) => file.id));
  };
  const take = async (list: FileList | null) => {
    setOver(false);
    setBusy(true);
    const fresh: Chosen[] = [];
    for (const file of [...(list ?? [])].slice(0, max)) {
      const kept = await link.upload(file);
      if (kept.ok) fresh.push({ id: kept.id, name: file.name, size: file.size });
      else await attempt(Promise.resolve(kept));
    }
    setBusy(false);
    keep([...chosen, ...fresh].slice(-max));
  };
  const types = (o.element.filetypes ?? []).map((type) => `.${type}`).join(",");
  const drop = (event: DragEvent) => {
    event.preventDefault();
    void take(event.dataTransfer?.files ?? null);
  };
  const drag = (event: DragEvent) => {
    event.preventDefault();
    setOver(event.type === "dragover");
  };
  return html`<div class="file-field">
    ${chosen.map(
      (file) =>
        html`<div class="file-chip" key=${file.id}>
          ${icon("file")}<span class="file-name">${file.name}</span>
          <span class="quiet">${sizeOf(file.size)}</span>
          <button
            type="button"
            class="icon-button"
            aria-label=${words.remove(file.name)}
            onClick=${() => keep(chosen.filter((one) => one.id !== file.id))}
          >
            ${icon("close")}
          </button>
        </div>`,
    )}
    ${
      chosen.length < max &&
      html`<label
        class=${`file-drop ${over ? "over" : ""}`}
        onDragOver=${drag}
        onDragLeave=${drag}
        onDrop=${drop}
      >
        <input
          id=${o.id}
          type="file"
          class="hidden-words"
          multiple=${max > 1}
          accept=${types}
          aria-describedby=${o.describedBy}
          disabled=${busy}
          onChange=${(event: { currentTarget: HTMLInputElement }) => {
            void take(event.currentTarget.files);
          }}
        />
        ${icon("clip")}
        <span>${busy ? words.uploading : max > 1 ? words.chooseFiles : words.chooseFile}</span>
        <span class="quiet drop-hint">${words.dropFiles}</span>
      </label>`
    }
  </div>`;
}

/** Bytes for people: "84 KB", "1.2 MB". */
export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
