import fc from "fast-check";
import { expect, test } from "vitest";
import { GRID_HOURS, history, HOUR_MS, instant } from "../../test/support/order-histories.ts";
import { accountHistory } from "../../test/support/account-histories.ts";
import { accountPicture, orderPicture } from "../../test/support/rule-table.ts";
import { epochMs, instantOf } from "./calendar.ts";
import { EVIDENCE_KINDS } from "./fact.ts";
import type { Picture } from "./picture.ts";
import { heard, newSource } from "./source.ts";
import { defaultRules, judgePicture, parseRulesFile, type RulesFile } from "./rules-file.ts";
import { RULE_IDS } from "./rules/index.ts";

const RUNS = 1_500;

const hours = fc.constantFrom(0.5, 6, 24, 60);
const rulesParts = fc.record({
  "promise-at-risk": fc.record({ hoursBefore: hours }),
  "promise-broken": fc.record({ graceHours: hours }),
  "delivery-stuck": fc.record({ stuckHours: hours }),
  "evidence-missing": fc.record({
    graceHours: hours,
    required: fc.subarray([...EVIDENCE_KINDS], { maxLength: 2 }),
  }),
  "delivered-not-invoiced": fc.record({
    invoiceWithinHours: hours,
    holdDays: fc.constantFrom(0, 1, 7),
  }),
  "invoiced-not-delivered": fc.record({
    graceHours: hours,
    holdDays: fc.constantFrom(0, 1, 7),
  }),
  "invoice-not-filed": fc.record({ enabled: fc.constant(true), fileWithinHours: hours }),
  "invoice-due-soon": fc.record({ daysBefore: fc.constantFrom(1, 5) }),
  "invoice-overdue": fc.record({ bucketDays: fc.constantFrom([1, 31, 61, 91], [4, 8]) }),
  "payment-promise-broken": fc.record({ promiseGraceHours: hours }),
  "payment-short": fc.record({ graceHours: hours, chaseDays: fc.constantFrom(0, 1, 7) }),
  "withholding-missing": fc.record({ certificateDays: fc.constantFrom(0, 5) }),
  "promise-infeasible": fc.record({
    leadDays: fc.constantFrom(0, 10),
    routeDays: fc.constantFrom([], [1, 4]),
  }),
  "payment-unapplied": fc.record({ graceDays: fc.constantFrom(0, 1, 3) }),
  "period-not-invoiced": fc.record({ graceDays: fc.constantFrom(0, 3) }),
  "credit-limit-exceeded": fc.record({ holdDays: fc.constantFrom(0, 1, 7) }),
  "customer-on-hold": fc.record({
    overdueDays: fc.constantFrom(0, 3),
    holdDays: fc.constantFrom(0, 1, 7),
  }),
  "credit-note-pending": fc.record({ expiresDays: fc.constantFrom(1, 5, 30) }),
  "credit-note-unapproved": fc.record({ from: fc.constantFrom(null, "2026-11-03") }),
  "source-silent": fc.record({ everyHours: fc.record({ erp: hours }) }),
});
function parsedRules(rules: unknown): RulesFile {
  const parsed = parseRulesFile({ version: 1, rules });
  if ("error" in parsed) throw new Error(parsed.error);
  return parsed;
}
const parameters = { numRuns: RUNS, seed: 20_261_119 };

test("the same facts in any order and any number of times give the same judgement", () => {
  const shuffled = history.chain((facts) =>
    fc.tuple(
      fc.constant(facts),
      fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 }),
    ),
  );
  const rules = defaultRules();
  fc.assert(
    fc.property(shuffled, instant, ([told, again], now) => {
      const once = judgePicture(orderPicture(told), rules, now);
      expect(judgePicture(orderPicture(again), rules, now)).toEqual(once);
    }),
    parameters,
  );
});

test("the same facts of an account in any order, repeated, give the same judgement", () => {
  const shuffled = accountHistory.chain((facts) =>
    fc.tuple(
      fc.constant(facts),
      fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 }),
    ),
  );
  const rules = defaultRules();
  fc.assert(
    fc.property(shuffled, instant, ([told, again], now) => {
      const once = judgePicture(accountPicture(told), rules, now);
      expect(judgePicture(accountPicture(again), rules, now)).toEqual(once);
    }),
    parameters,
  );
});

/** Instants at which an impatient clock could catch a rule changing its mind too early. */
function between(now: string, until: string | null, parts: readonly number[]): readonly string[] {
  const from = epochMs(now);
  const to = until === null ? from + 400 * 24 * HOUR_MS : epochMs(until);
  const random = parts.map((part) => from + Math.floor((to - 1 - from) * part));
  const onGrid = Array.from({ length: 12 }, (_, n) => from + (n + 1) * GRID_HOURS * HOUR_MS);
  return [from, from + 1, to - 1, ...random, ...onGrid]
    .filter((ms) => ms >= from && ms < to)
    .map(instantOf);
}

test("time alone changes no finding before its recheck, and the recheck is always ahead", () => {
  const seen = new Map<string, number>();
  let rechecks = 0;
  let changedAtRecheck = 0;
  const parts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
    minLength: 4,
    maxLength: 4,
  });
  const lives = fc.tuple(history, accountHistory);
  const nows = fc.tuple(instant, fc.constantFrom(0, 1, -1));
  const check = (picture: Picture, rules: RulesFile, now: string, at: readonly number[]) => {
    const { findings, recheckAt } = judgePicture(picture, rules, now);
    for (const { rule } of findings) seen.set(rule, (seen.get(rule) ?? 0) + 1);
    if (recheckAt !== null) expect(recheckAt > now).toBe(true);
    for (const later of between(now, recheckAt, at)) {
      const again = judgePicture(picture, rules, later);
      expect(again.findings, `${now} .. ${later} .. ${recheckAt}`).toEqual(findings);
      // Whoever looks again must not be sent later than who looked first.
      if (recheckAt !== null) expect(again.recheckAt).toBe(recheckAt);
    }
    if (recheckAt === null) return null;
    rechecks += 1;
    const next = judgePicture(picture, rules, recheckAt);
    if (JSON.stringify(next.findings) !== JSON.stringify(findings)) changedAtRecheck += 1;
    return recheckAt;
  };
  fc.assert(
    fc.property(lives, rulesParts, nows, parts, ([facts, bills], rulesPart, [now, nudge], at) => {
      const rules = parsedRules(rulesPart);
      // The whole life of each picture, from recheck to recheck: it must come to an end.
      for (const picture of [orderPicture(facts), accountPicture(bills)]) {
        let next: string | null = instantOf(epochMs(now) + nudge);
        for (let looks = 0; next !== null; looks += 1) {
          expect(looks).toBeLessThan(40);
          next = check(picture, rules, next, at);
        }
      }
      const source = { kind: "source", source: heard(newSource("erp"), now) } as const;
      const silentFrom = check(source, rules, now, at);
      if (silentFrom !== null) check(source, rules, silentFrom, at);
    }),
    parameters,
  );
  // The histories are worth something only if every rule spoke, and rechecks mostly had a reason.
  expect([...seen.keys()].sort()).toEqual([...RULE_IDS].sort());
  expect([...seen].filter(([, times]) => times <= 10)).toEqual([]);
  expect(changedAtRecheck / rechecks).toBeGreaterThan(0.3);
}, 120_000);

test("a finding says only what does not change by itself, and begins when its facts say so", () => {
  const rules = defaultRules();
  fc.assert(
    fc.property(history, accountHistory, instant, (facts, bills, now) => {
      const pictures = [orderPicture(facts), accountPicture(bills)];
      for (const finding of pictures.flatMap((one) => judgePicture(one, rules, now).findings)) {
        expect(finding.since).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        expect(JSON.parse(JSON.stringify(finding))).toEqual(finding);
        expect(finding.amount === null || Number.isSafeInteger(finding.amount.minor)).toBe(true);
        expect(finding.amount?.minor ?? 0).toBeGreaterThanOrEqual(0);
      }
    }),
    parameters,
  );
});
