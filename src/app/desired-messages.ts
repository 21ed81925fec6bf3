import {
  amountOf,
  type Case,
  type CaseChange,
  type CaseEvent,
  concerned,
  leading,
} from "../core/case.ts";
import type { Signer } from "../core/credit-request.ts";
import type { Fact } from "../core/fact.ts";
import { minorDigits } from "../core/money.ts";
import type { Severity } from "../core/rule.ts";
import type { Channel, Directory } from "./ports.ts";
import type { DesiredMessage } from "./store.ts";

const URGENCY: Readonly<Record<Severity, number>> = { critical: 100, warning: 10, notice: 1 };
/** A case without an amount still speaks before nothing. */
const NO_AMOUNT = 0.5;

/** How much of the reference currency one unit of another is worth, to rank and never to add. */
export type CurrencyWeights = Readonly<Record<string, number>>;

/** Amount × urgency: what goes first when a platform lets little through. */
function priorityOf(c: Case, weights: CurrencyWeights): number {
  const amount = amountOf(c);
  const urgency = URGENCY[leading(c)?.severity ?? "notice"];
  if (!amount) return urgency * NO_AMOUNT;
  const major = Math.abs(amount.minor) / 10 ** minorDigits(amount.currency);
  return urgency * Math.max(NO_AMOUNT, major * (weights[amount.currency] ?? 1));
}

/** Which channels should show which case in which version after these changes. */
export function desiredMessages(
  changes: readonly CaseChange[],
  facts: readonly Fact[],
  directory: Pick<Directory, "channelsOf" | "people">,
  weights: CurrencyWeights,
): readonly DesiredMessage[] {
  const answered = facts.some((fact) => fact.type === "answer.given");
  return changes.flatMap((change) => {
    if (!change.case.spoken) return [];
    const shown = { ...common(change.case, weights), urgent: answered };
    const channels = [
      ...change.case.teams.flatMap((team) => directory.channelsOf(team)),
      ...accountsOf(concerned(change.case), directory),
    ];
    return [
      ...unique(channels).map((channel) => ({
        ...shown,
        ...channel,
        tell: eventsToTell(change, channel),
      })),
      // Once more, so that their card says that it is the last time.
      ...unique(accountsOf(change.left, directory)).map((channel) => ({
        ...shown,
        ...channel,
        tell: [],
      })),
    ];
  });
}

function common(c: Case, weights: CurrencyWeights) {
  return { caseId: c.id, version: c.version, priority: priorityOf(c, weights) };
}

type Destination = Pick<DesiredMessage, "platform" | "channel">;

function unique(channels: readonly Pick<Channel, "platform" | "id">[]): readonly Destination[] {
  const named = channels.map(({ platform, id }) => ({ platform, channel: id }));
  return [...new Map(named.map((one) => [`${one.platform} ${one.channel}`, one])).values()];
}

const TOLD: ReadonlySet<CaseEvent["type"]> = new Set<CaseEvent["type"]>([
  "answered",
  "commented",
  "ball-passed",
  "finding-added",
  "woke",
  "expired",
  "notified",
  "silenced",
  "unsilenced",
]);

/** Where these people get direct messages: the platform's id of each. */
function accountsOf(
  named: readonly Signer[],
  { people }: Pick<Directory, "people">,
): readonly Pick<Channel, "platform" | "id">[] {
  if (named.length === 0) return [];
  const ids = new Set(named.map(({ personId }) => personId));
  return people
    .filter(({ id }) => ids.has(id))
    .flatMap(({ accounts }) =>
      PLATFORMS.flatMap((platform) => {
        const id = accounts[platform];
        return id === undefined ? [] : [{ platform, id }];
      }),
    );
}

const PLATFORMS = ["slack", "teams"] as const;

/**
 * The card shows how things are; its thread tells how they came to be so. One that is silenced says
 * so once and then nothing more, while the card goes on being true.
 */
function eventsToTell(
  { events, case: { silence } }: CaseChange,
  to: Destination,
): readonly number[] {
  const tells = (event: CaseEvent) =>
    silence && event.type !== "commented" ? event.type === "silenced" : TOLD.has(event.type);
  return events.flatMap((event, position) =>
    tells(event) && !wasWrittenIn(event, to) ? [position] : [],
  );
}

/** Those who read a comment in its own thread are not told of it again. */
function wasWrittenIn(event: CaseEvent, { platform, channel }: Destination): boolean {
  if (event.type !== "commented" || event.from === null) return false;
  return event.from.platform === platform && event.from.channel === channel;
}
