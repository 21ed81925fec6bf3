import { html } from "htm/preact";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { ScreenChannel } from "../screen.ts";
import { isContinued } from "./channel-view.ts";
import { Composer } from "./composer.ts";
import { icon } from "./icons.ts";
import { MessageView } from "./message-view.ts";
import { useWorld } from "./world.ts";

type ThreadProps = { channel: ScreenChannel; ts: string; onClose: () => void };

/** A message and its replies in a side panel; the whole screen on a phone. */
export function ThreadView({ channel, ts, onClose }: ThreadProps): VNode | null {
  const { words } = useWorld();
  const end = useRef<HTMLDivElement>(null);
  const parent = channel.messages.find((message) => message.ts === ts);
  const replies = channel.messages.filter((one) => one.thread_ts === ts && one.ts !== ts);
  useEffect(() => end.current?.scrollIntoView({ block: "end" }), [replies.length]);
  if (parent === undefined) return null;
  const escape = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
  };
  return html`<aside class="thread" aria-label=${words.thread} onKeyDown=${escape}>
    <header class="thread-head">
      <h2>
        ${words.thread}
        <span class="quiet">${channel.kind === "direct" ? channel.name : `#${channel.name}`}</span>
      </h2>
      <button
        type="button"
        class="icon-button"
        aria-label=${words.closeThread}
        title=${words.closeThread}
        onClick=${onClose}
      >
        ${icon("close")}
      </button>
    </header>
    <div class="messages" role="log" tabindex="0" aria-label=${words.thread}>
      <div class="messages-inner">
        <${MessageView} message=${parent} continued=${false} replies=${[]} />
        <div class="reply-count quiet"><span>${words.replies(replies.length)}</span></div>
        ${replies.map(
          (reply, index) =>
            html`<${MessageView}
              key=${reply.ts}
              message=${reply}
              continued=${isContinued(replies[index - 1], reply)}
              replies=${[]}
            />`,
        )}
        <div ref=${end}></div>
      </div>
    </div>
    <${Composer} key=${ts} channel=${channel} placeholder=${words.writeReply} threadTs=${ts} />
  </aside>`;
}
