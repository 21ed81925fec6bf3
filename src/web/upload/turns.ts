const PER_MINUTE = 30;
const MINUTE_MS = 60_000;
/** Only links of ours are counted; past so many, those of a minute ago are forgotten. */
const REMEMBERED = 1_000;

/** Counts how often each link was used within a minute: true while it may be used again. */
export function createTurns(nowMs: () => number): (link: string) => boolean {
  const minutes = new Map<string, { since: number; used: number }>();
  return (link) => {
    const now = nowMs();
    if (minutes.size > REMEMBERED) {
      for (const [key, { since }] of minutes) {
        if (now - since >= MINUTE_MS) minutes.delete(key);
      }
    }
    const known = minutes.get(link);
    const minute = known && now - known.since < MINUTE_MS ? known : { since: now, used: 0 };
    minutes.set(link, minute);
    minute.used += 1;
    return minute.used <= PER_MINUTE;
  };
}
