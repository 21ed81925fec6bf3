import { createHmac } from "node:crypto";
import type { SocketLink } from "./socket.ts";

// Slack shows the person an error when the app has not acknowledged within three seconds.
const ACK_TIMEOUT_MS = 3000;
// A failed event is sent again at once, then after a minute, then after five more.
const EVENT_RETRY_DELAYS_MS = [0, 60_000, 300_000];

export type DeliveryKind = "interactive" | "slash_commands" | "events_api";
export type Payload = Readonly<Record<string, unknown>>;

/** What the app answered in its acknowledgement: parsed JSON, plain text, or nothing. */
export type Delivered =
  | { ok: true; body: unknown }
  | { ok: false; error: "operation_timeout" | "dispatch_failed" };

export type Deliver = (kind: DeliveryKind, payload: Payload) => Promise<Delivered>;

export type DeliverOptions = {
  eventsUrl: () => string;
  signingSecret: string;
  wallNow: () => number;
  socket: SocketLink;
};

/**
 * Sends what people do to the app: through Socket Mode if it is connected, else signed over HTTP.
 */
export function deliverer(o: DeliverOptions): { deliver: Deliver; event: Deliver } {
  const once = (kind: DeliveryKind, payload: Payload, retry?: number): Promise<Delivered> =>
    o.socket.connected()
      ? o.socket.send(kind, payload, ACK_TIMEOUT_MS)
      : overHttp(o, kind, payload, retry);
  return {
    deliver: (kind, payload) => once(kind, payload),
    async event(kind, payload) {
      let result = await once(kind, payload);
      if (!result.ok) {
        result = await once(kind, payload, 1);
        if (!result.ok) retryLater(once, kind, payload);
      }
      return result;
    },
  };
}

function retryLater(
  once: (kind: DeliveryKind, payload: Payload, retry: number) => Promise<Delivered>,
  kind: DeliveryKind,
  payload: Payload,
  attempt = 1,
): void {
  const delayMs = EVENT_RETRY_DELAYS_MS[attempt];
  if (delayMs === undefined) return;
  setTimeout(() => {
    void once(kind, payload, attempt + 1).then((result) => {
      if (!result.ok) retryLater(once, kind, payload, attempt + 1);
    });
  }, delayMs).unref();
}

async function overHttp(
  o: DeliverOptions,
  kind: DeliveryKind,
  payload: Payload,
  retry: number | undefined,
): Promise<Delivered> {
  const body = encode(kind, payload);
  const timestamp = String(Math.floor(o.wallNow() / 1000));
  const hmac = createHmac("sha256", o.signingSecret).update(`v0:${timestamp}:${body}`);
  const isEvent = kind === "events_api";
  try {
    const response = await fetch(o.eventsUrl(), {
      method: "POST",
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(ACK_TIMEOUT_MS),
      headers: {
        "content-type": isEvent ? "application/json" : "application/x-www-form-urlencoded",
        "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": `v0=${hmac.digest("hex")}`,
        ...(retry === undefined
          ? {}
          : { "x-slack-retry-num": String(retry), "x-slack-retry-reason": "http_error" }),
      },
    });
    const text = await response.text();
    if (!response.ok) return { ok: false, error: "dispatch_failed" };
    return { ok: true, body: parseBody(text) };
  } catch (error) {
    const timedOut = error instanceof Error && error.name === "TimeoutError";
    return { ok: false, error: timedOut ? "operation_timeout" : "dispatch_failed" };
  }
}

function encode(kind: DeliveryKind, payload: Payload): string {
  if (kind === "events_api") return JSON.stringify(payload);
  if (kind === "interactive") {
    return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  }
  const fields = Object.entries(payload).map(([key, value]): [string, string] => [
    key,
    String(value),
  ]);
  return new URLSearchParams(fields).toString();
}

function parseBody(text: string): unknown {
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
