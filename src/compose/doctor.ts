import { checkSlack } from "../chat/slack/check.ts";
import { openGate } from "../chat/teams/authentication.ts";
import { checkTeams } from "../chat/teams/check.ts";
import type { Check } from "../cli/doctor.ts";
import { type Config } from "../config.ts";
import { ConfigError, type RemoYaml } from "../remo-yaml.ts";
import { type Team, TEAMS } from "../core/fact.ts";
import { connect } from "../db/connect.ts";
import { SetupError } from "../db/setup-error.ts";
import { createConversations } from "../db/teams-conversations.ts";
import { channelsFrom } from "./people.ts";
import { checkSubscribers, pingSubscriber } from "./subscribers.ts";

/**
 * Everything an administrator sets up, tried in the order in which it is needed. `ping` names a
 * subscriber to send something to.
 */
export async function* checkSetup(load: () => Config, ping?: string): AsyncGenerator<Check> {
  let config: Config;
  try {
    config = load();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    yield { name: "settings", ok: false, problem: error.message };
    return;
  }
  yield { name: `settings (${config.path ?? "no remo.yaml: defaults"})`, ok: true };
  yield await checkDatabase(config);
  yield* checkSubscribers(config);
  if (ping !== undefined) yield await pingSubscriber(config, ping);
  const { slack, teams } = config;
  if (slack === null && teams?.kind !== "registered") {
    yield { name: "playground: no tokens, nothing to test", ok: null };
    return;
  }
  yield* checkPeople(config);
  if (slack) yield* await slackChecks(config);
  if (teams) yield* await teamsChecks(config, teams);
}

async function teamsChecks(
  config: Config,
  teams: NonNullable<Config["teams"]>,
): Promise<readonly Check[]> {
  const { databaseUrl, home } = config;
  try {
    const database = await connect({ databaseUrl, home, poolSize: 2, log: () => undefined });
    try {
      return await checkTeams({
        gate: openGate(teams),
        conversations: createConversations(database.pool),
        channels: channelsFrom(config.remo).filter(({ platform }) => platform === "teams"),
        lang: "en",
      });
    } finally {
      await database.close();
    }
  } catch (error) {
    // Said of the database already.
    if (error instanceof SetupError) return [];
    throw error;
  }
}

/** What Slack is asked to be sure that Remo can work there. */
export function slackChecks({ slack, remo }: Config): Promise<readonly Check[]> {
  return checkSlack({
    botToken: slack?.botToken,
    appToken: slack?.appToken,
    signingSecret: slack?.signingSecret,
    apiUrl: slack?.apiUrl,
    mode: slack?.appToken ? "socket" : "http",
    channels: channelsFrom(remo).filter(({ platform }) => platform === "slack"),
    lang: "en",
  });
}

async function checkDatabase(config: Config): Promise<Check> {
  const name = config.databaseUrl ? "database (DATABASE_URL)" : `database (in ${config.home})`;
  try {
    const { databaseUrl, home } = config;
    const database = await connect({ databaseUrl, home, poolSize: 2, log: () => undefined });
    await database.close();
    return { name, ok: true };
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    return { name, ok: false, problem: error.message };
  }
}

// Whose alerts would reach nobody.
const ALERTED: readonly Team[] = TEAMS.filter((team) => team !== "controller");

function* checkPeople({
  remo,
  slack,
  teams,
}: Pick<Config, "remo" | "slack" | "teams">): Generator<Check> {
  for (const team of ALERTED) {
    const name = `channel of ${team}`;
    const ok = remo.channels.some((one) => one.team === team);
    const problem = `No channel is set for ${team}: add it under "channels" in remo.yaml.`;
    yield ok ? { name, ok } : { name, ok, problem };
  }
  const reached = (one: RemoYaml["people"][number]) =>
    (slack !== null && one.slack !== undefined) || (teams !== null && one.entra !== undefined);
  const how = slack ? `Slack member id: add "slack: U…"` : `Entra object id: add "entra: …"`;
  for (const person of remo.people.filter((one) => !reached(one))) {
    const problem = `${person.name} has no ${how} in remo.yaml.`;
    yield { name: `person ${person.id}`, ok: false, problem };
  }
  const approvers = remo.people.some(({ roles }) => roles.includes("controller"));
  const problem = `Nobody has the role "controller": add it to a person in remo.yaml.`;
  yield approvers ? { name: "controller", ok: true } : { name: "controller", ok: false, problem };
}
