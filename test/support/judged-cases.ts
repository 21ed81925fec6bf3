import { calendar } from "./business-calendars.ts";
import { finding, GROUP, START } from "./case-stage.ts";
import type { Instant } from "../../src/core/calendar.ts";
import type { Case, CaseSilence } from "../../src/core/case.ts";
import type { CaseTime } from "../../src/core/case-clock.ts";
import type { Policy } from "../../src/core/escalation-policy.ts";
import type { Finding } from "../../src/core/finding.ts";
import { CALM, judgeCase, type Judged } from "../../src/core/judge-case.ts";

export const ANA = { personId: "ana", personName: "Ana" };
export const LUIS = { personId: "luis", personName: "Luis" };
export const short = finding("delivery-short");
export const mismatch = finding("invoice-mismatch", { team: "collections", stage: "billing" });
export const broken = finding("promise-broken", { severity: "critical", team: "sales" });

const POLICY: Policy = {
  steps: [
    { afterMinutes: 60, notify: "owner" },
    { afterMinutes: 120, notify: "channel" },
    { afterMinutes: 180, notify: "lead" },
  ],
  ackExpiresMinutes: 240,
  repeatLastEveryMinutes: null,
};
export const time: CaseTime = {
  calendarOf: () => calendar({ timeZone: "UTC", hours: { "mon-sun": ["00:00-24:00"] } }),
  policyOf: () => POLICY,
};

export function judge(
  current: Case | null,
  findings: readonly Finding[],
  now: Instant,
  more: Partial<Judged> = {},
) {
  const judged = { group: GROUP, findings, answers: [], zone: "UTC", ...CALM, ...more };
  return judgeCase(current, judged, now, () => "case-1");
}

export function opened(findings: readonly Finding[], more: Partial<Judged> = {}): Case {
  const change = judge(null, findings, START, more);
  if (!change) throw new Error("Nothing was found.");
  return change.case;
}

export const silence = (until: Instant, id = "S-1"): CaseSilence => ({
  id,
  until,
  by: ANA,
  reason: null,
});
