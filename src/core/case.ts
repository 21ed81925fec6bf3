import type { CaseState } from "./action.ts";
import { earliest, type Instant } from "./calendar.ts";
import { clockDueAt, type Step } from "./case-clock.ts";
import { NO_OVERLAY, type Overlay } from "./case-overlay.ts";
import type { Signer } from "./credit-request.ts";
import type { Running } from "./escalation.ts";
import type { Notified } from "./escalation-policy.ts";
import type { Group, Team } from "./fact.ts";
import type { Finding } from "./finding.ts";
import type { Money } from "./money.ts";
import type { Answer } from "./order.ts";
import type { WakeCondition } from "./people-facts.ts";

type Ball = {
  readonly team: Team;
  readonly since: Instant;
  readonly deadline: Instant;
};

/** Why a case says nothing in chat, until when, and who arranged it. */
export type CaseSilence = {
  readonly id: string;
  readonly until: Instant;
  readonly by: Signer;
  readonly reason: string | null;
};

export type Case = Overlay & {
  readonly id: string;
  readonly group: Group;
  readonly state: CaseState;
  readonly ball: Ball;
  /** Leading finding first, then the others that stand for themselves, then the folded ones. */
  readonly findings: readonly Finding[];
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  /** The policy as it was when the ball came, and where in it the case stands. */
  readonly escalation: Running | null;
  /** Whom the policy reached so far: the case is shown to them directly. */
  readonly notified: readonly Signer[];
  readonly silence: CaseSilence | null;
  /** Whether chat ever heard of it: a case silenced from its first moment was never posted. */
  readonly spoken: boolean;
  /** When what the card says of time ("today", "2 h left") stops being so. */
  readonly redrawAt: Instant;
  /** Milliseconds each team held the ball, up to `ball.since`. */
  readonly heldMs: Readonly<Partial<Record<Team, number>>>;
  /** Every team whose channel shows the case, in the order in which they came to it. */
  readonly teams: readonly Team[];
  /** Grows by one with every visible change: a message shows one version. */
  readonly version: number;
  /** What the last person did, shown in place of the buttons once the case is closed. */
  readonly lastAnswer: Answer | null;
};

/** What somebody wrote about a case. */
export type Comment = {
  readonly by: Signer;
  readonly text: string;
  readonly files: readonly { readonly name: string; readonly url: string }[];
  /** The channel in whose thread it was written; null when it was none. */
  readonly from: { readonly platform: string; readonly channel: string } | null;
};

export type CaseEvent =
  | { readonly type: "opened"; readonly at: Instant; readonly team: Team; readonly rule: string }
  | { readonly type: "finding-added"; readonly at: Instant; readonly rule: string }
  | { readonly type: "finding-cleared"; readonly at: Instant; readonly rule: string }
  | {
      readonly type: "ball-passed";
      readonly at: Instant;
      readonly from: Team;
      readonly to: Team;
      readonly rule: string;
    }
  | { readonly type: "answered"; readonly at: Instant; readonly answer: Answer }
  | {
      readonly type: "woke";
      readonly at: Instant;
      readonly because?: WakeCondition["when"] | "time";
    }
  | { readonly type: "expired"; readonly at: Instant }
  | ({ readonly type: "commented"; readonly at: Instant } & Comment)
  | ({
      readonly type: "notified";
      readonly at: Instant;
      readonly team: Team;
      readonly people: readonly Signer[];
      /** Whom the steps below would have told, where these were passed over. */
      readonly skipped?: readonly Notified[];
    } & Step)
  /** A step that was not told when it was due: by the time somebody looked, a higher one was too. */
  | ({ readonly type: "passed-over"; readonly at: Instant; readonly team: Team } & Step)
  | { readonly type: "silenced"; readonly at: Instant; readonly silence: CaseSilence }
  /** Early: before the silence was over, for it was ended or something worse leads. */
  | { readonly type: "unsilenced"; readonly at: Instant; readonly early?: boolean }
  | { readonly type: "closed"; readonly at: Instant; readonly team: Team };

export type CaseChange = {
  readonly case: Case;
  readonly events: readonly CaseEvent[];
  /** Whether anything a reader sees changed; the case is written only if so. */
  readonly visible: boolean;
  /** Those whom it concerned until now, and no longer: their card says so and is left alone. */
  readonly left: readonly Signer[];
};

/** Those to whom a case was given, who watch it, or whom its policy reached: each once. */
export function concerned({
  assignee,
  watchers,
  notified,
}: Pick<Case, "assignee" | "watchers" | "notified">): readonly Signer[] {
  const named = [...(assignee ? [assignee] : []), ...watchers, ...notified];
  return [...new Map(named.map((one) => [one.personId, one])).values()];
}

export function leading(c: Pick<Case, "findings">): Finding | null {
  return c.findings[0] ?? null;
}

/** The next instant at which time alone changes the case or what its card says. */
export function caseRecheckAt(c: Case | null): Instant | null {
  if (!c || c.state === "closed") return null;
  return earliest(c.snooze?.until, c.redrawAt, c.silence?.until, clockDueAt(c.escalation));
}

/** The answer that closed a case; null while it is open, or when the world closed it by itself. */
export function endingAnswer({ closedAt, lastAnswer }: Case): Answer | null {
  return closedAt !== null && lastAnswer !== null && lastAnswer.at >= closedAt ? lastAnswer : null;
}

/** The worst amount among findings that stand for themselves: one debt is not counted twice. */
export function amountOf(c: Pick<Case, "findings">): Money | null {
  const lead = leading(c);
  if (lead?.amount) return lead.amount;
  return c.findings.find((finding) => finding.amount !== null)?.amount ?? null;
}

/** A case as it was stored: what came to cases since it was written has its default. */
export function restoreCase(stored: Case): Case {
  // Whatever was answered before is done: a snooze that is over must not begin again.
  const overlay = { ...NO_OVERLAY, snoozedAt: stored.lastAnswer?.at ?? null };
  const fresh = { ...overlay, escalation: null, notified: [], silence: null, spoken: true };
  return { ...fresh, ...stored };
}
