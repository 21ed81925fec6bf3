import { amountOf, type Case, type CaseChange, type CaseEvent, leading } from "../core/case.ts";
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
    const told = eventsToTell(change);
    if (!change.case.spoken) return [];
    const channels = [
      ...change.case.teams.flatMap((team) => directory.channelsOf(team)),
      ...directTo(change.case, directory),
    ];
    const unique = new Map(channels.map((one) => [`${one.platform} ${one.id}`, one]));
    return [...unique.values()].map((channel) => ({
      platform: channel.platform,
      channel: channel.id,
      caseId: change.case.id,
      version: change.case.version,
      priority: priorityOf(change.case, weights),
      tell: told,
      urgent: answered,
    }));
  });
}

const TOLD: ReadonlySet<CaseEvent["type"]> = new Set<CaseEvent["type"]>([
  "answered",
  "ball-passed",
  "finding-added",
  "woke",
  "expired",
  "notified",
  "silenced",
  "unsilenced",
]);

/** Those to whom the case was given, who watch it, or whom its policy reached: by direct message. */
function directTo(
  { assignee, watchers, notified }: Case,
  { people }: Pick<Directory, "people">,
): readonly Pick<Channel, "platform" | "id">[] {
  const named = [...(assignee ? [assignee] : []), ...watchers, ...notified];
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

/** The card shows how things are; its thread tells how they came to be so. */
function eventsToTell({ events }: CaseChange): readonly number[] {
  return events.flatMap((event, position) => (TOLD.has(event.type) ? [position] : []));
}
