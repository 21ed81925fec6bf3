import type { Instant } from "../core/calendar.ts";
import { recheck } from "./flow.ts";
import type { Flow } from "./flow-context.ts";
import { asGroup } from "./workset.ts";

const CHUNK = 500;

export type Due = {
  /** Makes due what facts stirred beyond the groups they locked. */
  takeStirred(now: Instant): Promise<void>;
  /** Keys of groups due at `now`, the longest due first. */
  groups(now: Instant, limit: number): Promise<readonly string[]>;
};

/**
 * Judges whatever is due at `now`, chunk by chunk. Each pass moves its groups past `now`, so it
 * ends; two sweeps at once do the same work twice and harm nothing.
 */
export async function sweep(flow: Flow, due: Due, now: Instant, silent: boolean): Promise<number> {
  let judged = 0;
  await due.takeStirred(now);
  for (;;) {
    const keys = await due.groups(now, CHUNK);
    if (keys.length === 0) return judged;
    await recheck(flow, keys.map(asGroup), now, silent);
    judged += keys.length;
  }
}
