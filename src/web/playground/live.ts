import type { Response } from "express";
import type { Change } from "./journal.ts";

const HEARTBEAT_MS = 15_000;
const STREAMS_MAX = 200;

/** What the page hears besides changes of the screen. */
type Notice = { op: "clock"; nowMs: number } | { op: "language"; language: "es" | "en" };
export type Live = Change | Notice;

/** The open event streams of the page, one per tab, each for one person. */
export type Streams = {
  /** False when there are too many. */
  open(response: Response, userId: string, memberOf: () => ReadonlySet<string>): boolean;
  tell(live: Live): void;
  close(): void;
};

export function streams(): Streams {
  const open = new Map<Response, (live: Live) => boolean>();
  const heartbeat = setInterval(() => {
    for (const response of open.keys()) response.write(": still here\n\n");
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return {
    open(response, userId, memberOf) {
      if (open.size >= STREAMS_MAX) return false;
      response.writeHead(200, {
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
      });
      response.write("retry: 1000\n\n");
      open.set(response, (live) => concerns(live, userId, memberOf));
      response.on("close", () => open.delete(response));
      return true;
    },
    tell(live) {
      const data = `data: ${JSON.stringify(live)}\n\n`;
      for (const [response, wanted] of open) if (wanted(live)) response.write(data);
    },
    close() {
      clearInterval(heartbeat);
      for (const response of open.keys()) response.end();
      open.clear();
    },
  };
}

function concerns(live: Live, userId: string, memberOf: () => ReadonlySet<string>): boolean {
  switch (live.op) {
    case "message":
    case "delete":
      return memberOf().has(live.channel);
    case "ephemeral":
      return live.message.ephemeralFor === userId;
    case "ephemeral-delete":
    case "modals":
    case "home":
      return live.userId === userId;
    case "file":
      return false;
    case "join":
    case "reset":
    case "clock":
    case "language":
      return true;
  }
}
