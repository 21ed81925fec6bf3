import { html } from "htm/preact";
import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import type { ScreenChannel } from "../screen.ts";
import { sizeOf } from "./file-field.ts";
import { icon } from "./icons.ts";
import { useWorld } from "./world.ts";

type ComposerProps = { channel: ScreenChannel; placeholder: string; threadTs?: string };

/** Where a person writes: messages, files, and slash commands with their completion. */
export function Composer(props: ComposerProps): VNode {
  const { text, setText, files, setFiles, busy, send } = useDraft(props);
  const box = useRef<HTMLTextAreaElement>(null);
  const suggestions = useSuggestions(text);
  const put = (next: string) => {
    setText(next);
    box.current?.focus();
  };
  const keys = (event: KeyboardEvent) => {
    const first = suggestions[0];
    if (event.key === "Tab" && first !== undefined && first.line !== text) {
      event.preventDefault();
      put(first.line);
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      void send();
    }
  };
  const submit = (event: Event) => {
    event.preventDefault();
    void send();
  };
  const typed = (event: { currentTarget: HTMLTextAreaElement }) =>
    setText(event.currentTarget.value);
  return html`<form class="composer" onSubmit=${submit}>
    ${suggestions.length > 0 && html`<${Suggestions} lines=${suggestions} onPick=${put} />`}
    <div class="composer-box">
      <${ChosenFiles} files=${files} onFiles=${setFiles} />
      <div class="composer-row">
        <${AttachButton} files=${files} onFiles=${setFiles} />
        <textarea
          ref=${box}
          rows="1"
          value=${text}
          placeholder=${props.placeholder}
          aria-label=${props.placeholder}
          onInput=${typed}
          onKeyDown=${keys}
        ></textarea>
        <${SendButton} busy=${busy} empty=${text.trim() === "" && files.length === 0} />
      </div>
    </div>
  </form>`;
}

function SendButton({ busy, empty }: { busy: boolean; empty: boolean }): VNode {
  const { words } = useWorld();
  return html`<button
    type="submit"
    class="send"
    aria-label=${words.send}
    title=${words.send}
    aria-busy=${busy}
    disabled=${busy || empty}
  >
    ${icon("send")}
  </button>`;
}

/** What is being written; a draft that could not be sent comes back. */
function useDraft({ channel, threadTs }: ComposerProps) {
  const world = useWorld();
  const [text, setText] = useState("");
  const [files, setFiles] = useState<readonly File[]>([]);
  const [busy, setBusy] = useState(false);
  const where = { channel: channel.id, ...(threadTs === undefined ? {} : { threadTs }) };
  const send = async () => {
    const said = text.trim();
    if ((said === "" && files.length === 0) || busy) return;
    setBusy(true);
    const doing =
      said.startsWith("/") && files.length === 0
        ? world.link.command({ ...where, line: said })
        : world.link.post({ ...where, text: said, files: [...files] });
    setText("");
    setFiles([]);
    const outcome = await world.attempt(doing);
    if (!outcome.ok) {
      setText(said);
      setFiles(files);
    }
    setBusy(false);
  };
  return { text, setText, files, setFiles, busy, send };
}

type FilesProps = { files: readonly File[]; onFiles: (files: readonly File[]) => void };
const FILES_MAX = 10;

function AttachButton({ files, onFiles }: FilesProps): VNode {
  const { words } = useWorld();
  const take = (event: { currentTarget: HTMLInputElement }) => {
    onFiles([...files, ...(event.currentTarget.files ?? [])].slice(0, FILES_MAX));
    event.currentTarget.value = "";
  };
  return html`<label class="icon-button" title=${words.attach}>
    <input type="file" multiple class="hidden-words" aria-label=${words.attach} onChange=${take} />
    ${icon("clip")}
  </label>`;
}

function ChosenFiles({ files, onFiles }: FilesProps): VNode | null {
  const { words } = useWorld();
  if (files.length === 0) return null;
  return html`<div class="composer-files">
    ${files.map(
      (file) =>
        html`<span class="file-chip" key=${file.name}>
          ${icon("file")}<span class="file-name">${file.name}</span>
          <span class="quiet">${sizeOf(file.size)}</span>
          <button
            type="button"
            class="icon-button"
            aria-label=${words.remove(file.name)}
            onClick=${() => onFiles(files.filter((one) => one !== file))}
          >
            ${icon("close")}
          </button>
        </span>`,
    )}
  </div>`;
}

type Suggestion = { line: string; shown: string; detail: string };

function Suggestions(o: { lines: readonly Suggestion[]; onPick: (line: string) => void }): VNode {
  return html`<div class="menu suggestions">
    ${o.lines.map(
      (one) =>
        html`<button
          type="button"
          class="menu-item"
          key=${one.shown}
          onClick=${() => o.onPick(one.line)}
        >
          <span class="command-line">${one.shown}</span><small class="quiet">${one.detail}</small>
        </button>`,
    )}
  </div>`;
}

/** The commands that begin like the text; after the command's name, the verbs of its usage hint. */
function useSuggestions(text: string): readonly Suggestion[] {
  const { features, language } = useWorld();
  if (!text.startsWith("/") || text.includes("\n")) return [];
  return features.commands.flatMap(({ command, description, usageHint }) => {
    if (!text.startsWith(`${command} `)) {
      const shown = `${command} ${usageHint}`.trim();
      return command.startsWith(text) ? [{ line: `${command} `, shown, detail: description }] : [];
    }
    const typed = text.slice(command.length + 1);
    const [own, other] = verbsIn(usageHint, language);
    const offered = typed === "" ? own : [...own, ...other];
    return offered
      .filter((verb) => verb.startsWith(typed) && verb !== typed.trim())
      .map((verb) => ({ line: `${command} ${verb} `, shown: `${command} ${verb}`, detail: "" }));
  });
}

/**
 * A hint like "estado PED-1 | casos | ayuda (status, cases, help)" names a verb first in each part,
 * and in brackets at its end the same verbs in English. First those of the page's language.
 */
function verbsIn(hint: string, language: "es" | "en"): [string[], string[]] {
  const bracketed = /\(([^)]*)\)\s*$/.exec(hint)?.[1];
  const first = (part: string) => /^[\s[]*(\p{L}+)/u.exec(part)?.[1] ?? [];
  const main = hint
    .replaceAll(/\([^)]*\)/g, "")
    .split("|")
    .flatMap(first);
  const english = (bracketed ?? "").split(",").flatMap(first);
  return language === "en" && english.length > 0 ? [english, main] : [main, english];
}
