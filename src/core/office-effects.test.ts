import { expect, test } from "vitest";
import { did, of, orderPicture } from "../../test/support/rule-table.ts";
import { addHours } from "./calendar.ts";
import type { Finding } from "./finding.ts";
import { newOffice, type OfficeState } from "./office.ts";
import { silenceFor, waitsForApproval } from "./office-effects.ts";
import type { Matcher } from "./people-facts.ts";

const NOW = "2026-11-18T16:00:00.000Z";
const picture = orderPicture([
  did("order.placed", "11-10 09:00", { buyerId: "CLI-9", warehouse: "NORTE", ...of(10) }),
]);

const found = (rule: string, more: Partial<Finding> = {}): Finding => ({
  rule,
  subject: "order:PED-1",
  team: "logistics",
  informs: [],
  severity: "warning",
  stage: "delivery",
  amount: null,
  since: NOW,
  data: {},
  actions: [],
  answerWithinHours: 8,
  foldedUnder: null,
  ...more,
});
const short = found("delivery-short");
const worse = found("promise-broken", { severity: "critical" });
const asked = found("credit-note-pending", { severity: "notice", actions: ["approve-credit"] });

function office(...matchers: readonly Matcher[]): OfficeState {
  return {
    ...newOffice("main"),
    silences: matchers.map((matcher, n) => ({
      id: `s${n}`,
      matcher,
      from: addHours(NOW, -1),
      until: addHours(NOW, n + 1),
      by: { personId: "ana", personName: "Ana" },
      reason: null,
    })),
  };
}

test.each<[string, Matcher, readonly Finding[], boolean]>([
  ["its rule", { rule: "delivery-short" }, [short], true],
  ["its customer", { customerId: "CLI-9" }, [short], true],
  ["its warehouse", { warehouse: "NORTE" }, [short], true],
  ["all three", { rule: "delivery-short", customerId: "CLI-9", warehouse: "NORTE" }, [short], true],
  ["not another rule", { rule: "invoice-mismatch" }, [short], false],
  ["not its rule of another customer", { rule: "delivery-short", customerId: "X" }, [short], false],
  ["nothing, which covers nothing", {}, [short], false],
  ["what leads, whatever follows it", { rule: "promise-broken" }, [short, worse], true],
  [
    "not what follows, when something worse leads",
    { rule: "delivery-short" },
    [short, worse],
    false,
  ],
  ["no approval, by its rule", { rule: "credit-note-pending" }, [asked], false],
  ["no approval, by its customer", { customerId: "CLI-9" }, [asked], false],
  ["no case in which an approval waits behind", { rule: "delivery-short" }, [short, asked], false],
])("a silence covers %s", (_what, matcher, findings, covered) => {
  expect(silenceFor(picture, findings, office(matcher), NOW) !== null).toBe(covered);
});

test("of several silences the one that lasts longest is told, and one that is over is none", () => {
  const both = office({ rule: "delivery-short" }, { customerId: "CLI-9" });
  expect(silenceFor(picture, [short], both, NOW)?.id).toBe("s1");
  expect(silenceFor(picture, [short], both, addHours(NOW, 1.5))?.id).toBe("s1");
  expect(silenceFor(picture, [short], both, addHours(NOW, 2))).toBeNull();
  expect(silenceFor(picture, [short], both, addHours(NOW, -2))).toBeNull();
});

test("only what waits for somebody's decision is an approval", () => {
  expect(waitsForApproval([short, worse])).toBe(false);
  expect(waitsForApproval([found("invoice-mismatch", { actions: ["accept", "waive"] })])).toBe(
    false,
  );
  expect(waitsForApproval([short, asked])).toBe(true);
});
