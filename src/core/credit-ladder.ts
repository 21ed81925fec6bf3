import type { Role } from "./action.ts";
import type { Instant } from "./calendar.ts";
import { ladderFor, minorOf, type CreditPolicy, rungFor } from "./credit-policy.ts";
import { type CreditApproval, type CreditRequest, namesOn, type Signer } from "./credit-request.ts";
import { askedAt, type CreditView, windowOf, type Windowed } from "./credit-view.ts";
import type { Team } from "./fact.ts";
import type { Person } from "./may.ts";
import type { Money } from "./money.ts";
import type { Delegation } from "./office.ts";

/** Who must sign: somebody of this rung or a higher one, so many of them. */
export type Level = {
  readonly rung: number;
  readonly currency: string;
  readonly team: Team | null;
  readonly role: Role;
  readonly approvals: number;
  /** How much it may sign at most; null for the highest rung. */
  readonly upTo: Money | null;
};

/** The level that a request demands, with all that counts with it. */
export function levelOf(
  request: CreditRequest,
  view: CreditView,
  policy: CreditPolicy,
): Level & { readonly window: Windowed } {
  const { id, amountMinor: minor, currency } = request;
  const window = windowOf(view, { id, minor, currency, at: askedAt(request) }, policy);
  return { ...levelFor({ minor: minor + window.minor, currency }, policy), window };
}

export function levelFor(amount: Money, policy: CreditPolicy): Level {
  const { currency } = amount;
  const index = rungFor(amount, policy);
  const rung = ladderFor(currency, policy)[index];
  if (!rung) throw new Error(`The ladder of ${currency} has no rung.`);
  const { upTo, team = null, role, approvals } = rung;
  const limit = upTo === undefined ? null : { minor: minorOf(upTo, currency), currency };
  return { rung: index, currency, team, role, approvals, upTo: limit };
}

/** Whether a person stands on this rung of the currency's ladder, or on a higher one. */
export function standsOn(
  person: Pick<Person, "teams" | "roles">,
  { rung, currency }: Pick<Level, "rung" | "currency">,
  policy: CreditPolicy,
): boolean {
  return ladderFor(currency, policy)
    .slice(rung)
    .some(
      ({ team, role }) =>
        person.roles.includes(role) && (team === undefined || person.teams.includes(team)),
    );
}

/** Whether a person may sign anything at all of this currency: then they may refuse and ask. */
export function standsOnLadder(person: Person, currency: string, policy: CreditPolicy): boolean {
  return standsOn(person, { rung: 0, currency }, policy);
}

export type Signing = {
  readonly request: CreditRequest;
  readonly level: Level;
  readonly delegations: readonly Delegation[];
  readonly people: readonly Person[];
  readonly policy: CreditPolicy;
  readonly now: Instant;
};

export type MaySign =
  | { readonly onBehalfOf: Signer | null }
  | { readonly refused: "own-request" | "already-approved" | "above-limit" };

/**
 * Whether a person may approve: never the requester, never in the requester's place, nobody twice,
 * and no authority twice. Whoever may by themselves signs for themselves; a delegate signs for
 * somebody who may, between two dates.
 */
export function maySign(person: Person, o: Signing): MaySign {
  const { request, level, policy } = o;
  const requester = request.by.personId;
  if (person.id === requester) return { refused: "own-request" };
  const used = new Set(request.approvals.flatMap(namesOn));
  if (used.has(person.id)) return { refused: "already-approved" };
  if (standsOn(person, level, policy)) return { onBehalfOf: null };
  const given = givenTo(person, o).filter((one) => {
    const principal = o.people.find(({ id }) => id === one.of.personId);
    return principal !== undefined && standsOn(principal, level, policy);
  });
  const free = given.find(({ of }) => of.personId !== requester && !used.has(of.personId));
  if (free) return { onBehalfOf: free.of };
  if (given.some(({ of }) => used.has(of.personId))) return { refused: "already-approved" };
  return { refused: given.length > 0 ? "own-request" : "above-limit" };
}

/** Whether a person may sign anything of this currency, by themselves or in somebody's place. */
export function signsSomething(
  person: Person,
  currency: string,
  o: Pick<Signing, "delegations" | "people" | "policy" | "now">,
): boolean {
  if (standsOnLadder(person, currency, o.policy)) return true;
  return givenTo(person, o).some(({ of }) => {
    const principal = o.people.find(({ id }) => id === of.personId);
    return principal !== undefined && standsOnLadder(principal, currency, o.policy);
  });
}

function givenTo(
  { id }: Person,
  { delegations, now }: Pick<Signing, "delegations" | "now">,
): readonly Delegation[] {
  return delegations.filter(
    ({ of, to, from, until }) =>
      to.personId === id && of.personId !== id && from <= now && now < until,
  );
}

/** Approvals that still count at a level: given by, or in the place of, somebody who stands on it. */
export function countingApprovals(o: Signing): readonly CreditApproval[] {
  return o.request.approvals.filter(({ personId, onBehalfOf }) => {
    const authority = onBehalfOf?.personId ?? personId;
    const person = o.people.find(({ id }) => id === authority);
    return person !== undefined && standsOn(person, o.level, o.policy);
  });
}

/** Who may sign at a level and is neither the requester nor has signed already. */
export function signersFor(
  o: Pick<Signing, "request" | "level" | "people" | "policy">,
): readonly Person[] {
  const used = new Set([o.request.by.personId, ...o.request.approvals.flatMap(namesOn)]);
  return o.people.filter((one) => !used.has(one.id) && standsOn(one, o.level, o.policy));
}
