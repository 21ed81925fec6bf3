import type { Instant } from "../core/calendar.ts";
import { recheck } from "./flow.ts";
import type { Flow } from "./flow-context.ts";
import { asGroup } from "./workset.ts";

const CHUNK = 500;

/**
 * Judges whatever is due at `now`, chunk by chunk. Each pass moves its groups past `now`, so it
 * ends; two sweeps at once do the same work twice and harm nothing.
 */
export async function sweep(
  flow: Flow,
  dueGroups: (now: Instant, limit: number) => Promise<readonly string[]>,
  now: Instant,
): Promise<number> {
  let judged = 0;
  for (;;) {
    const due = await dueGroups(now, CHUNK);
    if (due.length === 0) return judged;
    await recheck(flow, due.map(asGroup), now);
    judged += due.length;
  }
}
