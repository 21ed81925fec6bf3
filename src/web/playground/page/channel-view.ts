import { html } from "htm/preact";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Message } from "../message.ts";
import type { ScreenChannel } from "../screen.ts";
import { Composer } from "./composer.ts";
import { MessageView } from "./message-view.ts";
import { dayKey, dayOf, msOf } from "./when.ts";
import { useWorld } from "./world.ts";

// Messages of one author within five minutes are shown as one run.
const RUN_MS = 5 * 60_000;

type ChannelProps = {
  channel: ScreenChannel;
  highlightTs: string | undefined;
  onThread: (ts: string) => void;
};

export function ChannelView({ channel, highlightTs, onThread }: ChannelProps): VNode {
  const { words, features, screen } = useWorld();
  const roots = channel.messages.filter(isRoot);
  const name = channel.kind === "direct" ? channel.name : `#${channel.name}`;
  const last = roots.at(-1);
  // What this person just wrote, and the answer only they see, is always brought into view.
  const mine = last?.user === screen.me.id || last?.ephemeralFor !== undefined;
  const list = useStickyEnd({ channelId: channel.id, lastTs: last?.ts, mine, highlightTs });
  const direct = channel.kind === "direct";
  return html`<section class="pane" aria-label=${name}>
    <div class="messages" ref=${list} tabindex="0" role="log" aria-label=${name}>
      <div class="messages-inner">
        ${
          roots.length === 0
            ? html`<div class="empty">
                <p>${direct ? words.emptyDirect : words.emptyChannel}</p>
                <p class="quiet">${direct ? words.emptyDirectHint : words.emptyChannelHint}</p>
              </div>`
            : drawMessages(channel, roots, highlightTs, onThread)
        }
      </div>
    </div>
    ${
      (!direct || features.canAnswer) &&
      html`<${Composer} key=${channel.id} channel=${channel} placeholder=${words.write(name)} />`
    }
  </section>`;
}

function drawMessages(
  channel: ScreenChannel,
  roots: readonly Message[],
  highlightTs: string | undefined,
  onThread: (ts: string) => void,
): VNode {
  const world = useWorld();
  const { reader } = world.reading;
  return html`${roots.map((message, index) => {
    const before = roots[index - 1];
    const ms = msOf(message.ts);
    const newDay = before === undefined || dayKey(msOf(before.ts), reader) !== dayKey(ms, reader);
    const replies = channel.messages.filter(
      (one) => one.thread_ts === message.ts && one.ts !== message.ts,
    );
    const day = dayOf(ms, world.nowMs, reader, world.words);
    return html`${newDay && html`<h3 class="day" key=${`day-${message.ts}`}><span>${day}</span></h3>`}
      <${MessageView}
        key=${message.ts}
        message=${message}
        continued=${!newDay && isContinued(before, message)}
        replies=${replies}
        highlighted=${message.ts === highlightTs}
        onThread=${() => onThread(message.ts)}
      />`;
  })}`;
}

function isRoot(message: Message): boolean {
  return message.thread_ts === undefined || message.thread_ts === message.ts;
}

export function isContinued(before: Message | undefined, message: Message): boolean {
  return (
    before !== undefined &&
    before.user === message.user &&
    before.blocks === undefined &&
    message.blocks === undefined &&
    before.ephemeralFor === undefined &&
    message.ephemeralFor === undefined &&
    msOf(message.ts) - msOf(before.ts) < RUN_MS
  );
}

type StickyEnd = {
  channelId: string;
  lastTs: string | undefined;
  mine: boolean;
  highlightTs: string | undefined;
};

/** Keeps a list at its end as messages come, unless the reader has scrolled up or asked for one. */
function useStickyEnd({ channelId, lastTs, mine, highlightTs }: StickyEnd) {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    const watch = () => {
      const left = element.scrollHeight - element.scrollTop - element.clientHeight;
      atEnd.current = left < 80;
    };
    element.addEventListener("scroll", watch, { passive: true });
    return () => element.removeEventListener("scroll", watch);
  }, []);
  useEffect(() => {
    atEnd.current = true;
  }, [channelId]);
  useEffect(() => {
    const wanted = highlightTs === undefined ? null : document.getElementById(`m-${highlightTs}`);
    if (wanted !== null) wanted.scrollIntoView({ block: "center" });
    else if (atEnd.current || mine) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [channelId, lastTs, highlightTs]);
  return list;
}
