import { z } from "zod";
import type { Severity } from "./rule.ts";

/**
 * Who is told: the person on duty or assigned, the channel of the team, its leads, then managers and
 * directors.
 */
export const NOTIFIED = ["owner", "channel", "lead", "manager", "director"] as const;
export type Notified = (typeof NOTIFIED)[number];

const MAX_MINUTES = 60 * 24 * 60;
const MINUTES = `must be whole minutes up to ${MAX_MINUTES} (60 days of 24 hours)`;
const Minutes = z.int(MINUTES).min(0, MINUTES).max(MAX_MINUTES, MINUTES);

/** All minutes are business minutes in the calendar of the team with the ball. */
export const Policy = z.strictObject({
  steps: z
    .array(
      z.strictObject({
        /** Since the ball came. */
        afterMinutes: Minutes,
        notify: z.enum(NOTIFIED, `is not one of ${NOTIFIED.join(", ")}`),
      }),
    )
    .min(1, "needs at least one step")
    .max(10, "must have ten steps at most")
    .refine(increasing, "must have afterMinutes that grow from one to the next"),
  /** After this, an acknowledgement that led nowhere no longer holds the clock. */
  ackExpiresMinutes: Minutes.min(1, "must be a minute or more"),
  /** How often the last step is said again, a hundred times at most; null: never. */
  repeatLastEveryMinutes: Minutes.min(15, "must be 15 minutes or more").nullable().default(null),
});
export type Policy = z.infer<typeof Policy>;

export type Policies = Readonly<Record<Severity, Policy>> & {
  readonly byRule: Readonly<Record<string, Policy>>;
};

/** What holds when nobody wrote a policy; a business day has ten hours. */
export const DEFAULT_POLICIES: Readonly<Record<Severity, Policy>> = {
  // A truck is on the road or money is stopped: a lead knows within two hours.
  critical: {
    steps: [
      { afterMinutes: 15, notify: "owner" },
      { afterMinutes: 45, notify: "channel" },
      { afterMinutes: 120, notify: "lead" },
      { afterMinutes: 240, notify: "manager" },
      { afterMinutes: 600, notify: "director" },
    ],
    ackExpiresMinutes: 120,
    repeatLastEveryMinutes: 600,
  },
  // It can still be kept from getting expensive: a lead on the same day, a manager two days later.
  warning: {
    steps: [
      { afterMinutes: 60, notify: "owner" },
      { afterMinutes: 180, notify: "channel" },
      { afterMinutes: 480, notify: "lead" },
      { afterMinutes: 1_800, notify: "manager" },
    ],
    ackExpiresMinutes: 480,
    repeatLastEveryMinutes: 3_000,
  },
  // Somebody should look at it this week; nobody above the lead hears of it.
  notice: {
    steps: [
      { afterMinutes: 240, notify: "owner" },
      { afterMinutes: 1_200, notify: "channel" },
      { afterMinutes: 3_000, notify: "lead" },
    ],
    ackExpiresMinutes: 1_200,
    repeatLastEveryMinutes: null,
  },
};

/** The policy of a rule, or else that of its severity. */
export function policyFor(policies: Policies, rule: string, severity: Severity): Policy {
  const own = Object.hasOwn(policies.byRule, rule) ? policies.byRule[rule] : undefined;
  return own ?? policies[severity];
}

function increasing(steps: readonly { readonly afterMinutes: number }[]): boolean {
  return steps.every((step, n) => n === 0 || step.afterMinutes > (steps[n - 1]?.afterMinutes ?? 0));
}
