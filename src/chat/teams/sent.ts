import type { Sent } from "../../app/ports.ts";
import { textFor } from "../../text/text.ts";

/** Waited when Teams throttles without saying how long. */
const DEFAULT_WAIT_MS = 5_000;
// Our own right to speak is at fault: all messages wait until somebody puts it right.
const TOKEN_WAIT_MS = 60_000;

// Teams says of these that the same call may be made again; 412 is a conversation that another call
// is changing at this moment.
const AGAIN = new Set([412, 429]);
// The connection was never made, so nothing can have been posted.
const NEVER_REACHED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);

export type Doing = {
  readonly channel: string;
  /** Doing it twice changes nothing, as with an update of the same message. */
  readonly repeatable: boolean;
  readonly updating: boolean;
};

/** What a failed call means for the outbox. */
export function outcomeOf(error: unknown, doing: Doing): Sent {
  const status = statusOf(error);
  if (isTokenTrouble(error)) return { outcome: "throttled", retryAfterMs: TOKEN_WAIT_MS };
  if (status === null) {
    const safe = doing.repeatable || NEVER_REACHED.has(codeOf(error) ?? "");
    return { outcome: safe ? "retry" : "maybe", reason: messageOf(error) };
  }
  if (AGAIN.has(status)) {
    return { outcome: "throttled", retryAfterMs: waitOf(error) ?? DEFAULT_WAIT_MS };
  }
  if (status === 401) return { outcome: "throttled", retryAfterMs: TOKEN_WAIT_MS };
  if (status === 404 && doing.updating) return { outcome: "vanished" };
  if (status >= 500 || status === 408) {
    return { outcome: doing.repeatable ? "retry" : "maybe", reason: `HTTP ${status}` };
  }
  const { setup } = textFor("en");
  const away = status === 403 || status === 404;
  const reason = away
    ? awaySentence(doing.channel)
    : setup.teamsRefused(`HTTP ${status}: ${messageOf(error)}`);
  return { outcome: "refused", reason };
}

/** What Teams calls its channels and group chats; people are their accounts. */
const CHANNEL_ID = /^19:/;

export function isChannel(id: string): boolean {
  return CHANNEL_ID.test(id);
}

/** Remo is not, or no longer, where it should speak. */
export function awaySentence(channel: string): string {
  const { setup } = textFor("en");
  return isChannel(channel) ? setup.notInTeamsChannel(channel) : setup.teamsPersonUnknown(channel);
}

/** Whether Teams says that we are no longer in that conversation. */
export function isRevoked(error: unknown): boolean {
  return statusOf(error) === 403;
}

/** No token was to be had, so nothing was posted: Microsoft's login names its errors so. */
function isTokenTrouble(error: unknown): boolean {
  return error instanceof Error && "errorCode" in error;
}

/** The SDK's errors have a status when there was an answer at all. */
function statusOf(error: unknown): number | null {
  if (typeof error !== "object" || error === null || !("statusCode" in error)) return null;
  return typeof error.statusCode === "number" ? error.statusCode : null;
}

function codeOf(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string" && at.code !== "REQUEST_SEND_ERROR") {
      return at.code;
    }
  }
  return null;
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300);
}

type Headers = { get(name: string): string | undefined };

/** Seconds or an HTTP date. */
function waitOf(error: unknown): number | null {
  if (typeof error !== "object" || error === null || !("response" in error)) return null;
  const { response } = error;
  if (typeof response !== "object" || response === null || !("headers" in response)) return null;
  const { headers } = response;
  if (!isHeaders(headers)) return null;
  const said = headers.get("retry-after");
  if (said === undefined || said === "") return null;
  const seconds = Number(said);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(said) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 3_600_000) : null;
}

function isHeaders(value: unknown): value is Headers {
  return (
    typeof value === "object" && value !== null && "get" in value && typeof value.get === "function"
  );
}
