import { createHmac, timingSafeEqual } from "node:crypto";

/** Slack's own window; older requests are somebody's recording. */
const MAX_AGE_MS = 5 * 60_000;
/** Clocks differ by seconds; a request from further ahead was made up. */
const MAX_AHEAD_MS = 60_000;
/** Signatures remembered while their timestamp would still pass. */
const MAX_REMEMBERED = 20_000;

export type SignatureVerdict =
  | "ok"
  | "missing"
  | "not-a-time"
  | "too-old"
  | "from-the-future"
  | "mismatch"
  | "replayed";

export type SignedRequest = {
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  readonly body: Uint8Array;
};

/**
 * Checks Slack's request signature (v0: HMAC-SHA256 of "v0:timestamp:body"), and what Bolt's own
 * check leaves open: timestamps ahead of the clock, and the same request sent again.
 */
export function createSignatureCheck(
  signingSecret: string,
  nowMs: () => number,
): (request: SignedRequest) => SignatureVerdict {
  const seen = new Map<string, number>();
  return ({ timestamp, signature, body }) => {
    if (!timestamp || !signature) return "missing";
    if (!/^\d{1,12}$/.test(timestamp)) return "not-a-time";
    const age = nowMs() - Number(timestamp) * 1000;
    if (age > MAX_AGE_MS) return "too-old";
    if (age < -MAX_AHEAD_MS) return "from-the-future";
    if (!matches(signingSecret, timestamp, signature, body)) return "mismatch";
    if (seen.has(signature)) return "replayed";
    remember(seen, signature, nowMs());
    return "ok";
  };
}

function matches(secret: string, timestamp: string, signature: string, body: Uint8Array): boolean {
  const hmac = createHmac("sha256", secret).update(`v0:${timestamp}:`).update(body);
  const expected = Buffer.from(`v0=${hmac.digest("hex")}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Entries come in order of time, so the first are the ones to forget. */
function remember(seen: Map<string, number>, signature: string, now: number): void {
  seen.set(signature, now);
  for (const [old, at] of seen) {
    if (seen.size <= MAX_REMEMBERED && now - at <= MAX_AGE_MS + MAX_AHEAD_MS) break;
    seen.delete(old);
  }
}
