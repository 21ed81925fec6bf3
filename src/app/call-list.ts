import type { Instant } from "../core/calendar.ts";
import type { Signer } from "../core/credit-request.ts";
import { dutyOrder, type Rotation } from "../core/duty.ts";
import type { Notified } from "../core/escalation-policy.ts";
import type { Team } from "../core/fact.ts";
import type { OfficeState } from "../core/office.ts";
import type { TeamTime } from "../core/team-time.ts";
import type { Directory, KnownPerson } from "./ports.ts";

export type CallList = {
  /** Who is on duty for a team, those who stand in after them; empty without a rotation. */
  onDuty(team: Team, office: OfficeState | null, at: Instant): readonly KnownPerson[];
  /** Whom a step of a policy tells, in a case of this team. */
  peopleFor(
    notify: Notified,
    team: Team,
    assignee: Signer | null,
    office: OfficeState | null,
    at: Instant,
  ): readonly Signer[];
};

/** Who is meant by "on duty", "lead" and the like, by remo.yaml and by what the office arranged. */
export function createCallList(directory: Directory, duty: TeamTime["duty"]): CallList {
  const { people } = directory;
  const byId = new Map(people.map((one) => [one.id, one]));
  const onDuty: CallList["onDuty"] = (team, office, at) => {
    const rotation = duty[team];
    const taken = (office?.duty ?? []).filter((one) => one.team === team);
    const named = rotation
      ? dutyOrder(withOverrides(rotation, taken), at)
      : taken
          .filter(({ from, until }) => from <= at && at < until)
          .map((one) => one.onDuty.personId)
          .toReversed();
    return named.flatMap((id) => byId.get(id) ?? []);
  };
  const everybody = (team: Team) =>
    people.filter(({ teams }) => teams.includes(team)).map(signerOf);
  const withRole = (role: "manager" | "director", team: Team) => {
    const all = people.filter(({ roles }) => roles.includes(role));
    const own = all.filter(({ teams }) => teams.includes(team));
    // A director of everything belongs to no team in particular.
    return own.length > 0 ? own : all;
  };
  return {
    onDuty,
    peopleFor(notify, team, assignee, office, at) {
      switch (notify) {
        case "owner": {
          // Somebody who left since is told nothing: then it is as if nobody had it.
          if (assignee && byId.has(assignee.personId)) return [assignee];
          const first = onDuty(team, office, at).slice(0, 1);
          // Without anybody on duty, those who decide for the team are asked at once, or everybody.
          const decide = first.length > 0 ? first : directory.leadsOf(team);
          return decide.length > 0 ? decide.map(signerOf) : everybody(team);
        }
        case "channel":
          return everybody(team);
        case "lead":
          return directory.leadsOf(team).map(signerOf);
        case "manager":
        case "director":
          return withRole(notify, team).map(signerOf);
        default:
          return notify satisfies never;
      }
    },
  };
}

function withOverrides(rotation: Rotation, taken: OfficeState["duty"]): Rotation {
  const overrides = taken.map(({ onDuty, from, until }) => ({
    person: onDuty.personId,
    from,
    until,
  }));
  return { ...rotation, overrides: [...rotation.overrides, ...overrides] };
}

function signerOf({ id, name }: KnownPerson): Signer {
  return { personId: id, personName: name };
}
