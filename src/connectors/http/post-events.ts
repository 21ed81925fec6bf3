import { createHash, type KeyObject } from "node:crypto";
import type { Delivery } from "../../app/courier.ts";
import { signatureOf } from "./signature.ts";
import type { OutgoingEvent } from "./to-event.ts";

export type Receiver = {
  /** The subscriber's name: part of the webhook-id. */
  readonly name: string;
  readonly url: string;
  readonly keys: readonly KeyObject[];
  /** Epoch milliseconds: the receiver compares the timestamp with its own clock. */
  readonly nowMs: () => number;
  /** Until the receiver's status is known; 10 s unless given. */
  readonly timeoutMs?: number | undefined;
};

const TIMEOUT_MS = 10_000;

/**
 * Posts events as a CloudEvents batch, signed as a Standard Webhook; answers what became of it. Only
 * the status and Retry-After are read: no redirect is followed and no body is received.
 */
export async function postEvents(
  { name, url, keys, nowMs, timeoutMs = TIMEOUT_MS }: Receiver,
  events: readonly OutgoingEvent[],
): Promise<Delivery> {
  const body = JSON.stringify(events);
  const id = webhookId(name, events);
  const timestamp = String(Math.floor(nowMs() / 1_000));
  try {
    const response = await fetch(url, {
      method: "POST",
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        "content-type": "application/cloudevents-batch+json",
        "user-agent": "remo",
        "webhook-id": id,
        "webhook-timestamp": timestamp,
        "webhook-signature": signatureOf(keys, id, timestamp, body),
      },
    });
    // A receiver that never ends its answer has taken the batch none the less.
    await response.body?.cancel().catch(() => undefined);
    return deliveryOf(response, nowMs());
  } catch (error) {
    return {
      taken: false,
      gone: false,
      retryAfterMs: null,
      reason: whyUnreachable(error, timeoutMs),
    };
  }
}

/** One batch has one id, however often and by whichever process it is sent. */
function webhookId(name: string, events: readonly OutgoingEvent[]): string {
  const hash = createHash("sha256").update(name);
  for (const { source, id } of events) hash.update(`\n${source}\n${id}`);
  return `msg_${hash.digest("base64url").slice(0, 32)}`;
}

function deliveryOf({ status, headers }: Response, nowMs: number): Delivery {
  if (status >= 200 && status < 300) return { taken: true };
  const retryAfterMs = retryAfter(headers.get("retry-after"), nowMs);
  const failed = { taken: false, gone: status === 410, retryAfterMs } as const;
  if (status === 410) return { ...failed, reason: "It answered 410: it wants no more events." };
  return status >= 300 && status < 400
    ? { ...failed, reason: `It answered with a redirect (${status}), which is not followed.` }
    : { ...failed, reason: `It answered ${status}.` };
}

/** Seconds, or a date; null for what is neither. */
function retryAfter(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000;
  const atMs = Date.parse(header);
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}

/** Never with the address: its query may be secret. */
function whyUnreachable(error: unknown, timeoutMs: number): string {
  if (error instanceof Error && error.name === "TimeoutError") {
    return `It did not answer within ${timeoutMs / 1_000} s.`;
  }
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : null;
  const code = cause !== null && "code" in cause ? String(cause.code) : "connection failed";
  return `It cannot be reached (${code}).`;
}
