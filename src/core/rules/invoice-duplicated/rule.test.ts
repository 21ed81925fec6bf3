import {
  accountPicture,
  answered,
  at,
  did,
  of,
  ruleTable,
} from "../../../../test/support/rule-table.ts";
import { invoiceDuplicated } from "./rule.ts";

const order = did("order.placed", "11-01 09:00", { ...of(100), totalMinor: 100_000 });
const bill = (invoiceId: string, when: string, more = {}) =>
  did("invoice.issued", when, { invoiceId, totalMinor: 116_000, ...more });
const first = bill("FAC-1", "11-10 10:00");
const second = bill("FAC-2", "11-12 10:00");

ruleTable(invoiceDuplicated, [
  {
    says: "one invoice repeats another: the later one is found",
    given: [order, first, second],
    now: "11-12 10:00",
    finds: [
      {
        subject: "invoice:FAC-2",
        since: at("11-12 10:00"),
        amount: { minor: 116_000, currency: "MXN" },
        data: { twinId: "FAC-1", twinIssuedAt: at("11-10 10:00"), orderIds: ["PED-1"] },
      },
    ],
    recheckAt: null,
  },
  {
    says: "of three, the second and the third repeat the first",
    given: [order, first, second, bill("FAC-3", "11-13 10:00")],
    now: "11-13 10:00",
    finds: [
      { subject: "invoice:FAC-2", data: { twinId: "FAC-1" } },
      { subject: "invoice:FAC-3", data: { twinId: "FAC-1" } },
    ],
    recheckAt: null,
  },
  {
    says: "issued at the same moment: the second by number",
    given: [order, bill("FAC-2", "11-10 10:00"), first],
    now: "11-12 10:00",
    finds: [{ subject: "invoice:FAC-2" }],
    recheckAt: null,
  },
  {
    says: "the later one was cancelled",
    given: [order, first, second, did("invoice.cancelled", "11-13 10:00", { invoiceId: "FAC-2" })],
    now: "11-13 10:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "or the earlier one was",
    given: [order, first, second, did("invoice.cancelled", "11-13 10:00")],
    now: "11-13 10:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "or one of them was credited in full",
    given: [order, first, second, did("invoice.credited", "11-13 10:00", { totalMinor: 116_000 })],
    now: "11-13 10:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "somebody said that it is right",
    given: [
      order,
      first,
      second,
      answered("not-duplicate", "11-13 10:00", {
        rule: "invoice-duplicated",
        subject: "invoice:FAC-2",
      }),
    ],
    now: "11-13 10:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "which says nothing about a third",
    given: [
      order,
      first,
      second,
      bill("FAC-3", "11-14 10:00"),
      answered("not-duplicate", "11-13 10:00", {
        rule: "invoice-duplicated",
        subject: "invoice:FAC-2",
      }),
    ],
    now: "11-14 10:00",
    finds: [{ subject: "invoice:FAC-3" }],
    recheckAt: null,
  },
  {
    says: "without orders, the same period of the same agreement",
    given: accountPicture([
      did("customer.described", "11-01 09:00"),
      ...["FAC-1", "FAC-2"].map((id) =>
        bill(id, "11-10 10:00", {
          orderIds: [],
          payerId: "CLI-1",
          agreementId: "CON-1",
          period: "2026-10",
        }),
      ),
    ]),
    now: "11-12 10:00",
    finds: [{ subject: "invoice:FAC-2" }],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: another period",
    given: accountPicture([
      did("customer.described", "11-01 09:00"),
      ...["2026-09", "2026-10"].map((period, index) =>
        bill(`FAC-${index}`, "11-10 10:00", {
          orderIds: [],
          payerId: "CLI-1",
          agreementId: "CON-1",
          period,
        }),
      ),
    ]),
    now: "11-12 10:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: two invoices that name nothing are only of the same amount",
    given: accountPicture([
      did("customer.described", "11-01 09:00"),
      ...["FAC-1", "FAC-2"].map((id) =>
        bill(id, "11-10 10:00", { orderIds: [], payerId: "CLI-1" }),
      ),
    ]),
    now: "11-12 10:00",
    finds: [],
    recheckAt: null,
  },
  ...[
    { what: "another amount", more: { totalMinor: 115_000 } },
    { what: "another currency", more: { currency: "USD" } },
    { what: "another payer", more: { payerId: "CLI-2" } },
    { what: "one that bills two orders", more: { orderIds: ["PED-1", "PED-2"] } },
  ].map(({ what, more }) => ({
    says: `false alarm avoided: ${what}`,
    given: [order, first, bill("FAC-2", "11-12 10:00", more)],
    now: "11-12 10:00",
    finds: [],
    recheckAt: null,
  })),
  {
    says: "false alarm avoided: two halves of an order cost the same",
    given: [order, bill("FAC-1", "11-10 10:00", of(50)), bill("FAC-2", "11-12 10:00", of(50))],
    now: "11-12 10:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "twice the whole order is no two halves",
    given: [order, bill("FAC-1", "11-10 10:00", of(100)), bill("FAC-2", "11-12 10:00", of(100))],
    now: "11-12 10:00",
    finds: [{ subject: "invoice:FAC-2" }],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: halves that tell no quantities, by their totals",
    given: [
      order,
      bill("FAC-1", "11-10 10:00", { totalMinor: 50_000 }),
      bill("FAC-2", "11-12 10:00", { totalMinor: 50_000 }),
    ],
    now: "11-12 10:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: other goods for the same money",
    given: [
      did("order.placed", "11-01 09:00"),
      bill("FAC-1", "11-10 10:00", of(10)),
      bill("FAC-2", "11-12 10:00", of(10, { sku: "SAL-25" })),
    ],
    now: "11-12 10:00",
    finds: [],
    recheckAt: null,
  },
]);
