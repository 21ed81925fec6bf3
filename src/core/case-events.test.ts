import { describe, expect, test } from "vitest";
import { START } from "../../test/support/case-stage.ts";
import { addHours } from "./calendar.ts";
import { stepEvents } from "./case-events.ts";
import type { Notified } from "./escalation-policy.ts";

const ANA = { personId: "ana", personName: "Ana" };
const due = (...notified: readonly Notified[]) =>
  notified.map((notify, step) => {
    return { step, notify, repeat: 0, dueAt: addHours(START, step), late: true };
  });

/** What the log says of each step, where nobody is `nobody`. */
function said(steps: ReturnType<typeof due>, nobody: readonly Notified[] = []) {
  const events = stepEvents(steps, "logistics", addHours(START, 9), ({ notify }) =>
    nobody.includes(notify) ? [] : [ANA],
  );
  return events.map((event) => {
    if (event.type === "passed-over") return `${event.notify} passed over`;
    if (event.type !== "notified") throw new Error(`A step became ${event.type}.`);
    const late = event.skipped ? `, late for ${event.skipped.join(" and ")}` : "";
    return `${event.notify}: ${event.people.length}${late}`;
  });
}

describe("what came due in one look", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ["nothing: nothing is said", said([]), []],
    ["one step: it is told", said(due("owner")), ["owner: 1"]],
    [
      "several: the highest is told, the ones below are passed over",
      said(due("owner", "channel", "lead")),
      ["owner passed over", "channel passed over", "lead: 1, late for owner and channel"],
    ],
    [
      "the highest reaches nobody: the highest below it that does is told",
      said(due("owner", "lead", "manager"), ["manager"]),
      ["owner passed over", "lead: 1, late for owner", "manager: 0"],
    ],
    [
      "none reaches anybody: the highest says so",
      said(due("lead", "manager"), ["lead", "manager"]),
      ["lead passed over", "manager: 0, late for lead"],
    ],
  ])("%s", (_says, found, expected) => {
    expect(found).toEqual(expected);
  });

  test("keeps in the log when each was due", () => {
    const [first] = stepEvents(due("owner", "lead"), "sales", addHours(START, 9), () => [ANA]);
    expect(first).toEqual({
      type: "passed-over",
      at: addHours(START, 9),
      team: "sales",
      step: 0,
      notify: "owner",
      repeat: 0,
      dueAt: START,
      late: true,
    });
  });
});
