import { describe, expect, test } from "vitest";
import { calendar } from "../../test/support/business-calendars.ts";
import { acknowledge, advance, resume, snooze, startEscalation } from "./escalation.ts";
import { DEFAULT_POLICIES, Policy, policyFor } from "./escalation-policy.ts";
import { SEVERITIES } from "./rule.ts";

const CAL = calendar({ timeZone: "UTC", hours: { "mon-fri": ["08:00-18:00"] } });
const POLICY: Policy = {
  steps: [
    { afterMinutes: 30, notify: "owner" },
    { afterMinutes: 60, notify: "channel" },
    { afterMinutes: 660, notify: "lead" },
  ],
  ackExpiresMinutes: 120,
  repeatLastEveryMinutes: 600,
};
const SILENT: Policy = { ...POLICY, repeatLastEveryMinutes: null };
/** November 2026, which has a Friday on the 20th. */
const at = (day: number, time: string) => `2026-11-${String(day).padStart(2, "0")}T${time}:00.000Z`;
const said = ({ fired }: ReturnType<typeof advance>) =>
  fired.map(({ notify, repeat, dueAt }) => `${notify} ${repeat} ${dueAt.slice(8, 16)}`);

describe("a clock that nobody stops", () => {
  const friday = startEscalation(POLICY, CAL, at(20, "17:00"));

  test("is set to the first step when the ball comes", () => {
    expect(friday).toEqual({
      policy: POLICY,
      startedAt: at(20, "17:00"),
      fired: 0,
      nextAt: at(20, "17:30"),
      paused: null,
    });
  });

  test("says each step once, when it is due", () => {
    const early = advance(friday, CAL, "2026-11-20T17:29:59.999Z");
    expect(early).toEqual({
      running: friday,
      fired: [],
      resumed: null,
      recheckAt: at(20, "17:30"),
    });
    const owner = advance(friday, CAL, at(20, "17:30"));
    expect(said(owner)).toEqual(["owner 0 20T17:30"]);
    expect(owner.fired[0]).toMatchObject({ step: 0, lateMs: 0, late: false });
    expect(owner.recheckAt).toBe(at(23, "08:00"));
    const again = advance(owner.running, CAL, at(20, "17:31"));
    expect(again.fired).toEqual([]);
    expect(said(advance(again.running, CAL, at(23, "08:00")))).toEqual(["channel 0 23T08:00"]);
  });

  test("makes up for what was missed, in order, and says by how much it was late", () => {
    const late = advance(friday, CAL, at(23, "18:00"));
    expect(said(late)).toEqual(["owner 0 20T17:30", "channel 0 23T08:00"]);
    expect(late.fired.map(({ lateMs }) => lateMs / 60_000)).toEqual([3 * 1_440 + 30, 600]);
    expect(late.fired.every((one) => one.late)).toBe(true);
  });

  test("is not late by what a sweep takes", () => {
    expect(advance(friday, CAL, "2026-11-20T17:31:00.000Z").fired[0]?.late).toBe(false);
    expect(advance(friday, CAL, "2026-11-20T17:31:00.001Z").fired[0]?.late).toBe(true);
  });

  test("repeats the last step; of repetitions that were missed, only the newest", () => {
    const week = advance(friday, CAL, at(27, "09:00"));
    expect(said(week)).toEqual([
      "owner 0 20T17:30",
      "channel 0 23T08:00",
      "lead 0 24T08:00",
      "lead 3 27T08:00",
    ]);
    expect(week.recheckAt).toBe(at(30, "08:00"));
  });

  test("says nothing more after a hundred repetitions", () => {
    const year = advance(friday, CAL, "2028-01-01T00:00:00.000Z");
    expect(year.fired.at(-1)).toMatchObject({ step: 2, repeat: 100 });
    expect(year).toMatchObject({ recheckAt: null, running: { fired: 103, nextAt: null } });
    const acknowledged = acknowledge(year.running, CAL, "2028-01-03T09:00:00.000Z");
    const after = advance(acknowledged.running, CAL, "2028-02-01T00:00:00.000Z");
    expect(after).toMatchObject({ fired: [], recheckAt: null, resumed: { by: "acknowledged" } });
  });

  test("is silent after the last step when nothing is to be repeated", () => {
    const over = advance(startEscalation(SILENT, CAL, at(20, "17:00")), CAL, at(30, "00:00"));
    expect(over.fired).toHaveLength(3);
    expect(over).toMatchObject({ recheckAt: null, running: { nextAt: null, fired: 3 } });
  });
});

describe("an acknowledgement", () => {
  const tuesday = startEscalation(SILENT, CAL, at(24, "09:00"));

  test("pauses, and when it leads nowhere the clock goes on where it stood", () => {
    const held = acknowledge(tuesday, CAL, at(24, "09:20"));
    expect(held).toMatchObject({ fired: [], recheckAt: at(24, "11:20") });
    expect(held.running.paused).toEqual({
      by: "acknowledged",
      at: at(24, "09:20"),
      leftMs: 600_000,
      resumesAt: at(24, "11:20"),
    });
    expect(advance(held.running, CAL, at(24, "11:19")).running).toEqual(held.running);
    const expired = advance(held.running, CAL, at(24, "11:20"));
    expect(expired).toMatchObject({
      fired: [],
      resumed: { by: "acknowledged", at: at(24, "11:20") },
      recheckAt: at(24, "11:30"),
    });
    expect(said(advance(expired.running, CAL, at(24, "12:00")))).toEqual([
      "owner 0 24T11:30",
      "channel 0 24T12:00",
    ]);
  });

  test("given again holds again, without adding to what is left", () => {
    const once = acknowledge(tuesday, CAL, at(24, "09:20")).running;
    const twice = acknowledge(once, CAL, at(24, "11:00")).running;
    expect(twice.paused).toMatchObject({ leftMs: 600_000, resumesAt: at(24, "13:00") });
  });

  test("after the last step, if it leads nowhere, has the last step said again", () => {
    const over = advance(tuesday, CAL, at(30, "09:00")).running;
    const held = acknowledge(over, CAL, at(30, "09:00")).running;
    const expired = advance(held, CAL, at(30, "11:00"));
    expect(said(expired)).toEqual(["lead 1 30T11:00"]);
    expect(expired.recheckAt).toBeNull();
  });

  test("that comes late finds said what was due before it", () => {
    const held = acknowledge(tuesday, CAL, at(24, "09:45"));
    expect(said(held)).toEqual(["owner 0 24T09:30"]);
    expect(held.running.paused?.leftMs).toBe(900_000);
  });
});

describe("a snooze", () => {
  const tuesday = startEscalation(SILENT, CAL, at(24, "09:00"));

  test("ends at its time", () => {
    const held = snooze(tuesday, CAL, at(24, "09:20"), at(25, "22:00"));
    expect(held.recheckAt).toBe(at(25, "22:00"));
    const awake = advance(held.running, CAL, at(26, "07:00"));
    expect(awake.resumed).toEqual({ by: "snoozed", at: at(25, "22:00") });
    expect(awake.running.nextAt).toBe(at(26, "08:10"));
  });

  test("until a condition waits for it", () => {
    const held = snooze(tuesday, CAL, at(24, "09:20"), null);
    expect(held.recheckAt).toBeNull();
    expect(advance(held.running, CAL, at(30, "12:00")).running).toEqual(held.running);
    const awake = resume(held.running, CAL, at(30, "12:00"));
    expect(awake).toMatchObject({
      resumed: { by: "snoozed", at: at(30, "12:00") },
      recheckAt: at(30, "12:10"),
      fired: [],
    });
  });

  test("of which the end is past pauses nothing", () => {
    const held = snooze(tuesday, CAL, at(24, "09:20"), at(24, "09:00"));
    expect(advance(held.running, CAL, at(24, "09:20")).running.nextAt).toBe(at(24, "09:30"));
  });

  test("nothing is resumed that was not paused", () => {
    expect(resume(tuesday, CAL, at(24, "09:40"))).toEqual(advance(tuesday, CAL, at(24, "09:40")));
  });
});

test("what is scheduled stays where it is when somebody changes the calendar", () => {
  const running = startEscalation(POLICY, CAL, at(24, "17:00"));
  const nights = calendar({ timeZone: "UTC", hours: { "mon-sun": ["00:00-05:00"] } });
  expect(advance(running, nights, at(24, "17:29")).running).toEqual(running);
  const fired = advance(running, nights, at(24, "17:30"));
  expect(said(fired)).toEqual(["owner 0 24T17:30"]);
  // Only what is scheduled from here on follows the new hours.
  expect(fired.running.nextAt).toBe(at(25, "00:30"));
});

describe("policies", () => {
  test.each(SEVERITIES)("the usual one for %s is a policy", (severity) => {
    expect(Policy.parse(DEFAULT_POLICIES[severity])).toEqual(DEFAULT_POLICIES[severity]);
  });

  test("the graver a case, the sooner and the higher it is told", () => {
    const [critical, warning, notice] = SEVERITIES.map((one) => DEFAULT_POLICIES[one]);
    const leadAfter = (policy: Policy | undefined) =>
      policy?.steps.find(({ notify }) => notify === "lead")?.afterMinutes ?? 0;
    expect(leadAfter(critical)).toBeLessThan(leadAfter(warning));
    expect(leadAfter(warning)).toBeLessThan(leadAfter(notice));
    const last = [critical, warning, notice].map((policy) => policy?.steps.at(-1)?.notify);
    expect(last).toEqual(["director", "manager", "lead"]);
  });

  test("a rule has its own, or that of its severity", () => {
    const policies = { ...DEFAULT_POLICIES, byRule: { "delivery-stuck": POLICY } };
    expect(policyFor(policies, "delivery-stuck", "notice")).toBe(POLICY);
    expect(policyFor(policies, "promise-broken", "notice")).toBe(DEFAULT_POLICIES.notice);
    expect(policyFor(policies, "constructor", "critical")).toBe(DEFAULT_POLICIES.critical);
  });
});
