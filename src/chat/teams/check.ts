import type { Conversations } from "../../app/conversations.ts";
import type { Channel } from "../../app/ports.ts";
import type { Lang } from "../../text/format.ts";
import { type Text, textFor } from "../../text/text.ts";
import type { TeamsGate } from "./authentication.ts";
import { isRevoked } from "./sent.ts";

/** One thing looked at. `problem` says what is wrong and what to do about it. */
type Check = { readonly name: string; readonly ok: boolean; readonly problem?: string };

export type TeamsCheckOptions = {
  readonly gate: TeamsGate;
  readonly conversations: Pick<Conversations, "of" | "any">;
  readonly channels: readonly Channel[];
  readonly lang: Lang;
};

/** Looks at the app's secret and at each channel by itself. Nothing is posted. */
export async function checkTeams(o: TeamsCheckOptions): Promise<readonly Check[]> {
  const text = textFor(o.lang);
  const name = text.setup.teamsApp;
  const trouble = await troubleOf(o.gate);
  if (trouble) return [{ name, ok: false, problem: sentenceOf(trouble, text) }];
  const channels: Check[] = [];
  for (const channel of o.channels) channels.push(await checkChannel(channel, o, text));
  return [{ name, ok: true }, ...channels];
}

/**
 * What is wrong with the app's credentials, in one sentence; null when Microsoft takes them or does
 * not answer: then messages wait.
 */
export async function teamsRefused(gate: TeamsGate, lang: Lang): Promise<string | null> {
  const trouble = await troubleOf(gate);
  return trouble && isRefusal(trouble) ? sentenceOf(trouble, textFor(lang)) : null;
}

async function troubleOf(gate: TeamsGate): Promise<Error | null> {
  try {
    await gate.prove();
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** OAuth's words for a client that is not let in (RFC 6749, section 5.2). */
function isRefusal(error: Error): boolean {
  if (!("errorCode" in error) || typeof error.errorCode !== "string") return false;
  return /^(invalid_|unauthorized_client)/.test(error.errorCode);
}

function sentenceOf({ message }: Error, { setup }: Text): string {
  return setup.teamsAppInvalid((message.split("\n")[0] ?? "").slice(0, 200));
}

async function checkChannel(
  { id, team }: Channel,
  { gate, conversations }: TeamsCheckOptions,
  text: Text,
): Promise<Check> {
  const name = text.setup.channel(text.team[team], id);
  const known = await conversations.of(id);
  const like = known === null ? await conversations.any() : known;
  if (like === null || like === "revoked") {
    return { name, ok: false, problem: text.setup.notInTeamsChannel(id) };
  }
  try {
    const connector = await gate.connector(like.serviceUrl);
    await connector.conversations.getConversationMembers(id);
    return { name, ok: true };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const problem = isRevoked(error)
      ? text.setup.notInTeamsChannel(id)
      : text.setup.channelTrouble(id, said.slice(0, 200));
    return { name, ok: false, problem };
  }
}
