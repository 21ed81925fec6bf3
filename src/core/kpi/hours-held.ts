import { epochMs, type Instant } from "../calendar.ts";
import type { CaseEvent } from "../case.ts";
import type { Team } from "../fact.ts";
import type { Period } from "./period.ts";

/** From this instant on a team has the ball of a case; nobody, once it is closed. */
export type BallEvent = {
  readonly caseId: string;
  readonly at: Instant;
  readonly team: Team | null;
};

export type HeldMs = Readonly<Partial<Record<Team, number>>>;

/** Who has the ball after an event of a case; undefined where it does not move. */
export function ballAfter(event: CaseEvent): Team | null | undefined {
  switch (event.type) {
    case "opened":
      return event.team;
    case "ball-passed":
      return event.to;
    case "closed":
      return null;
    default:
      return undefined;
  }
}

/**
 * How long each team had the ball within a period, over all cases, in milliseconds. The events of a
 * case come in the order in which they happened; each holding ends where the next begins, so that
 * the totals add up to the lives of the cases within the period: no gap, nothing twice.
 */
export function hoursHeld(
  events: readonly BallEvent[],
  { from, until }: Pick<Period, "from" | "until">,
): HeldMs {
  const held: Partial<Record<Team, number>> = {};
  const [start, end] = [epochMs(from), epochMs(until)];
  events.forEach(({ caseId, at, team }, index) => {
    if (team === null) return;
    const next = events[index + 1];
    const ended = next?.caseId === caseId ? Math.min(epochMs(next.at), end) : end;
    const ms = ended - Math.max(epochMs(at), start);
    if (ms > 0) held[team] = (held[team] ?? 0) + ms;
  });
  return held;
}
