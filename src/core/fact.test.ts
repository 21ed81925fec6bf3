import { describe, expect, test } from "vitest";
import { answered, at, did } from "../../test/support/rule-table.ts";
import { withConsequences } from "./expand.ts";
import {
  compare,
  customersOf,
  type Fact,
  factOrder,
  isByPeople,
  ordersOf,
  subjectOf,
} from "./fact.ts";

type Fields = Readonly<Record<string, unknown>>;

const ANA = { personId: "ana", personName: "Ana" };
const onAccount = { group: { type: "customer", id: "CLI-1" } } as const;
const ended = did("silence.ended", "11-10 09:00", { silenceId: "S-1", ...ANA });
const credited = did("invoice.credited", "11-10 09:00");

test.each<[string, Fact, string, readonly string[]]>([
  ["an order", did("order.placed", "11-10 09:00"), "order:PED-1", ["PED-1"]],
  ["a delivery", did("delivery.planned", "11-10 09:00"), "delivery:ENT-1", ["PED-1"]],
  [
    "a delivery of no known order",
    did("delivery.planned", "11-10 09:00", { orderId: undefined }),
    "delivery:ENT-1",
    [],
  ],
  [
    "an invoice over two orders",
    did("invoice.issued", "11-10 09:00", { orderIds: ["PED-1", "PED-2"] }),
    "invoice:FAC-1",
    ["PED-1", "PED-2"],
  ],
  ["a credit note", credited, "invoice:FAC-1", []],
  [
    "a payment applied to an invoice",
    did("payment.applied", "11-10 09:00", { invoiceId: "FAC-1", amountMinor: 1 }),
    "payment:PAG-1",
    [],
  ],
  ["a customer", did("customer.described", "11-10 09:00"), "customer:CLI-1", []],
  ["an agreement", did("agreement.described", "11-10 09:00"), "customer:CLI-1", []],
  ["an answer on an order", answered("watch", "11-10 09:00"), "order:PED-1", ["PED-1"]],
  ["an answer on an account", answered("watch", "11-10 09:00", onAccount), "customer:CLI-1", []],
  ["an arrangement of ours", ended, "office:main", []],
])("a fact about %s has its subject and its orders", (_what, fact, subject, orders) => {
  expect(subjectOf(fact)).toBe(subject);
  expect(ordersOf(fact)).toEqual(orders);
});

test.each([
  ["answer.given", true],
  ["credit.approved", true],
  ["silence.started", true],
  ["maintenance.ended", true],
  ["duty.taken", true],
  ["delegate.named", true],
  ["account.linked", true],
  ["customer.credit-tallied", true],
  ["customer.described", false],
  ["invoice.credited", false],
  ["payment.received", false],
])("%s is told by people alone or not", (type, is) => {
  expect(isByPeople(type)).toBe(is);
});

test("the customers of an order are whom placing or changing it names, once each", () => {
  const named = (more: Fields) => customersOf(did("order.changed", "11-10 09:00", more));
  expect(named({ buyerId: "CLI-1", payerId: "CLI-2" })).toEqual([
    "customer:CLI-2",
    "customer:CLI-1",
  ]);
  expect(named({ buyerId: "CLI-1", payerId: "CLI-1" })).toEqual(["customer:CLI-1"]);
  expect(named({})).toEqual([]);
  expect(customersOf(did("order.placed", "11-10 09:00"))).toEqual(["customer:CLI-1"]);
  expect(customersOf(did("invoice.issued", "11-10 09:00", { payerId: "CLI-2" }))).toEqual([]);
});

test("facts fold by when they happened, then by source, then by name", () => {
  const fact = (occurredAt: string, source: string, externalId: string): Fact => ({
    ...did("order.promised", "11-10 09:00", { promisedOn: "2026-11-19" }),
    occurredAt,
    source,
    externalId,
  });
  const [early, late] = [at("11-10 09:00"), at("11-10 10:00")];
  const sorted = [
    fact(early, "crm", "2"),
    fact(early, "erp", "1"),
    fact(early, "erp", "10"),
    fact(early, "erp", "2"),
    fact(late, "crm", "1"),
  ];
  expect(sorted.toReversed().sort(factOrder)).toEqual(sorted);
  expect([compare("a", "b"), compare("b", "a"), compare("a", "a")]).toEqual([-1, 1, 0]);
});

describe("what a fact says of other subjects", () => {
  test("a payment that was applied is money on its invoice", () => {
    const applied = did("payment.applied", "11-10 09:00", { invoiceId: "FAC-1", amountMinor: 500 });
    const { source, externalId, occurredAt } = applied;
    expect(withConsequences(applied)).toEqual([
      applied,
      {
        type: "invoice.paid",
        source,
        externalId: `${externalId}/invoice`,
        occurredAt,
        invoiceId: "FAC-1",
        amountMinor: 500,
        paidWith: "PAG-1",
      },
    ]);
  });

  test("an invoice for a period settles it", () => {
    const period = { agreementId: "CON-1", period: "2026-10", payerId: "CLI-1" };
    const issued = did("invoice.issued", "11-10 09:00", period);
    expect(withConsequences(issued)).toMatchObject([
      issued,
      {
        type: "agreement.settled",
        externalId: `${issued.externalId}/period`,
        agreementId: "CON-1",
        customerId: "CLI-1",
        period: "2026-10",
        billedWith: "FAC-1",
      },
    ]);
  });

  test.each(["agreementId", "period", "payerId"])("an invoice without its %s does not", (field) => {
    const period = { agreementId: "CON-1", period: "2026-10", payerId: "CLI-1" };
    const issued = did("invoice.issued", "11-10 09:00", { ...period, [field]: undefined });
    expect(withConsequences(issued)).toEqual([issued]);
  });

  test("nothing, most of the time", () => {
    for (const fact of [ended, credited, did("invoice.drafted", "11-10 09:00")]) {
      expect(withConsequences(fact)).toEqual([fact]);
    }
  });
});
