import { addHours, type Instant, type LocalDate } from "./calendar.ts";
import type { Fact, ReasonCode, Team } from "./fact.ts";
import type { InvoiceState } from "./invoice.ts";
import { leads, mayDo, maySilence, type Permission, type Person } from "./may.ts";
import { decideSilence as onSilence, SILENCE_MAX_DAYS } from "./office-decisions.ts";
import type { Money } from "./money.ts";
import type { OfficeState } from "./office.ts";
import type { Matcher } from "./people-facts.ts";
import { isLive, isPaid, outstanding } from "./receivable.ts";

/** What a command decided: the facts it makes, or why it makes none. */
export type Decided = { readonly facts: readonly Fact[] } | { readonly refused: Refused };

export type Refused =
  | Exclude<Permission, { allowed: true }>
  | { readonly refused: "invoice-not-owed" }
  | { readonly refused: "already-disputed" }
  | { readonly refused: "more-than-owed"; readonly owed: Money }
  | { readonly refused: "day-past"; readonly on: LocalDate }
  | { readonly refused: "past"; readonly until: Instant }
  | { readonly refused: "backwards" }
  | { readonly refused: "too-long"; readonly days: number }
  | { readonly refused: "matches-all" }
  | { readonly refused: "nothing-to-end" }
  | { readonly refused: "own-delegate" }
  | { readonly refused: "not-of-team"; readonly team: Team };

const HOURS_PER_DAY = 24;
const MOST_DUTY_DAYS = 31;
const MOST_DELEGATED_DAYS = 90;
const MAX_REASON = 300;

/** `nonce` is a random word: two people may do the same in one instant. */
type Doing = { readonly person: Person; readonly now: Instant; readonly nonce: string };

/**
 * Facts of one instant fold in the order of these names, so what begins ("begun") sorts before what
 * ends it. They hold nobody's name: that must be forgotten with the person.
 */
function envelope(what: string, { now, nonce }: Doing) {
  return { source: "remo", externalId: `${what}:${now}:${nonce}`, occurredAt: now };
}

function by({ id, name }: Person) {
  return { personId: id, personName: name };
}

function why(reason: string | null) {
  const told = reason?.trim().slice(0, MAX_REASON);
  return told ? { reason: told } : {};
}

function no(refused: Refused): Decided {
  return { refused };
}

function lasting(from: Instant, until: Instant, now: Instant, days: number): Refused | null {
  if (until <= now) return { refused: "past", until };
  if (until <= from) return { refused: "backwards" };
  return until > addHours(from, days * HOURS_PER_DAY) ? { refused: "too-long", days } : null;
}

/** The customer says when it will pay an invoice: all of it where no amount is said. */
export function decidePromise(
  invoice: InvoiceState,
  o: Doing & { readonly on: LocalDate; readonly amount: Money | null; readonly today: LocalDate },
): Decided {
  const permission = mayDo(o.person, "promise-to-pay");
  if ("refused" in permission) return no(permission);
  if (!isLive(invoice) || isPaid(invoice)) return no({ refused: "invoice-not-owed" });
  if (o.on < o.today) return no({ refused: "day-past", on: o.on });
  const owed = outstanding(invoice);
  if (o.amount && owed && o.amount.minor > owed.minor)
    return no({ refused: "more-than-owed", owed });
  const { id: invoiceId } = invoice;
  const amount = o.amount ? { amountMinor: o.amount.minor } : {};
  const said = { invoiceId, promisedOn: o.on, ...amount, by: o.person.name };
  return {
    facts: [
      {
        type: "invoice.promised",
        ...envelope(`promise:${invoiceId}`, o),
        ...said,
      },
    ],
  };
}

/** The customer objects to an invoice. */
export function decideDispute(
  invoice: InvoiceState,
  o: Doing & { readonly reasonCode: ReasonCode; readonly reason: string | null },
): Decided {
  const permission = mayDo(o.person, "dispute");
  if ("refused" in permission) return no(permission);
  if (!isLive(invoice) || isPaid(invoice)) return no({ refused: "invoice-not-owed" });
  if (invoice.disputedAt !== null) return no({ refused: "already-disputed" });
  const { id: invoiceId } = invoice;
  const said = { invoiceId, reasonCode: o.reasonCode, ...why(o.reason) };
  return { facts: [{ type: "invoice.disputed", ...envelope(`dispute:${invoiceId}`, o), ...said }] };
}

/** Cases that fit the matcher say nothing until then. `involved` are the teams of its rule. */
export function decideSilence(
  o: Doing & {
    readonly silenceId: string;
    readonly matcher: Matcher;
    readonly involved: readonly Team[];
    readonly until: Instant;
    readonly reason: string | null;
  },
): Decided {
  const { person, matcher, until, involved: teams } = o;
  if (Object.values(matcher).every((named) => named === undefined)) {
    return no({ refused: "matches-all" });
  }
  const reason = o.reason ?? undefined;
  const decided = onSilence({ person, matcher, until, reason, teams }, o.now, o.silenceId);
  if (!("refused" in decided)) return { facts: decided.facts };
  return no(decided.refused === "in-the-past" ? { refused: "past", until } : decided);
}

/** Ends a silence: its author, and whoever could have begun it. */
export function decideSilenceEnd(
  office: OfficeState,
  o: Doing & { readonly silenceId: string; readonly involved: readonly Team[] },
): Decided {
  const silence = office.silences.find(({ id }) => id === o.silenceId);
  if (!silence || silence.until <= o.now) return no({ refused: "nothing-to-end" });
  if (silence.by.personId !== o.person.id) {
    const permission = maySilence(o.person, silence.matcher, o.involved);
    if ("refused" in permission) return no(permission);
  }
  const said = { office: "main", silenceId: o.silenceId, ...by(o.person) } as const;
  return { facts: [{ type: "silence.ended", ...envelope(`${o.silenceId}:ended`, o), ...said }] };
}

/** A source is being worked on until then. */
export function decideMaintenance(
  o: Doing & { readonly feed: string; readonly until: Instant; readonly reason: string | null },
): Decided {
  const permission = mayDo(o.person, "maintenance");
  if ("refused" in permission) return no(permission);
  const wrong = lasting(o.now, o.until, o.now, SILENCE_MAX_DAYS);
  if (wrong) return no(wrong);
  const said = { office: "main", feed: o.feed, ...by(o.person), until: o.until } as const;
  const work = { ...envelope(`maintenance:${o.feed}:begun`, o), ...said, ...why(o.reason) };
  return { facts: [{ type: "maintenance.started", ...work }] };
}

export function decideMaintenanceEnd(
  office: OfficeState,
  o: Doing & { readonly feed: string },
): Decided {
  const permission = mayDo(o.person, "maintenance");
  if ("refused" in permission) return no(permission);
  const working = office.maintenance.some(({ feed, until }) => feed === o.feed && until > o.now);
  if (!working) return no({ refused: "nothing-to-end" });
  const said = { office: "main", feed: o.feed, ...by(o.person) } as const;
  const end = envelope(`maintenance:${o.feed}:ended`, o);
  return { facts: [{ type: "maintenance.ended", ...end, ...said }] };
}

/** Somebody is on duty for a team: its leads say who, and its members may take it themselves. */
export function decideDuty(
  o: Doing & {
    readonly team: Team;
    readonly onDuty: Person;
    readonly from: Instant;
    readonly until: Instant;
  },
): Decided {
  const { team, onDuty, from, until } = o;
  const isOwn = onDuty.id === o.person.id && o.person.teams.includes(team);
  if (!isOwn && !leads(o.person, team)) return no({ refused: "needs-approver", roles: ["lead"] });
  if (!onDuty.teams.includes(team)) return no({ refused: "not-of-team", team });
  const wrong = lasting(from, until, o.now, MOST_DUTY_DAYS);
  if (wrong) return no(wrong);
  const said = { office: "main", team, ...by(o.person), onDuty: by(onDuty), from, until } as const;
  return {
    facts: [{ type: "duty.taken", ...envelope(`duty:${team}`, o), ...said }],
  };
}

/** Somebody approves in one's own place: nobody names a delegate for another. */
export function decideDelegate(
  o: Doing & { readonly delegate: Person; readonly from: Instant; readonly until: Instant },
): Decided {
  const { delegate, from, until } = o;
  const permission = mayDo(o.person, "delegate");
  if ("refused" in permission) return no(permission);
  if (delegate.id === o.person.id) return no({ refused: "own-delegate" });
  const wrong = lasting(from, until, o.now, MOST_DELEGATED_DAYS);
  if (wrong) return no(wrong);
  const said = { office: "main", ...by(o.person), delegate: by(delegate), from, until } as const;
  const named = envelope("delegate:begun", o);
  return { facts: [{ type: "delegate.named", ...named, ...said }] };
}

/** Ends one's own delegations: to one person, or to everybody. */
export function decideDelegateEnd(
  office: OfficeState,
  o: Doing & { readonly delegate: Person | null },
): Decided {
  const standing = office.delegations.filter(
    ({ of, to, until }) =>
      of.personId === o.person.id &&
      until > o.now &&
      (o.delegate === null || to.personId === o.delegate.id),
  );
  if (standing.length === 0) return no({ refused: "nothing-to-end" });
  const dismissed = [...new Map(standing.map(({ to }) => [to.personId, to])).values()];
  return {
    facts: dismissed.map((to, at) => {
      const end = envelope(`delegate:ended:${at}`, o);
      const said = { office: "main", ...by(o.person), delegate: to } as const;
      return { type: "delegate.dismissed", ...end, ...said };
    }),
  };
}
