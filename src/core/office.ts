import type { Instant } from "./calendar.ts";
import type { Signer } from "./credit-request.ts";
import type { Fact, Team } from "./fact.ts";
import type { Matcher } from "./people-facts.ts";

export type Silence = {
  readonly id: string;
  readonly matcher: Matcher;
  readonly from: Instant;
  readonly until: Instant;
  readonly by: Signer;
  readonly reason: string | null;
};

type Maintenance = {
  readonly feed: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly by: Signer;
};

type DutyOverride = {
  readonly team: Team;
  readonly onDuty: Signer;
  readonly from: Instant;
  readonly until: Instant;
};

export type Delegation = {
  readonly of: Signer;
  readonly to: Signer;
  readonly from: Instant;
  readonly until: Instant;
};

export type LinkedAccount = {
  readonly personId: string;
  readonly platform: "slack" | "teams";
  readonly account: string;
};

/** What our own people arranged, beyond what remo.yaml says. */
export type OfficeState = {
  readonly id: string;
  readonly silences: readonly Silence[];
  readonly maintenance: readonly Maintenance[];
  readonly duty: readonly DutyOverride[];
  readonly delegations: readonly Delegation[];
  readonly accounts: readonly LinkedAccount[];
};

// Every batch reads this state: what ended long ago is in the facts.
const KEPT = 200;

export function newOffice(id: string): OfficeState {
  return { id, silences: [], maintenance: [], duty: [], delegations: [], accounts: [] };
}

export function evolveOffice(office: OfficeState, fact: Fact): OfficeState {
  switch (fact.type) {
    case "silence.started": {
      const { silenceId: id, matcher, until, reason = null, occurredAt: from } = fact;
      const silence = { id, matcher, from, until, by: signer(fact), reason };
      const others = office.silences.filter((one) => one.id !== id && one.until > from);
      return { ...office, silences: [...others, silence].slice(-KEPT) };
    }
    case "silence.ended":
      return { ...office, silences: office.silences.filter((one) => one.id !== fact.silenceId) };
    case "maintenance.started": {
      const { feed, until, occurredAt: from } = fact;
      const others = office.maintenance.filter((one) => one.feed !== feed && one.until > from);
      const work = { feed, from, until, by: signer(fact) };
      return { ...office, maintenance: [...others, work].slice(-KEPT) };
    }
    case "maintenance.ended":
      return { ...office, maintenance: office.maintenance.filter((one) => one.feed !== fact.feed) };
    case "duty.taken": {
      const { team, onDuty, from, until } = fact;
      const others = office.duty.filter((one) => one.until > fact.occurredAt);
      return { ...office, duty: [...others, { team, onDuty, from, until }].slice(-KEPT) };
    }
    case "delegate.named": {
      const { delegate: to, from, until } = fact;
      const others = office.delegations.filter((one) => one.until > fact.occurredAt);
      const delegation = { of: signer(fact), to, from, until };
      return { ...office, delegations: [...others, delegation].slice(-KEPT) };
    }
    case "delegate.dismissed":
      return {
        ...office,
        delegations: office.delegations.filter(
          ({ of, to }) => of.personId !== fact.personId || to.personId !== fact.delegate.personId,
        ),
      };
    case "account.linked": {
      const { personId, platform, account } = fact;
      const others = office.accounts.filter(
        (one) => one.platform !== platform || one.account !== account,
      );
      return { ...office, accounts: [...others, { personId, platform, account }] };
    }
    default:
      return office;
  }
}

function signer({ personId, personName }: Signer): Signer {
  return { personId, personName };
}
