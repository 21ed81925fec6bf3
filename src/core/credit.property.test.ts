import fc from "fast-check";
import { expect, test } from "vitest";
import {
  INVOICES,
  invoiceIn,
  play,
  STAFF,
  step,
  type Told,
  TOTAL_MINOR,
} from "../../test/support/credit-office.ts";
import { accountPicture, orderPicture } from "../../test/support/rule-table.ts";
import { epochMs } from "./calendar.ts";
import type { Fact, FactOf } from "./fact.ts";

const steps = fc.array(step, { minLength: 25, maxLength: 40 });
const parameters = { numRuns: 500, seed: 20_261_126 };
const DAY_MS = 24 * 3_600_000;
const WINDOW_MS = 30 * DAY_MS;
const EXPIRY_MS = 15 * DAY_MS;
const LEAD_MINOR = 2_000_000;
const CONTROLLER_MINOR = 10_000_000;

type Approved = FactOf<"credit.approved">;
type Asked = FactOf<"credit.requested"> | FactOf<"credit.amended">;

/** What a careful clerk would write down from the facts alone, without the state they fold to. */
function ledger(facts: readonly Fact[]) {
  const about = (id: string, before: string) =>
    facts.filter(
      (fact) => "requestId" in fact && fact.requestId === id && fact.occurredAt <= before,
    );
  const asked = (id: string, before: string): Asked | undefined =>
    about(id, before).findLast(
      (fact): fact is Asked => fact.type === "credit.requested" || fact.type === "credit.amended",
    );
  const requester = (id: string) =>
    facts.find((fact) => fact.type === "credit.requested" && fact.requestId === id);
  const isOver = (id: string, before: string) =>
    about(id, before).some(({ type }) => type === "credit.rejected" || type === "credit.withdrawn");
  const signatures = (id: string, before: string) => {
    const since = asked(id, before)?.occurredAt ?? "";
    return about(id, before).filter(
      (fact): fact is Approved => fact.type === "credit.approved" && fact.occurredAt >= since,
    );
  };
  const ids = [
    ...new Set(facts.flatMap((one) => (one.type === "credit.requested" ? [one.requestId] : []))),
  ];
  return { asked, requester, isOver, signatures, ids };
}

function finals({ facts }: Told): readonly Approved[] {
  return facts.filter((fact): fact is Approved => fact.type === "credit.approved" && fact.final);
}

function rolesOf(id: string | undefined): readonly string[] {
  return STAFF.find((one) => one.id === id)?.roles ?? [];
}

/** On whose authority it was signed. */
function authority({ personId, onBehalfOf }: Approved): string {
  return onBehalfOf?.personId ?? personId;
}

test("nobody ever gets more approved and posted than the invoice is worth", () => {
  let approvals = 0;
  fc.assert(
    fc.property(steps, (tried) => {
      const told = play(tried);
      for (const id of INVOICES) {
        const { requests, credits } = invoiceIn(told.facts, id);
        const posted = credits.reduce((all, note) => all + (note.totalMinor ?? 0), 0);
        const signed = requests
          .filter((one) => one.approvedAt !== null && one.withdrawnAt === null)
          .filter((one) => !credits.some((note) => note.id === `NC-${one.id}`))
          .reduce((all, one) => all + one.amountMinor, 0);
        approvals += requests.filter((one) => one.approvedAt !== null).length;
        expect(posted + signed).toBeLessThanOrEqual(TOTAL_MINOR);
      }
    }),
    parameters,
  );
  // The property says something only if people do get their signatures.
  expect(approvals).toBeGreaterThan(200);
});

test("no approval is the requester's, in the requester's place, or a name used twice", () => {
  let delegated = 0;
  fc.assert(
    fc.property(steps, (tried) => {
      const told = play(tried);
      const { requester, signatures } = ledger(told.facts);
      for (const final of finals(told)) {
        const asker = requester(final.requestId);
        const signed = signatures(final.requestId, final.occurredAt);
        const names = signed.flatMap((one) => [
          one.personId,
          ...(one.onBehalfOf ? [one.onBehalfOf.personId] : []),
        ]);
        expect(names).not.toContain(asker?.type === "credit.requested" ? asker.personId : "");
        expect(new Set(names).size).toBe(names.length);
        delegated += signed.filter((one) => one.onBehalfOf).length;
      }
    }),
    parameters,
  );
  expect(delegated).toBeGreaterThan(5);
});

test("a final approval has the signatures that its sum within the window demands", () => {
  let byDirectors = 0;
  fc.assert(
    fc.property(steps, (tried) => {
      const told = play(tried);
      const { asked, isOver, signatures, ids } = ledger(told.facts);
      for (const final of finals(told)) {
        const { requestId, occurredAt } = final;
        const own = asked(requestId, occurredAt);
        if (!own) throw new Error("approved without being asked for");
        expect(final.amountMinor).toBe(own.amountMinor);
        const from = epochMs(own.occurredAt) - WINDOW_MS;
        const others = ids
          .filter((id) => id !== requestId && !isOver(id, occurredAt))
          .flatMap((id) => asked(id, occurredAt) ?? [])
          // What expired undecided may count or not: only what certainly counts is demanded.
          .filter((one) => {
            const undecided = !signatures(one.requestId, occurredAt).some((fact) => fact.final);
            const isOld = epochMs(occurredAt) - epochMs(one.occurredAt) >= EXPIRY_MS;
            return epochMs(one.occurredAt) >= from && !(undecided && isOld);
          });
        const sum = [own, ...others].reduce((all, one) => all + one.amountMinor, 0);
        const roles = signatures(requestId, occurredAt).map((one) => rolesOf(authority(one)));
        const directors = roles.filter((some) => some.includes("director")).length;
        const controllers = roles.filter((some) => some.includes("controller")).length;
        if (sum > CONTROLLER_MINOR) {
          expect(directors).toBeGreaterThanOrEqual(2);
          byDirectors += 1;
        } else if (sum > LEAD_MINOR) expect(directors + controllers).toBeGreaterThanOrEqual(1);
        else expect(roles.length).toBeGreaterThanOrEqual(1);
      }
    }),
    parameters,
  );
  expect(byDirectors).toBeGreaterThan(10);
});

test("leads alone never sign more than their limit for one customer within a window", () => {
  let pairs = 0;
  fc.assert(
    fc.property(steps, (tried) => {
      const told = play(tried);
      const { asked, isOver, signatures } = ledger(told.facts);
      const byLeads = finals(told).filter((final) => {
        const own = asked(final.requestId, told.now);
        // Amended or taken back since: it is no longer signed.
        if (!own || own.occurredAt > final.occurredAt) return false;
        if (isOver(final.requestId, told.now)) return false;
        const signed = signatures(final.requestId, final.occurredAt);
        return signed.every((one) => rolesOf(authority(one)).includes("lead"));
      });
      const starts = byLeads.map((one) =>
        epochMs(asked(one.requestId, told.now)?.occurredAt ?? ""),
      );
      for (const start of starts) {
        const within = byLeads.filter((_one, index) => {
          const after = (starts[index] ?? 0) - start;
          return after >= 0 && after <= WINDOW_MS;
        });
        if (within.length > 1) pairs += 1;
        const sum = within.reduce((all, one) => all + one.amountMinor, 0);
        expect(sum).toBeLessThanOrEqual(LEAD_MINOR);
      }
    }),
    parameters,
  );
  expect(pairs).toBeGreaterThan(5);
});

test("told in any order and any number of times, the requests end the same", () => {
  fc.assert(
    fc.property(
      steps.chain((tried) => {
        const { facts } = play(tried);
        const again = [...facts, ...facts];
        return fc.tuple(
          fc.constant(facts),
          fc.shuffledSubarray(again, { minLength: again.length }),
        );
      }),
      ([told, shuffled]) => {
        for (const order of ["PED-1", "PED-2"]) {
          expect(orderPicture(shuffled, order)).toEqual(orderPicture(told, order));
        }
        expect(accountPicture(shuffled).customer).toEqual(accountPicture(told).customer);
      },
    ),
    { ...parameters, numRuns: 200 },
  );
});
