import { TEAMS_WORDS } from "../../text/teams-words.ts";
import {
  accountOf,
  addressOf,
  conversationOf,
  type Incoming,
  isPersonal,
  whoIs,
} from "./activity.ts";
import type { TeamsGate } from "./authentication.ts";
import type { PagedMembersResult } from "botbuilder";
import { langOf, type TeamsNeeds } from "./needs.ts";
import type { Say } from "./on-message.ts";
import { homeMessage, noteMessage } from "./render.ts";

type Page = { readonly pageSize: number; readonly continuationToken: string };
// A team has thousands of members; those that Remo knows are in its first page or write to it. The
// SDK's type asks for the token of a page before, and Teams refuses an empty one.
const FIRST_PAGE = { pageSize: 500 } as Page;

/** Every activity tells where we may speak and what somebody is called. */
export async function noticeWhere(activity: Incoming, o: TeamsNeeds): Promise<void> {
  if (isFarewell(activity, activity.recipient?.id)) return;
  const address = addressOf(activity);
  if (address) await o.conversations.remember(address, o.clock.now());
  const { from, recipient } = activity;
  // Some activities come from the conversation itself.
  if (!from.aadObjectId || from.id === recipient?.id) return;
  await o.conversations.learn([
    { account: accountOf(from), memberId: from.id, name: from.name ?? "" },
  ]);
}

/** Installed or removed, in a team, a group or a chat with one person. */
export async function onPresence(
  activity: Incoming,
  gate: TeamsGate,
  o: TeamsNeeds,
  say: Say,
): Promise<void> {
  if (isFarewell(activity, activity.recipient?.id)) {
    const channel = isPersonal(activity) ? accountOf(activity.from) : conversationOf(activity);
    await o.conversations.revoke(channel, o.clock.now());
    o.log.info({ channel }, "Remo was removed from a Teams conversation");
    return;
  }
  const arrived =
    activity.type === "installationUpdate" ||
    activity.membersAdded?.some(({ id }) => id === activity.recipient?.id) === true;
  if (!arrived) return;
  if (!isPersonal(activity)) await o.conversations.arrived();
  await learnRoster(activity, gate, o);
  // Teams tells of one arrival in two ways; one of them is greeted.
  if (activity.type === "installationUpdate") await greet(activity, o, say);
}

function isFarewell(activity: Incoming, own: string | undefined): boolean {
  if (activity.type === "installationUpdate") return activity.action?.startsWith("remove") === true;
  if (activity.type !== "conversationUpdate") return false;
  const gone = activity.membersRemoved?.some(({ id }) => id === own) === true;
  return gone || /^(channelDeleted|teamDeleted)$/.test(activity.channelData?.eventType ?? "");
}

async function learnRoster(activity: Incoming, gate: TeamsGate, o: TeamsNeeds): Promise<void> {
  try {
    const connector = await gate.connector(activity.serviceUrl);
    const { members }: PagedMembersResult =
      await connector.conversations.getConversationPagedMembers(
        conversationOf(activity),
        FIRST_PAGE,
      );
    await o.conversations.learn(
      (members ?? []).flatMap(({ id, aadObjectId, name }) =>
        aadObjectId ? [{ account: aadObjectId.toLowerCase(), memberId: id, name: name ?? "" }] : [],
      ),
    );
  } catch (error) {
    // Without it people are learnt one by one, as they write and press.
    o.log.warn({ err: error }, "the members of a Teams conversation could not be read");
  }
}

async function greet(activity: Incoming, o: TeamsNeeds, say: Say): Promise<void> {
  const who = whoIs(activity);
  if (isPersonal(activity)) return say(homeMessage(await o.desk.home(who), o.clock.now()));
  const lang = langOf(who, o.directory);
  const teams = TEAMS_WORDS[lang];
  const channel = conversationOf(activity);
  const isKnown = o.directory.channel("teams", channel) !== null;
  // Its id is what the administrator has to copy, and Teams shows it nowhere.
  const text = isKnown ? teams.arrived : teams.arrivedUnknown(channel);
  await say(noteMessage({ lang, text }, o.clock.now()));
}
