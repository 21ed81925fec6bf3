import { html } from "htm/preact";
import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import type { InputElement } from "../block-elements.ts";
import type { Entry } from "../element-state.ts";
import { icon } from "./icons.ts";
import { useWorld } from "./world.ts";

type FileFieldProps = {
  element: Extract<InputElement, { type: "file_input" }>;
  id: string;
  describedBy: string;
  onEntry: (entry: Entry) => void;
};
type Chosen = { id: string; name: string; size: number };

// Slack takes up to ten files in one input.
const FILES_MAX = 10;

/** A file_input: files are uploaded as they are chosen, and the dialog sends their ids. */
export function FileField({ element, id, describedBy, onEntry }: FileFieldProps): VNode {
  const { words } = useWorld();
  const max = element.max_files ?? FILES_MAX;
  const { chosen, busy, take, drop } = useUploads(max, onEntry);
  const types = (element.filetypes ?? []).map((type) => `.${type}`).join(",");
  const input = html`<input
    id=${id}
    type="file"
    class="hidden-words"
    multiple=${max > 1}
    accept=${types}
    aria-describedby=${describedBy}
    disabled=${busy}
    onChange=${(event: { currentTarget: HTMLInputElement }) => {
      void take(event.currentTarget.files);
    }}
  />`;
  const label = max > 1 ? words.chooseFiles : words.chooseFile;
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
            onClick=${() => drop(file)}
          >
            ${icon("close")}
          </button>
        </div>`,
    )}
    ${
      chosen.length < max &&
      html`<${DropZone} take=${take}>
        ${input} ${icon("clip")}<span>${busy ? words.uploading : label}</span>
        <span class="quiet drop-hint">${words.dropFiles}</span>
      <//>`
    }
  </div>`;
}

function useUploads(max: number, onEntry: (entry: Entry) => void) {
  const { link, attempt } = useWorld();
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const [busy, setBusy] = useState(false);
  const keep = (files: readonly Chosen[]) => {
    setChosen(files);
    onEntry(files.map((file) => file.id));
  };
  const take = async (list: FileList | null) => {
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
  const drop = (file: Chosen) => keep(chosen.filter((one) => one.id !== file.id));
  return { chosen, busy, take, drop };
}

type DropZoneProps = {
  take: (files: FileList | null) => Promise<void>;
  children?: ComponentChildren;
};

function DropZone({ take, children }: DropZoneProps): VNode {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer?.files ?? null);
  };
  const drag = (event: DragEvent) => {
    event.preventDefault();
    setOver(event.type === "dragover");
  };
  return html`<label
    class=${`file-drop ${over ? "over" : ""}`}
    onDragOver=${drag}
    onDragLeave=${drag}
    onDrop=${drop}
  >
    ${children}
  </label>`;
}

/** Bytes for people: "84 KB", "1.2 MB". */
export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
