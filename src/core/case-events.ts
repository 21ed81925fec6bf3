import type { Instant } from "./calendar.ts";
import type { CaseEvent, CaseSilence } from "./case.ts";
import type { Step } from "./case-clock.ts";
import type { Signer } from "./credit-request.ts";
import type { Team } from "./fact.ts";
import type { Finding } from "./finding.ts";

/** What changed between two looks at a case, as events for its log. */

/** A silence that began, ended, or lasts until another instant. */
export function silenceEvents(
  was: CaseSilence | null,
  is: CaseSilence | null,
  at: Instant,
): readonly CaseEvent[] {
  if (was?.id === is?.id && was?.until === is?.until) return [];
  if (is) return [{ type: "silenced", at, silence: is }];
  return [{ type: "unsilenced", at, early: was !== null && at < was.until }];
}

/**
 * Of the steps that came due in one look only the highest that reaches somebody is told: after a
 * downtime nobody wants three calls within a second. Those below it are passed over, and the log
 * keeps them; those above it have nobody to call, which is said as ever.
 */
export function stepEvents(
  due: readonly Step[],
  team: Team,
  now: Instant,
  peopleFor: (step: Step) => readonly Signer[],
): readonly CaseEvent[] {
  const steps = due.map((step) => ({ step, people: peopleFor(step) }));
  const reaching = steps.findLastIndex(({ people }) => people.length > 0);
  const highest = reaching >= 0 ? reaching : steps.length - 1;
  const skipped = due.slice(0, highest).map(({ notify }) => notify);
  return steps.map(({ step, people }, index): CaseEvent => {
    if (index < highest) return { type: "passed-over", at: now, team, ...step };
    const late = index === highest && skipped.length > 0 ? { skipped } : {};
    return { type: "notified", at: now, team, people, ...step, ...late };
  });
}

/** The ball went from a team to that of this finding. */
export function passEvent(from: Team, first: Finding, now: Instant): CaseEvent {
  return { type: "ball-passed", at: now, from, to: first.team, rule: first.rule };
}

/** Rules that speak now and did not, and the other way round. */
export function differences(
  before: readonly Finding[],
  after: readonly Finding[],
  now: Instant,
): readonly CaseEvent[] {
  const had = new Set(before.map((finding) => finding.rule));
  const has = new Set(after.map((finding) => finding.rule));
  const isNews = (rule: string) => !had.has(rule) || repeats(before, after, rule);
  return [
    ...[...has].filter(isNews).map((rule) => event("finding-added", now, rule)),
    ...[...had].filter((rule) => !has.has(rule)).map((rule) => event("finding-cleared", now, rule)),
  ];
}

/** The same rule speaks again of the same subject: an overdue invoice that enters its next bucket. */
function repeats(before: readonly Finding[], after: readonly Finding[], rule: string): boolean {
  const of = (findings: readonly Finding[]) => findings.filter((finding) => finding.rule === rule);
  return of(after)
    .filter((finding) => finding.repeats)
    .some(({ subject, since }) =>
      of(before).some((was) => was.subject === subject && was.since < since),
    );
}

function event(type: "finding-added" | "finding-cleared", at: Instant, rule: string): CaseEvent {
  return { type, at, rule };
}
