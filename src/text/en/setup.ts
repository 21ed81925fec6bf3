import type { SetupText } from "../text.ts";

const PAGE = `Get it from your app's "OAuth & Permissions" page`;
const AGAIN = `then run "remo doctor" again`;

export const setup: SetupText = {
  token: "Bot token",
  appToken: "App token (Socket Mode)",
  signingSecret: "Signing secret",
  scope: (name) => `Scope ${name}`,
  channel: (team, id) => `Channel of ${team} (${id})`,
  tokenMissing: (name) => `${name} is missing. ${PAGE}, ${AGAIN}.`,
  tokenInvalid: (name, error) => `${name} is not valid (${error}). ${PAGE}, ${AGAIN}.`,
  appTokenInvalid: (error) =>
    `SLACK_APP_TOKEN does not work (${error}). Create one under "Basic Information", "App-Level ` +
    `Tokens", with the scope connections:write, ${AGAIN}.`,
  appTokenMissing:
    `SLACK_APP_TOKEN is missing, and Socket Mode needs it. Create one under "Basic Information", ` +
    `"App-Level Tokens", with the scope connections:write.`,
  signingSecretMissing:
    `SLACK_SIGNING_SECRET is missing, and HTTP mode needs it. It is under "Basic Information", ` +
    `"App Credentials".`,
  unreachable: (url, error) =>
    `${url} does not answer (${error}). Check the network, the proxy or SLACK_API_URL.`,
  scopeMissing: (scope) =>
    `The scope ${scope} is missing. Add it under "OAuth & Permissions", then reinstall the app.`,
  threadsUnheard: (scopes) =>
    `Threads: what is written under cards is not told elsewhere without ${scopes.join(" and ")} ` +
    `(optional scopes under "OAuth & Permissions")`,
  notInChannel: (id) => `Remo is not in ${id}. In that channel, type: /invite @Remo`,
  channelNotFound: (id) =>
    `Channel ${id} does not exist or is private. Its id is at the end of the channel's details; in ` +
    `a private one, type /invite @Remo first.`,
  personNotFound: (id) =>
    `Slack takes no direct messages for ${id}. Check that person's "slack" in remo.yaml.`,
  channelTrouble: (id, error) => `${id} could not be looked at (${error}).`,
  refused: (error) => `Slack did not take the message (${error}).`,
  teamsApp: "Teams app (TEAMS_APP_ID)",
  teamsAppInvalid: (error) =>
    `Microsoft does not take the Teams app's credentials (${error}). Check TEAMS_APP_ID, TEAMS_APP_PASSWORD and TEAMS_TENANT_ID, then run "remo doctor" again.`,
  notInTeamsChannel: (channel) =>
    `Remo is not in the Teams conversation ${channel}. Add the app to that team, or correct the channel's id in remo.yaml.`,
  teamsPersonUnknown: (account) =>
    `Remo is in no Teams conversation with ${account}. Add the app to a team that this person is in.`,
  teamsRefused: (error) => `Teams did not take the message (${error}).`,
};
