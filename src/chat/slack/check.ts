import { WebAPIHTTPError, WebAPIPlatformError, type WebClient } from "@slack/web-api";
import type { Channel } from "../../app/ports.ts";
import type { Lang } from "../../text/format.ts";
import { type Text, textFor } from "../../text/text.ts";
import { oneShotClient, SLACK_API } from "./client.ts";
import { DIRECT_SCOPE } from "./rooms.ts";
import { causeCode, TOKEN_TROUBLE } from "./sent.ts";

/** Without these Remo cannot work; the others of the manifest add comfort. */
const REQUIRED_SCOPES = ["chat:write", "commands", "files:read", DIRECT_SCOPE] as const;

/** With these it hears what people write under its cards, in public channels and in private ones. */
const THREAD_SCOPES = ["channels:history", "groups:history"] as const;

/** One thing looked at. `problem` says what is wrong and what to do about it; null is neither. */
export type Check = {
  readonly name: string;
  readonly ok: boolean | null;
  readonly problem?: string;
};

export type SlackCheckOptions = {
  readonly botToken: string | undefined;
  readonly appToken?: string | undefined;
  readonly signingSecret?: string | undefined;
  readonly mode: "http" | "socket";
  readonly apiUrl?: string | undefined;
  readonly channels: readonly Channel[];
  readonly lang: Lang;
};

/** Looks at each setting of Slack by itself, so that one wrong thing does not hide the others. */
export async function checkSlack(o: SlackCheckOptions): Promise<readonly Check[]> {
  const text = textFor(o.lang);
  const secret = o.mode === "http" ? checkSigningSecret(o, text) : await checkAppToken(o, text);
  if (!o.botToken) {
    const problem = text.setup.tokenMissing("SLACK_BOT_TOKEN");
    return [{ name: text.setup.token, ok: false, problem }, secret];
  }
  const client = oneShotClient({ token: o.botToken, apiUrl: o.apiUrl });
  const token = await checkToken(client, o, text);
  const channels = token.ok ? await checkChannels(client, o.channels, text) : [];
  return [token.check, ...token.scopes, secret, ...channels];
}

function checkSigningSecret({ signingSecret }: SlackCheckOptions, { setup }: Text): Check {
  const name = setup.signingSecret;
  return signingSecret
    ? { name, ok: true }
    : { name, ok: false, problem: setup.signingSecretMissing };
}

/** Asks for a socket's address, which opens none. */
async function checkAppToken(o: SlackCheckOptions, { setup }: Text): Promise<Check> {
  const name = setup.appToken;
  if (!o.appToken) return { name, ok: false, problem: setup.appTokenMissing };
  try {
    await oneShotClient({ token: o.appToken, apiUrl: o.apiUrl }).apps.connections.open({});
    return { name, ok: true };
  } catch (error) {
    const code = platformCode(error);
    const problem = code ? setup.appTokenInvalid(code) : unreachable(error, o, setup);
    return { name, ok: false, problem };
  }
}

/**
 * What to tell of a bot token that Slack does not take; null for one it takes, and when Slack tells
 * nothing of it: who cannot reach Slack keeps what is to be said until it is there.
 */
export async function tokenRefused(
  o: Pick<SlackCheckOptions, "apiUrl" | "lang"> & { readonly botToken: string },
): Promise<string | null> {
  try {
    await oneShotClient({ token: o.botToken, apiUrl: o.apiUrl }).auth.test({});
    return null;
  } catch (error) {
    const code = platformCode(error);
    if (code === null || !TOKEN_TROUBLE.has(code)) return null;
    return textFor(o.lang).setup.tokenInvalid("SLACK_BOT_TOKEN", code);
  }
}

type TokenCheck = {
  readonly ok: boolean;
  readonly check: Check;
  readonly scopes: readonly Check[];
};

async function checkToken(
  client: WebClient,
  o: SlackCheckOptions,
  { setup }: Text,
): Promise<TokenCheck> {
  const name = setup.token;
  try {
    const answer = await client.auth.test({});
    const granted = answer.response_metadata?.scopes;
    // A compatible server may not tell its scopes: then there is nothing to compare with.
    const scopes = granted ? scopeChecks(granted, setup) : [];
    return { ok: true, check: { name, ok: true }, scopes };
  } catch (error) {
    const code = platformCode(error);
    const problem = code
      ? setup.tokenInvalid("SLACK_BOT_TOKEN", code)
      : unreachable(error, o, setup);
    return { ok: false, check: { name, ok: false, problem }, scopes: [] };
  }
}

function scopeChecks(granted: readonly string[], setup: Text["setup"]): readonly Check[] {
  const required = REQUIRED_SCOPES.map((scope) => scopeCheck(scope, granted, setup));
  const unheard = THREAD_SCOPES.filter((scope) => !granted.includes(scope));
  if (unheard.length === 0) return required;
  return [...required, { name: setup.threadsUnheard(unheard), ok: null }];
}

function scopeCheck(scope: string, granted: readonly string[], setup: Text["setup"]): Check {
  const name = setup.scope(scope);
  const ok = granted.includes(scope);
  return ok ? { name, ok } : { name, ok, problem: setup.scopeMissing(scope) };
}

async function checkChannels(
  client: WebClient,
  channels: readonly Channel[],
  text: Text,
): Promise<readonly Check[]> {
  const checks: Check[] = [];
  for (const { id, team } of channels) {
    const name = text.setup.channel(text.team[team], id);
    const problem = await channelProblem(client, id, text);
    checks.push(problem ? { name, ok: false, problem } : { name, ok: true });
  }
  return checks;
}

/**
 * Reading needs scopes that posting does not. Where they are absent, a message that is scheduled
 * and taken back shows whether Remo may post, and nobody sees it.
 */
async function channelProblem(client: WebClient, id: string, text: Text): Promise<string | null> {
  try {
    const { channel } = await client.conversations.info({ channel: id });
    if (channel?.is_member === false) return text.setup.notInChannel(id);
    return null;
  } catch (error) {
    const code = platformCode(error);
    if (code !== "missing_scope" && code !== "unknown_method" && !isMissingMethod(error)) {
      return channelSentence(code ?? messageOf(error), id, text);
    }
    return postingProblem(client, id, text);
  }
}

async function postingProblem(client: WebClient, id: string, text: Text): Promise<string | null> {
  const tomorrow = Math.floor(Date.now() / 1000) + 24 * 3600;
  try {
    const scheduled = await client.chat.scheduleMessage({
      channel: id,
      post_at: tomorrow,
      text: text.setup.token,
    });
    if (scheduled.scheduled_message_id) {
      await client.chat.deleteScheduledMessage({
        channel: id,
        scheduled_message_id: scheduled.scheduled_message_id,
      });
    }
    return null;
  } catch (error) {
    const code = platformCode(error);
    // A compatible server without the method: whether Remo may post shows with the first card.
    if (code === "unknown_method" || isMissingMethod(error)) return null;
    return channelSentence(code ?? messageOf(error), id, text);
  }
}

function channelSentence(code: string, id: string, { setup }: Text): string {
  if (code === "not_in_channel") return setup.notInChannel(id);
  if (code === "channel_not_found") return setup.channelNotFound(id);
  return setup.channelTrouble(id, code);
}

function platformCode(error: unknown): string | null {
  return error instanceof WebAPIPlatformError ? error.data.error : null;
}

function isMissingMethod(error: unknown): boolean {
  return error instanceof WebAPIHTTPError && error.statusCode === 404;
}

function unreachable(error: unknown, { apiUrl }: SlackCheckOptions, setup: Text["setup"]): string {
  return setup.unreachable(apiUrl ?? SLACK_API, messageOf(error));
}

function messageOf(error: unknown): string {
  return causeCode(error) ?? (error instanceof Error ? error.message : String(error));
}
