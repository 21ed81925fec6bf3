import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";
import type { Sent } from "../../app/ports.ts";
import { textFor } from "../../text/text.ts";
import { DIRECT_SCOPE, isPerson } from "./rooms.ts";

/** Waited when Slack throttles without saying how long. */
const DEFAULT_WAIT_MS = 30_000;

const THROTTLED = new Set(["ratelimited", "rate_limited", "message_limit_exceeded"]);
// The token is at fault, not the message: all of them wait until somebody puts it right.
export const TOKEN_TROUBLE: ReadonlySet<string> = new Set([
  "invalid_auth",
  "not_authed",
  "token_revoked",
  "account_inactive",
  "token_expired",
]);
const TOKEN_WAIT_MS = 60_000;
const VANISHED = new Set([
  "message_not_found",
  "thread_not_found",
  "cant_update_message",
  "edit_window_closed",
]);
// Slack says of the first two that some of the work may have been done.
const UNSURE = new Set(["fatal_error", "internal_error", "request_timeout", "service_unavailable"]);

const NO_SUCH_PERSON = new Set([
  "user_not_found",
  "users_not_found",
  "user_not_visible",
  "user_disabled",
  "cannot_dm_bot",
  "channel_not_found",
]);

// The connection was never made, so nothing can have been posted.
const NEVER_REACHED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** `repeatable`: doing it twice changes nothing, as with an update of the same message. */
export function outcomeOf(error: unknown, channelId: string, repeatable: boolean): Sent {
  if (error instanceof WebAPIRateLimitedError) {
    return { outcome: "throttled", retryAfterMs: error.retryAfter * 1000 };
  }
  if (error instanceof WebAPIPlatformError) {
    return ofPlatform(error.data.error, channelId, repeatable, neededScope(error));
  }
  if (error instanceof WebAPIHTTPError) return ofStatus(error.statusCode, channelId, repeatable);
  if (error instanceof WebAPIRequestError) {
    return unsure(error.original.message, repeatable || neverReached(error.original));
  }
  // A 429 whose Retry-After cannot be read comes as a plain error.
  if (error instanceof Error && error.message.includes("Retry header")) {
    return { outcome: "throttled", retryAfterMs: DEFAULT_WAIT_MS };
  }
  throw error;
}

/** Slack names the scope that it missed. */
function neededScope({ data }: WebAPIPlatformError): string | null {
  return "needed" in data && typeof data.needed === "string" ? data.needed : null;
}

function ofPlatform(
  code: string,
  channelId: string,
  repeatable: boolean,
  scope: string | null,
): Sent {
  if (THROTTLED.has(code)) return { outcome: "throttled", retryAfterMs: DEFAULT_WAIT_MS };
  if (TOKEN_TROUBLE.has(code)) return { outcome: "throttled", retryAfterMs: TOKEN_WAIT_MS };
  if (VANISHED.has(code)) return { outcome: "vanished" };
  if (UNSURE.has(code)) return unsure(code, repeatable);
  return { outcome: "refused", reason: refusedSentence(code, channelId, scope) };
}

function ofStatus(status: number, channelId: string, repeatable: boolean): Sent {
  if (status >= 500 || status === 408) return unsure(`HTTP ${status}`, repeatable);
  return { outcome: "refused", reason: refusedSentence(`HTTP ${status}`, channelId) };
}

function unsure(reason: string, safe: boolean): Sent {
  return { outcome: safe ? "retry" : "maybe", reason };
}

/** What the administrator reads beside a message that could not be sent. */
function refusedSentence(code: string, channelId: string, scope: string | null = null): string {
  const { setup } = textFor("en");
  if (code === "not_in_channel") return setup.notInChannel(channelId);
  if (code === "missing_scope") {
    return setup.scopeMissing(scope ?? (isPerson(channelId) ? DIRECT_SCOPE : "chat:write"));
  }
  if (isPerson(channelId) && NO_SUCH_PERSON.has(code)) return setup.personNotFound(channelId);
  if (code === "channel_not_found") return setup.channelNotFound(channelId);
  return setup.refused(code);
}

function neverReached(error: Error): boolean {
  return NEVER_REACHED.has(causeCode(error) ?? "");
}

/** "ECONNREFUSED" and the like, from as deep as it is hidden. */
export function causeCode(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof WebAPIRequestError) return causeCode(at.original);
    if ("code" in at && typeof at.code === "string") return at.code;
  }
  return null;
}
