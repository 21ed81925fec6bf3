import { html } from "htm/preact";
import type { VNode } from "preact";
import type { Message, StoredFile } from "../message.ts";
import { Avatar } from "./avatar.ts";
import { Blocks } from "./blocks-view.ts";
import { sizeOf } from "./file-field.ts";
import { icon } from "./icons.ts";
import { MenuButton } from "./menu-button.ts";
import { mrkdwn } from "./mrkdwn.ts";
import { msOf, timeOf } from "./when.ts";
import { useWorld } from "./world.ts";

type MessageProps = {
  message: Message;
  /** Directly after one of the same author: no avatar and name. */
  continued: boolean;
  replies: readonly Message[];
  highlighted?: boolean;
  /** Absent inside a thread. */
  onThread?: () => void;
};

export function MessageView(props: MessageProps): VNode {
  const { message, continued, replies, highlighted, onThread } = props;
  const world = useWorld();
  const { words, reading } = world;
  const author = reading.nameOf(message.user);
  const private_ = message.ephemeralFor !== undefined;
  const at = { channel: message.channel, ts: message.ts };
  const time = timeOf(msOf(message.ts), reading.reader);
  const look = [
    "message",
    continued ? "continued" : "",
    private_ ? "private" : "",
    highlighted === true ? "highlighted" : "",
  ].join(" ");
  return html`<article class=${look} id=${`m-${message.ts}`} aria-label=${`${author}, ${time}`}>
    <div class="message-gutter">
      ${continued ? html`<time class="gutter-time quiet">${time}</time>` : html`<${Avatar} userId=${message.user} />`}
    </div>
    <div class="message-main">
      ${
        !continued &&
        html`<header class="message-head">
          <b>${author}</b>
          ${message.bot_id !== undefined && html`<span class="tag">${words.app}</span>`}
          <time class="quiet">${time}</time>
          ${private_ && html`<span class="private-note quiet">${icon("eye")}${words.onlyYou(world.screen.me.realName.split(" ")[0] ?? "")}</span>`}
        </header>`
      }
      ${
        message.blocks === undefined
          ? message.text !== "" &&
            html`<div class="message-text">${mrkdwn(message.text, reading)}</div>`
          : html`<div class="card"><${Blocks} blocks=${message.blocks} at=${at} /></div>`
      }
      ${(message.files ?? []).map((file) => html`<${FileView} key=${file.id} file=${file} />`)}
      ${replies.length > 0 && onThread && html`<${ThreadLink} replies=${replies} onThread=${onThread} />`}
    </div>
    <${Tools} message=${message} onThread=${private_ ? undefined : onThread} />
  </article>`;
}

function ThreadLink({
  replies,
  onThread,
}: {
  replies: readonly Message[];
  onThread: () => void;
}): VNode {
  const { words, reading } = useWorld();
  const last = replies.at(-1);
  const authors = [...new Set(replies.map((reply) => reply.user))].slice(0, 3);
  return html`<button type="button" class="thread-link" onClick=${onThread}>
    <span class="faces"
      >${authors.map((id) => html`<${Avatar} key=${id} userId=${id} small=${true} />`)}</span
    >
    <b>${words.replies(replies.length)}</b>
    ${last && html`<span class="quiet">${words.lastReply(timeOf(msOf(last.ts), reading.reader))}</span>`}
  </button>`;
}

function Tools({ message, onThread }: { message: Message; onThread?: () => void }): VNode {
  const { words, link, attempt, features } = useWorld();
  const at = { channel: message.channel, ts: message.ts };
  if (message.ephemeralFor !== undefined) {
    return html`<div class="message-tools shown">
      <button
        type="button"
        class="icon-button"
        aria-label=${words.dismiss}
        title=${words.dismiss}
        onClick=${() => void link.dismiss(at)}
      >
        ${icon("close")}
      </button>
    </div>`;
  }
  const items = features.shortcuts
    .filter((shortcut) => shortcut.on === "message")
    .map((shortcut) => ({
      label: shortcut.name,
      detail: features.name,
      run: () => void attempt(link.shortcut({ ...at, callbackId: shortcut.callbackId })),
    }));
  return html`<div class="message-tools">
    ${
      onThread &&
      html`<button
        type="button"
        class="icon-button"
        aria-label=${words.reply}
        title=${words.reply}
        onClick=${onThread}
      >
        ${icon("reply")}
      </button>`
    }
    ${
      items.length > 0 &&
      html`<${MenuButton} class="icon-button" label=${words.more} items=${items}
        >${icon("more")}<//
      >`
    }
  </div>`;
}

function FileView({ file }: { file: StoredFile }): VNode {
  const { words } = useWorld();
  const url = `/playground/api/files/${file.id}`;
  if (/^image\/(jpeg|png|gif|webp)$/.test(file.mimetype)) {
    return html`<a class="file-image" href=${url} target="_blank" rel="noreferrer">
      <img src=${url} alt=${file.name} loading="lazy" />
    </a>`;
  }
  return html`<a class="file-chip" href=${url} download=${file.name} title=${words.download}>
    ${icon("file")}<span class="file-name">${file.name}</span>
    <span class="quiet">${file.pretty_type} · ${sizeOf(file.size)}</span>
  </a>`;
}
