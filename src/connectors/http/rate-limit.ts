/** A token bucket per source: `perSecond` requests on average, `burst` at once. */
export type RateLimit = { readonly perSecond: number; readonly burst: number };

/** Takes one request's token; answers 0, or the seconds after which to come again. */
export type TakeToken = (source: string, nowMs: number) => number;

export function rateLimiter({ perSecond, burst }: RateLimit): TakeToken {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (source, nowMs) => {
    const bucket = buckets.get(source) ?? { tokens: burst, at: nowMs };
    const refilled = bucket.tokens + (Math.max(0, nowMs - bucket.at) * perSecond) / 1000;
    const tokens = Math.min(burst, refilled);
    const allowed = tokens >= 1;
    buckets.set(source, { tokens: allowed ? tokens - 1 : tokens, at: nowMs });
    return allowed ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond));
  };
}
