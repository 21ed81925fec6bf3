import type { Instant } from "../../src/core/calendar.ts";
import type { Finding } from "../../src/core/finding.ts";
import type { Answer } from "../../src/core/order.ts";

export const START = "2026-03-02T15:00:00.000Z";
export const GROUP = { type: "order", id: "PED-1" } as const;

/** A finding of one order; what a story does not care about has a default. */
export function finding(rule: string, more: Partial<Finding> = {}): Finding {
  return {
    rule,
    subject: "order:PED-1",
    team: "logistics",
    informs: [],
    severity: "warning",
    stage: "delivery",
    amount: { minor: 100, currency: "MXN" },
    since: START,
    data: {},
    actions: [],
    answerWithinHours: 8,
    foldedUnder: null,
    ...more,
  };
}

/** What Ana of Logistics answered. */
export function answer(action: string, at: Instant, more: Partial<Answer> = {}): Answer {
  return {
    group: GROUP,
    action,
    at,
    personId: "ana",
    personName: "Ana",
    team: "logistics",
    ...more,
  };
}
