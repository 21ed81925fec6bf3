import { answered, at, did, of, ruleTable } from "../../../../test/support/rule-table.ts";
import { invoiceMismatch } from "./rule.ts";

const order = did("order.placed", "11-10 09:00", of(100, { amountMinor: 100_000 }));
const hundred = did("delivery.delivered", "11-16 10:00", of(100));
// The invoice's own numbering of its lines is not the order's.
const billed = (quantity: number, amountMinor: number, more = {}) =>
  did("invoice.issued", "11-16 15:00", {
    lines: [{ lineId: "A", sku: "AZU-50", unit: "KGM", quantity, amountMinor }],
    ...more,
  });
const agreement = did("agreement.described", "11-01 09:00", {
  prices: [{ sku: "AZU-50", unitMinor: 900 }],
  discountShare: 0.05,
  paymentDays: 30,
  payerId: "CLI-1",
  taxId: "DBA-010101-AB1",
  validFrom: "2026-01-01",
});
const underIt = did("order.placed", "11-10 09:00", {
  agreementId: "CON-1",
  ...of(100, { amountMinor: 100_000 }),
});
const terms = { paymentDays: 30, payerId: "CLI-1", taxId: "DBA-010101-AB1" };

/** What was invoiced against what was agreed: by the agreement, the order, the customer. */
ruleTable(invoiceMismatch, [
  {
    says: "a part is invoiced, for another price than agreed for the whole",
    given: [order, did("delivery.delivered", "11-16 10:00", of(50)), billed(50, 45_000)],
    now: "11-21 00:00",
    finds: [
      {
        subject: "invoice:FAC-1",
        amount: { minor: 5_000, currency: "MXN" },
        data: { differences: [{ field: "price", invoiced: { minor: 45_000 } }] },
      },
    ],
    recheckAt: null,
  },
  {
    says: "the agreement's price comes before the order's",
    given: [agreement, underIt, hundred, billed(100, 100_000, terms)],
    now: "11-21 00:00",
    finds: [{ data: { differences: [{ field: "price", agreed: { minor: 90_000 } }] } }],
    recheckAt: null,
  },
  {
    says: "an agreement that was over by then binds nobody",
    given: [
      did("agreement.described", "11-01 09:00", {
        prices: [{ sku: "AZU-50", unitMinor: 900 }],
        validTo: "2026-11-01",
      }),
      underIt,
      hundred,
      billed(100, 100_000, { taxId: "XAXX010101000" }),
    ],
    now: "11-21 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "everything an agreement says is compared, in one finding",
    given: [
      agreement,
      underIt,
      hundred,
      billed(100, 90_000, {
        taxId: "OTRO",
        payerId: "CLI-2",
        dueOn: "2026-12-31",
        discountMinor: 1_000,
      }),
    ],
    now: "11-21 00:00",
    finds: [
      {
        subject: "invoice:FAC-1",
        since: at("11-16 15:00"),
        data: {
          differences: [
            { field: "taxId", invoiced: "OTRO", agreed: "DBA-010101-AB1" },
            { field: "payer", invoiced: "CLI-2", agreed: "CLI-1" },
            { field: "terms", invoiced: 45, agreed: 30 },
            { field: "discount", invoiced: { minor: 1_000 }, agreed: { minor: 4_500 } },
          ],
        },
      },
    ],
    recheckAt: null,
  },
  {
    says: "written with other dashes, and due a day later for a Sunday: the same",
    given: [
      agreement,
      underIt,
      hundred,
      billed(100, 90_000, { ...terms, taxId: "dba010101ab1", dueOn: "2026-12-17" }),
    ],
    now: "11-21 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "without an agreement, the order's terms and then the customer's",
    given: [
      did("customer.described", "11-01 09:00", { paymentDays: 15, taxId: "DEL-CLIENTE" }),
      did("order.placed", "11-10 09:00", { paymentDays: 60, ...of(100) }),
      hundred,
      did("invoice.issued", "11-16 15:00", { paymentDays: 15, taxId: "OTRO", ...of(100) }),
    ],
    now: "11-21 00:00",
    finds: [
      {
        data: {
          differences: [
            { field: "taxId", agreed: "DEL-CLIENTE" },
            { field: "terms", invoiced: 15, agreed: 60 },
          ],
        },
      },
    ],
    recheckAt: null,
  },
  {
    says: "charged too much and credited for it",
    given: [
      order,
      hundred,
      billed(100, 110_000, { totalMinor: 110_000 }),
      did("credit.requested", "11-17 09:00", { amountMinor: 10_000, reasonCode: "PRI" }),
      did("invoice.credited", "11-18 09:00", { totalMinor: 10_000, requestId: "SNC-1" }),
    ],
    now: "11-21 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "charged too little and debited for it",
    given: [
      order,
      hundred,
      billed(100, 90_000, { totalMinor: 90_000 }),
      did("invoice.debited", "11-18 09:00", { totalMinor: 10_000 }),
    ],
    now: "11-21 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "the discount of the order, in part for a part of it",
    given: [
      did("order.placed", "11-10 09:00", {
        discountMinor: 10_000,
        ...of(100, { amountMinor: 100_000 }),
      }),
      did("delivery.delivered", "11-16 10:00", of(50)),
      billed(50, 50_000, { discountMinor: 2_000 }),
    ],
    now: "11-21 00:00",
    finds: [{ data: { differences: [{ field: "discount", agreed: { minor: 5_000 } }] } }],
    recheckAt: null,
  },
  {
    says: "what was accepted of one invoice is not of another",
    given: [
      order,
      hundred,
      billed(50, 45_000),
      billed(50, 45_000, { invoiceId: "FAC-2", externalId: "second" }),
      answered("accept", "11-17 09:00", {
        team: "collections",
        rule: "invoice-mismatch",
        subject: "invoice:FAC-1",
      }),
    ],
    now: "11-21 00:00",
    finds: [{ subject: "invoice:FAC-2" }],
    recheckAt: null,
  },
]);
