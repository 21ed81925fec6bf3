import { describe, expect, test } from "vitest";
import {
  type Decided,
  decideDelegate,
  decideDelegateEnd,
  decideDispute,
  decideDuty,
  decideMaintenance,
  decideMaintenanceEnd,
  decidePromise,
  decideSilence,
  decideSilenceEnd,
} from "./command-decisions.ts";
import { addHours } from "./calendar.ts";
import { Fact } from "./fact.ts";
import { evolveInvoice, type InvoiceState, newInvoice } from "./invoice.ts";
import type { Person } from "./may.ts";
import { evolveOffice, newOffice, type OfficeState } from "./office.ts";

const now = "2026-11-18T16:00:00.000Z";
const nonce = "k3v9";
const today = "2026-11-18";
const person = (id: string, teams: Person["teams"], roles: Person["roles"]): Person => ({
  id,
  name: id.toUpperCase(),
  teams,
  roles,
});
const ana = person("ana", ["sales"], ["lead"]);
const luis = person("luis", ["logistics"], ["member"]);
const marta = person("marta", ["logistics"], ["lead"]);
const carmen = person("carmen", ["collections"], ["member"]);
const vera = person("vera", ["controller"], ["controller"]);
const ada = person("ada", ["administrator"], ["admin"]);
const hours = (count: number) => addHours(now, count);
const days = (count: number) => hours(count * 24);

function invoice(...facts: readonly object[]): InvoiceState {
  const told = { source: "erp", occurredAt: "2026-11-01T12:00:00.000Z", invoiceId: "FAC-1" };
  const issued = { type: "invoice.issued", currency: "MXN", totalMinor: 100_000 };
  return [issued, ...facts]
    .map((fact, at) => Fact.parse({ ...told, externalId: String(at), ...fact }))
    .reduce(evolveInvoice, newInvoice("FAC-1"));
}

/** What was decided: the facts, as facts, or the word of the refusal. */
function told(decided: Decided): readonly Fact[] | string {
  if ("refused" in decided) return decided.refused.refused;
  return decided.facts.map((fact) => Fact.parse(fact));
}

function officeAfter(...decided: readonly Decided[]): OfficeState {
  return decided
    .flatMap((one) => ("facts" in one ? one.facts : []))
    .reduce(evolveOffice, newOffice("main"));
}

describe("a promise to pay", () => {
  const promise = (who: Person, given: InvoiceState, on: string, minor: number | null) => {
    const amount = minor === null ? null : { minor, currency: "MXN" };
    return told(decidePromise(given, { person: who, now, nonce, today, on, amount }));
  };
  test.each<readonly [string, readonly Fact[] | string, string]>([
    ["collections may", promise(carmen, invoice(), "2026-11-20", null), "invoice.promised"],
    ["sales may, of a part", promise(ana, invoice(), today, 40_000), "invoice.promised"],
    ["logistics may not", promise(luis, invoice(), today, null), "not-your-team"],
    ["yesterday is no promise", promise(ana, invoice(), "2026-11-17", null), "day-past"],
    ["more than is owed", promise(ana, invoice(), today, 100_001), "more-than-owed"],
    [
      "more than is left",
      promise(ana, invoice({ type: "invoice.paid", amountMinor: 70_000 }), today, 40_000),
      "more-than-owed",
    ],
    [
      "paid already",
      promise(ana, invoice({ type: "invoice.paid" }), today, null),
      "invoice-not-owed",
    ],
    [
      "cancelled",
      promise(ana, invoice({ type: "invoice.cancelled" }), today, null),
      "invoice-not-owed",
    ],
    ["never issued", promise(ana, newInvoice("FAC-2"), today, null), "invoice-not-owed"],
  ])("%s", (_what, decided, expected) => {
    expect(typeof decided === "string" ? decided : decided[0]?.type).toBe(expected);
  });

  test("is a fact of ours, with the name of who told it", () => {
    expect(promise(ana, invoice(), "2026-11-20", 40_000)).toMatchObject([
      {
        source: "remo",
        invoiceId: "FAC-1",
        promisedOn: "2026-11-20",
        amountMinor: 40_000,
        by: "ANA",
        occurredAt: now,
      },
    ]);
  });
});

describe("a dispute", () => {
  const dispute = (who: Person, given: InvoiceState) =>
    told(
      decideDispute(given, {
        person: who,
        now,
        nonce,
        reasonCode: "PRI",
        reason: " acordado a 120 ",
      }),
    );
  test("is a fact with its cause and its words", () => {
    expect(dispute(carmen, invoice())).toMatchObject([
      { type: "invoice.disputed", reasonCode: "PRI", reason: "acordado a 120" },
    ]);
  });
  test.each([
    ["of logistics", dispute(luis, invoice()), "not-your-team"],
    ["of a paid invoice", dispute(ana, invoice({ type: "invoice.paid" })), "invoice-not-owed"],
    ["told twice", dispute(ana, invoice({ type: "invoice.disputed" })), "already-disputed"],
  ])("%s is refused", (_what, decided, expected) => {
    expect(decided).toBe(expected);
  });
});

describe("a silence", () => {
  const begin = (
    who: Person,
    matcher: { customerId?: string; rule?: string; warehouse?: string },
    until = days(2),
  ): Decided =>
    decideSilence({
      person: who,
      now,
      nonce,
      silenceId: "s1",
      matcher,
      involved: ["logistics", "collections"],
      until,
      reason: "",
    });
  const one = { rule: "evidence-missing", customerId: "C1" };
  test.each([
    ["a lead silences a rule", begin(ana, { rule: "evidence-missing" }), "silence.started"],
    ["an administrator a warehouse", begin(ada, { warehouse: "GDL" }), "silence.started"],
    ["a member no rule", begin(luis, { rule: "evidence-missing" }), "needs-lead"],
    ["a member no customer", begin(luis, { customerId: "C1" }), "needs-lead"],
    ["a team of the rule, one customer's", begin(luis, one), "silence.started"],
    ["another team does not", begin(vera, one), "not-your-team"],
    ["nothing at all is not silenced", begin(ana, {}), "matches-all"],
    ["for 30 days", begin(ana, { warehouse: "GDL" }, days(30)), "silence.started"],
    ["not for longer", begin(ana, { warehouse: "GDL" }, hours(30 * 24 + 1)), "too-long"],
    ["not until now", begin(ana, { warehouse: "GDL" }, now), "past"],
  ])("%s", (_what, decided, expected) => {
    const said = told(decided);
    expect(typeof said === "string" ? said : said[0]?.type).toBe(expected);
  });

  test("is ended by its author, or by who might have begun it", () => {
    const office = officeAfter(begin(luis, one));
    const end = (who: Person, silenceId = "s1", at = now) =>
      decideSilenceEnd(office, { person: who, now: at, nonce, silenceId, involved: ["logistics"] });
    expect(told(end(luis))).toMatchObject([{ type: "silence.ended", silenceId: "s1" }]);
    expect(told(end(marta))).toMatchObject([{ type: "silence.ended" }]);
    expect(told(end(vera))).toBe("not-your-team");
    expect(told(end(luis, "s2"))).toBe("nothing-to-end");
    expect(told(end(luis, "s1", days(3)))).toBe("nothing-to-end");
    const wide = officeAfter(begin(ana, { rule: "evidence-missing" }));
    const close = decideSilenceEnd(wide, {
      person: luis,
      now,
      nonce,
      silenceId: "s1",
      involved: ["logistics"],
    });
    expect(told(close)).toBe("needs-lead");
  });
});

const begin = (who: Person, until: string) =>
  decideMaintenance({ person: who, now, nonce, feed: "erp", until, reason: null });
test("maintenance is for administrators, for 30 days at most, and ends when they say so", () => {
  expect(told(begin(ada, days(1)))).toMatchObject([{ type: "maintenance.started", feed: "erp" }]);
  expect(told(begin(ana, days(1)))).toBe("needs-approver");
  expect(told(begin(ada, days(31)))).toBe("too-long");
  const office = officeAfter(begin(ada, days(1)));
  const end = (who: Person, feed: string) =>
    told(decideMaintenanceEnd(office, { person: who, now, nonce, feed }));
  expect(end(ada, "erp")).toMatchObject([{ type: "maintenance.ended" }]);
  expect(end(ada, "crm")).toBe("nothing-to-end");
  expect(end(luis, "erp")).toBe("needs-approver");
});

describe("duty", () => {
  const give = (who: Person, onDuty: Person, from = now, until = hours(12)) =>
    told(decideDuty({ person: who, now, nonce, team: "logistics", onDuty, from, until }));
  test.each([
    ["a lead gives it", give(marta, luis), "duty.taken"],
    ["a member takes it", give(luis, luis), "duty.taken"],
    ["an administrator gives it", give(ada, luis), "duty.taken"],
    ["a member gives it to nobody else", give(luis, marta), "needs-approver"],
    ["a lead of another team does not", give(ana, luis), "needs-approver"],
    ["nor takes it", give(ana, ana), "needs-approver"],
    ["nobody of another team has it", give(marta, carmen), "not-of-team"],
    ["it does not end before it begins", give(marta, luis, hours(5), hours(4)), "backwards"],
    ["nor in the past", give(marta, luis, hours(-5), hours(-4)), "past"],
    ["nor after months", give(marta, luis, now, days(32)), "too-long"],
  ])("%s", (_what, said, expected) => {
    expect(typeof said === "string" ? said : said[0]?.type).toBe(expected);
  });
});

describe("a delegate", () => {
  const name = (who: Person, delegate: Person, until = days(14)): Decided =>
    decideDelegate({ person: who, now, nonce, delegate, from: now, until });
  test("is named by who approves, never oneself, and for 90 days at most", () => {
    expect(told(name(vera, ana))).toMatchObject([
      { type: "delegate.named", personId: "vera", delegate: { personId: "ana" } },
    ]);
    expect(told(name(luis, ana))).toBe("needs-approver");
    expect(told(name(vera, vera))).toBe("own-delegate");
    expect(told(name(vera, ana, days(91)))).toBe("too-long");
    expect(told(name(vera, ana, now))).toBe("past");
  });

  test("is dismissed by whom they stand for, and only by them", () => {
    const office = officeAfter(name(vera, ana), name(vera, marta));
    const end = (who: Person, delegate: Person | null) =>
      told(decideDelegateEnd(office, { person: who, now, nonce, delegate }));
    expect(end(vera, null)).toHaveLength(2);
    expect(end(vera, ana)).toMatchObject([{ type: "delegate.dismissed" }]);
    expect(end(vera, luis)).toBe("nothing-to-end");
    expect(end(ana, null)).toBe("nothing-to-end");
  });
});

test("no name of a fact holds anybody's: it could not be forgotten", () => {
  const all = [
    decidePromise(invoice(), { person: ana, now, nonce, today, on: today, amount: null }),
    decideDuty({ person: ana, now, nonce, team: "sales", onDuty: ana, from: now, until: hours(1) }),
    decideDelegate({ person: ana, now, nonce, delegate: vera, from: now, until: hours(1) }),
  ];
  for (const one of all) {
    const names = "facts" in one ? one.facts.map(({ externalId }) => externalId) : [];
    expect(names).toHaveLength(1);
    expect(names.join()).not.toMatch(/ana|vera/i);
  }
});
