import { WebClient } from "@slack/web-api";
import { type Log, SILENT, slackLogger } from "./logger.ts";

export const SLACK_API = "https://slack.com/api/";
const TIMEOUT_MS = 10_000;

export type ClientOptions = {
  readonly token: string;
  readonly apiUrl?: string | undefined;
  readonly log?: Log | undefined;
  readonly timeoutMs?: number | undefined;
};

/**
 * A client that calls once and says what came of it. Retries are the outbox's business; and a
 * client that waits out one throttled method would hold up all the others, dialogs included.
 */
export function oneShotClient({ token, apiUrl, log, timeoutMs }: ClientOptions): WebClient {
  return new WebClient(token, {
    slackApiUrl: withSlash(apiUrl ?? SLACK_API),
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    timeout: timeoutMs ?? TIMEOUT_MS,
    logger: slackLogger(log ?? SILENT),
  });
}

/** Method names are appended to it. */
export function withSlash(url: string): string {
  return url.endsWith("/") ? url : `${url}/`;
}
