import { useEffect, useState } from "preact/hooks";
import type { Screen } from "../screen.ts";

/** Where the reader is: `#/home`, `#/<channel>`, `#/<channel>/<ts>` for one message. */
export type Place = { id: string; ts: string | undefined };

export function usePlace(): Place {
  const [place, setPlace] = useState(read);
  useEffect(() => {
    const follow = () => setPlace(read());
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  return place;
}

function read(): Place {
  const [, id = "", ts] = location.hash.split("/");
  return { id, ts };
}

/** Channels with something newer than this person last saw in this browser. */
export function useUnread(screen: Screen | undefined, hereId: string): ReadonlySet<string> {
  const key = `playground-read-${screen?.me.id ?? ""}`;
  const here = screen?.channels.find((channel) => channel.id === hereId);
  const newest = here?.messages.at(-1)?.ts;
  const seen = readSeen(key);
  useEffect(() => {
    if (screen === undefined || newest === undefined) return;
    localStorage.setItem(key, JSON.stringify({ ...readSeen(key), [hereId]: newest }));
  }, [key, hereId, newest]);
  const unread = (screen?.channels ?? []).filter((channel) => {
    const last = channel.messages.findLast((message) => message.user !== screen?.me.id)?.ts;
    return (
      channel.id !== hereId && last !== undefined && Number(last) > Number(seen[channel.id] ?? 0)
    );
  });
  return new Set(unread.map((channel) => channel.id));
}

function readSeen(key: string): Record<string, string> {
  const stored: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
  if (typeof stored !== "object" || stored === null) return {};
  return Object.fromEntries(Object.entries(stored).map(([id, ts]) => [id, String(ts)]));
}
