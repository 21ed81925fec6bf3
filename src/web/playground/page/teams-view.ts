import { html } from "htm/preact";
import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { SeenMessage } from "../teams/screen.ts";
import type { TeamsRow, TeamsState } from "../teams/page-api.ts";
import { type Pressed, CardView } from "./adaptive-card.ts";
import { icon } from "./icons.ts";
import { type TeamsLink, teamsLink } from "./teams-link.ts";
import { dayKey, dayOf, timeOf } from "./when.ts";
import { useWorld } from "./world.ts";

/** A channel of Teams, or the chat with Remo: posts with their replies under them. */
export function TeamsView({ state, row }: { state: TeamsState; row: TeamsRow }): VNode {
  const { words, screen } = useWorld();
  const link = teamsLink(screen.me.id);
  const roots = state.messages.filter((one) => one.id === one.rootId || row.kind === "personal");
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => end.current?.scrollIntoView({ block: "end" }), [row.id, roots.at(-1)?.id]);
  return html`<section class="pane teams" aria-label=${row.name}>
    <div class="messages" tabindex="0" role="log" aria-label=${row.name}>
      <div class="messages-inner">
        ${
          roots.length === 0 &&
          html`<div class="empty">
            <p>${row.kind === "personal" ? words.emptyDirect : words.emptyChannel}</p>
          </div>`
        }
        ${roots.map(
          (message, index) =>
            html`<${Day} key=${`d${message.id}`} message=${message} before=${roots[index - 1]} />
              <${Post}
                key=${message.id}
                message=${message}
                state=${state}
                row=${row}
                link=${link}
              />`,
        )}
        <div ref=${end}></div>
      </div>
    </div>
    <${Writer}
      link=${link}
      row=${row}
      placeholder=${row.kind === "personal" ? words.sayToRemo : words.mentionRemo}
    />
  </section>`;
}

function Day(o: { message: SeenMessage; before: SeenMessage | undefined }): VNode | null {
  const { reading, nowMs, words } = useWorld();
  const ms = Number(o.message.id);
  const key = dayKey(ms, reading.reader);
  if (o.before !== undefined && dayKey(Number(o.before.id), reading.reader) === key) return null;
  return html`<h3 class="day"><span>${dayOf(ms, nowMs, reading.reader, words)}</span></h3>`;
}

type PostProps = { message: SeenMessage; state: TeamsState; row: TeamsRow; link: TeamsLink };

function Post({ message, state, row, link }: PostProps): VNode {
  const { words } = useWorld();
  const [open, setOpen] = useState(false);
  const replies =
    row.kind === "personal"
      ? []
      : state.messages.filter((one) => one.rootId === message.id && one.id !== message.id);
  const hidden = open ? 0 : Math.max(0, replies.length - 2);
  const fromBot = message.from === state.bot;
  return html`<article class="teams-post">
    <${Said} message=${message} state=${state} link=${link} />
    ${
      hidden > 0 &&
      html`<button type="button" class="teams-more" onClick=${() => setOpen(true)}>
        ${words.replies(replies.length)}
      </button>`
    }
    <div class="teams-replies">
      ${replies.slice(hidden).map((one) => html`<${Said} key=${one.id} message=${one} state=${state} link=${link} />`)}
      ${
        row.kind === "channel" &&
        fromBot &&
        html`<${Writer}
          link=${link}
          row=${row}
          threadOf=${message.id}
          placeholder=${words.mentionRemo}
        />`
      }
    </div>
  </article>`;
}

function Said({ message, state, link }: Omit<PostProps, "row">): VNode {
  const { reading, words, attempt } = useWorld();
  const name = state.nameOf[message.from] ?? "";
  const at = { conversation: message.conversation, id: message.id };
  const press = (pressed: Pressed) => void attempt(link.press({ at, ...pressed }));
  return html`<div class="teams-said">
    <header class="message-head">
      <b>${name}</b>
      ${message.from === state.bot && html`<span class="tag">${words.app}</span>`}
      <time class="quiet">${timeOf(Number(message.id), reading.reader)}</time>
      ${message.ownView && html`<span class="private-note quiet">${icon("eye")}${words.ownView}</span>`}
    </header>
    ${message.text !== "" && html`<div class="message-text">${plain(message.text)}</div>`}
    ${message.card !== undefined && html`<${CardView} card=${message.card} onPress=${press} />`}
    ${message.attachments
      .filter(({ name: file }) => file !== undefined)
      .map(({ name: file }) => html`<span class="file-chip">${icon("file")}${file}</span>`)}
    ${
      message.toast !== undefined &&
      html`<p class="teams-toast" role="status">
        ${message.toast.text}
        <button
          type="button"
          class="icon-button"
          aria-label=${words.dismiss}
          onClick=${() => void link.dismiss(message.toast?.id ?? "")}
        >
          ${icon("close")}
        </button>
      </p>`
    }
  </div>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  nbsp: " ",
};

/** Teams' little XML as the words that people read; its line breaks stay. */
function plain(text: string): string {
  return text
    .replaceAll(/<br\s*\/?>/g, "\n")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/&(lt|gt|amp|quot|nbsp);/g, (_, name: string) => ENTITIES[name] ?? "");
}

type WriterProps = { link: TeamsLink; row: TeamsRow; placeholder: string; threadOf?: string };

/** In a channel Remo hears what mentions it: the mention is put in where it is missing. */
function Writer({ link, row, placeholder, threadOf }: WriterProps): VNode {
  const { words, attempt } = useWorld();
  const [text, setText] = useState("");
  const [files, setFiles] = useState<File[]>([]);
  const send = async (event: Event) => {
    event.preventDefault();
    const said = text.trim();
    if (said === "" && files.length === 0) return;
    const heard = row.kind === "personal" || /@remo\b/i.test(said) ? said : `@Remo ${said}`;
    setText("");
    setFiles([]);
    const outcome = await attempt(
      link.say({ conversation: row.id, text: heard, files, ...(threadOf ? { threadOf } : {}) }),
    );
    if (!outcome.ok) {
      setText(said);
      setFiles(files);
    }
  };
  return html`<form
    class=${threadOf ? "teams-reply" : "composer"}
    onSubmit=${(event: Event) => void send(event)}
  >
    <div class="composer-box">
      <div class="composer-row">
        ${
          row.kind === "personal" &&
          html`<label class="icon-button" title=${words.attach}>
            <input
              type="file"
              multiple
              class="hidden-words"
              aria-label=${words.attach}
              onChange=${(event: { currentTarget: HTMLInputElement }) =>
                setFiles([...(event.currentTarget.files ?? [])])}
            />
            ${icon("clip")}
          </label>`
        }
        <input
          class="teams-line"
          value=${text}
          placeholder=${files.length > 0 ? files.map((file) => file.name).join(", ") : placeholder}
          aria-label=${placeholder}
          onInput=${(event: { currentTarget: HTMLInputElement }) => setText(event.currentTarget.value)}
        />
        <button
          type="submit"
          class="send"
          aria-label=${words.send}
          disabled=${text.trim() === "" && files.length === 0}
        >
          ${icon("send")}
        </button>
      </div>
    </div>
  </form>`;
}
