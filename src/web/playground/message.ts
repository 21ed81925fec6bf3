import type { Block } from "./blocks.ts";

type MessageMetadata = { event_type: string; event_payload: Record<string, unknown> };

/**
 * A file as Slack's API shows it; the two URLs are filled in when it is sent, since hosts change.
 */
export type StoredFile = {
  id: string;
  created: number;
  timestamp: number;
  name: string;
  title: string;
  mimetype: string;
  filetype: string;
  pretty_type: string;
  user: string;
  size: number;
  mode: "hosted";
  channels: string[];
};

/** A message as stored. `ts` is its id in the channel: "seconds.micros", unique and increasing. */
export type Message = {
  type: "message";
  ts: string;
  channel: string;
  user: string;
  text: string;
  bot_id?: string;
  app_id?: string;
  subtype?: "file_share";
  thread_ts?: string;
  blocks?: Block[];
  metadata?: MessageMetadata;
  files?: StoredFile[];
  edited?: { user: string; ts: string };
  /** Only this person sees it; such a message is in no history. */
  ephemeralFor?: string;
};

/**
 * Orders two message ids by time; both have six digits of micros, so only the seconds may differ.
 */
export function compareTs(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/**
 * Hands out message ids. Two messages in one millisecond, or a clock that went back, still give
 * increasing ids; `last` is the newest id of the journal after a restart.
 */
export function tsClock(now: () => number): { next(): string; seen(ts: string): void } {
  let lastMicros = 0;
  return {
    next() {
      lastMicros = Math.max(Math.round(now() * 1000), lastMicros + 1);
      const seconds = Math.floor(lastMicros / 1_000_000);
      return `${seconds}.${String(lastMicros % 1_000_000).padStart(6, "0")}`;
    },
    seen(ts) {
      lastMicros = Math.max(lastMicros, Number(ts.replace(".", "")));
    },
  };
}
