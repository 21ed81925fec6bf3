import { addHours, type Instant } from "./calendar.ts";
import type { Fact, Team } from "./fact.ts";
import { maySilence, type Permission, type Person } from "./may.ts";
import type { Matcher } from "./people-facts.ts";

/** Longer than this nobody remembers what was silenced, or why. */
export const SILENCE_MAX_DAYS = 30;

export type SilenceAsked = {
  readonly person: Person;
  readonly matcher: Matcher;
  readonly until: Instant;
  readonly reason?: string | undefined;
  /** The teams that what is silenced concerns. */
  readonly teams: readonly Team[];
};

export type SilenceRefusal =
  | Exclude<Permission, { allowed: true }>
  | { readonly refused: "in-the-past"; readonly on: string }
  | { readonly refused: "too-long"; readonly days: number };

/** Decides a silence, asked for on a card or by a command: the fact it makes, or why it does not. */
export function decideSilence(
  { person, matcher, until, reason, teams }: SilenceAsked,
  now: Instant,
  silenceId: string,
): { readonly facts: readonly Fact[]; readonly as: Team } | SilenceRefusal {
  const permission = maySilence(person, matcher, teams);
  if ("refused" in permission) return permission;
  if (until <= now) return { refused: "in-the-past", on: until };
  if (until > addHours(now, SILENCE_MAX_DAYS * 24)) {
    return { refused: "too-long", days: SILENCE_MAX_DAYS };
  }
  const why = reason?.trim().slice(0, 300);
  return {
    as: permission.as,
    facts: [
      {
        type: "silence.started",
        source: "remo",
        externalId: silenceId,
        occurredAt: now,
        office: "main",
        silenceId,
        personId: person.id,
        personName: person.name,
        matcher,
        until,
        ...(why ? { reason: why } : {}),
      },
    ],
  };
}
