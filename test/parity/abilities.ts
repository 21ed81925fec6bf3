import type { Desk, Outgoing, Reply } from "../../src/app/ports.ts";
import type { Side } from "./rows.ts";

/** A test by its file below `test/`, without what all such names end in, and its whole title. */
export type Shown = { readonly file: string; readonly title: string };
export type Ability = { readonly what: string } & Readonly<Record<Side, Shown>>;

const shown = (file: string, title: string): Shown => ({ file, title });
const both = (file: string, title: string) => ({
  Slack: shown(file, title),
  Teams: shown(file, title),
});
/** A test that is written once and runs on each side. */
const each = (file: string, title: string) => ({
  Slack: shown(file, `Slack: ${title}`),
  Teams: shown(file, `Teams: ${title}`),
});
const ONE_CASE =
  "logistics lives in Teams, sales in Slack, collections in both, and none of them notices";

/** What a platform can be asked for, as `src/app/ports.ts` lists it: closed, like the actions. */
type Port = `desk ${keyof Desk}` | `message ${Outgoing["kind"]}` | `reply ${Reply["kind"]}`;

const PORTS = {
  "message card": {
    what: "A case's card is posted in its teams' channels, and edited in place",
    ...both("flow/both-platforms", ONE_CASE),
  },
  "message note": {
    what: "What happened is written in the card's thread",
    ...both("flow/both-platforms", ONE_CASE),
  },
  "message digest": {
    what: "In a storm one digest speaks for the cases that wait",
    Slack: shown(
      "flow/storm",
      "un pico de casos: una tarjeta para los de más peso, un resumen para los demás, y luego todas",
    ),
    Teams: shown(
      "parity/teams-digests",
      "Teams: a surge of cases is one digest, and each comes when it is calm",
    ),
  },
  "desk press": {
    what: "A press that comes too late is answered to that person alone",
    Slack: shown(
      "flow/stale-buttons",
      "a card pressed after somebody else answered says what happened, to that person only",
    ),
    Teams: shown(
      "parity/teams",
      "Teams: a press that comes too late is answered to that person alone",
    ),
  },
  "desk submit": {
    what: "A form with files is sent: in the dialog, or by Remo's page",
    ...each("parity/actions", "attach-proof"),
  },
  "desk command": {
    what: "A slip of the fingers is answered with the command that was meant",
    Slack: shown(
      "flow/commands",
      "an unknown number gets what is near it; a slip of the finger, the command that was meant",
    ),
    Teams: shown("parity/teams", "Teams: a slip of the fingers gets the command that was meant"),
  },
  "desk attachFrom": {
    what: "Somebody's message becomes the proof of the case that is chosen",
    Slack: shown(
      "flow/proof-from-a-message",
      "somebody's photo in a channel becomes the proof of the case that was chosen",
    ),
    Teams: shown(
      "parity/teams",
      "Teams: the menu of somebody's message leads to the page that takes its photo as proof",
    ),
  },
  "desk home": {
    what: "A page of one's own lists the cases of one's teams, with buttons that work",
    Slack: shown(
      "flow/home",
      "App Home: my team's cases by amount, then those we follow, with buttons that work",
    ),
    Teams: shown("flow/teams", "inicio shows one's own cases with their buttons"),
  },
  "desk comment": {
    what: "What is written under one card is read under the case's others",
    ...both(
      "flow/comments",
      "what Sales writes under its card in Slack is read under that of Logistics in Teams, and back",
    ),
  },
  "desk find": {
    what: "An order is found and its card shown: by command, or by the search beside a message",
    Slack: shown("parity/commands", "Slack: status"),
    Teams: shown("flow/teams", "an order is found from the message box, and posted as a card"),
  },
  "desk view": {
    what: "Whoever may not press a button is told so alone, or does not see it",
    Slack: shown(
      "flow/permission",
      "a person of another team is told whose turn it is, and nothing changes",
    ),
    Teams: shown(
      "chat/teams-door",
      "a bystander sees the card without buttons that are not theirs",
    ),
  },
  "reply done": {
    what: "Pressed on a copy of the card, a button says that it counted",
    Slack: shown("flow/commands", "estado: the case comes with its buttons, and they work"),
    Teams: shown("flow/teams", "inicio shows one's own cases with their buttons"),
  },
  "reply note": {
    what: "A button that only tells something tells it to that person alone",
    ...each("parity/actions", "show-diff"),
  },
  "reply dialog": {
    what: "A command that lacks something opens its form",
    ...each("parity/commands", "credit"),
  },
  "reply invalid": {
    what: "What is wrong stands beside its field, and what was typed stays",
    Slack: shown(
      "flow/snooze-and-escalate",
      "a snooze that is already over when it is sent is refused beside its field",
    ),
    Teams: shown(
      "parity/teams",
      "Teams: what is wrong stands above its field, and what was typed stays",
    ),
  },
} as const satisfies Record<Port, Ability>;

/** What follows from more than one of them. */
const OTHERS: readonly Ability[] = [
  {
    what: "Who is called is mentioned in the thread",
    Slack: shown(
      "flow/credit-notes",
      "a question goes to the requester and back, and a rejection brings the shortage back",
    ),
    Teams: shown(
      "flow/teams",
      "an assigned case comes to its person in Teams too, and the one who is called is named",
    ),
  },
  {
    what: "A case comes as a direct message, and is answered there",
    ...each("parity/actions", "unwatch"),
  },
  {
    what: "A file sent to Remo, or a message's file, becomes a proof",
    Slack: shown(
      "flow/proof-from-a-message",
      "with one case waiting there is nothing to choose but the kind",
    ),
    Teams: shown("flow/teams", "files sent to Remo prove the case that is chosen for them"),
  },
  {
    what: "The weekly figures come to each channel, once",
    Slack: shown(
      "flow/weekly-reports",
      "el lunes a las 8: los indicadores en cada canal, y en Ventas los clientes al corriente",
    ),
    Teams: shown(
      "parity/teams-digests",
      "Teams: on Monday at 8 the figures come to each channel, once",
    ),
  },
  {
    what: "A button of another team's is refused to that person alone",
    Slack: shown(
      "flow/permission",
      "a person of another team is told whose turn it is, and nothing changes",
    ),
    Teams: shown(
      "parity/teams",
      "Teams: a button of another team's is refused to that person alone",
    ),
  },
  {
    what: "A stranger learns how to be let in",
    Slack: shown("flow/permission", "a stranger learns how to be let in, whatever they do"),
    Teams: shown("parity/teams", "Teams: a stranger learns how to be let in, whatever they do"),
  },
  {
    what: "An account is linked by a code from the other platform",
    ...each("parity/one-person", "an account is linked by a code from the other platform"),
  },
  {
    what: "Who asked for a credit note on the other platform does not approve it here",
    ...each("parity/one-person", "nobody approves here what they asked for on the other platform"),
  },
  {
    what: "The same press on both platforms at once counts once",
    ...each("parity/one-person", "the same press on both platforms at once counts once"),
  },
  {
    what: "Throttled, a message waits its turn",
    Slack: shown(
      "flow/chat-trouble",
      "429 with Retry-After: the card waits its turn, and nothing else is called meanwhile",
    ),
    Teams: shown(
      "flow/teams-trouble",
      "429 on an update: the card is edited later, and nobody else waits",
    ),
  },
  {
    what: "A card that somebody deleted is posted anew when it has something to say",
    Slack: shown(
      "flow/chat-trouble",
      "a card somebody deleted is posted anew when it has something to say, its log with it",
    ),
    Teams: shown(
      "flow/teams-trouble",
      "a card somebody deleted is posted anew when it has something to say",
    ),
  },
  {
    what: "A channel that refuses Remo is listed with what to do",
    Slack: shown(
      "flow/chat-trouble",
      "a channel that refuses the bot is listed with what to do, and the others get their card",
    ),
    Teams: shown(
      "flow/teams-trouble",
      "removed from the team, the card is given up with a sentence; added again, it comes",
    ),
  },
];

export const ABILITIES: readonly Ability[] = [...Object.values(PORTS), ...OTHERS];
