import { answered, at, did, of, ruleTable } from "../../../../test/support/rule-table.ts";
import { invoiceMismatch } from "./rule.ts";

const order = did("order.placed", "11-10 09:00", of(100, { amountMinor: 100_000 }));
const ninety = did("delivery.delivered", "11-16 10:00", of(90, { shortQuantity: 10 }));
const hundred = did("delivery.delivered", "11-16 10:00", of(100));
// The invoice's own numbering of its lines is not the order's.
const billed = (quantity: number, amountMinor: number, more = {}) =>
  did("invoice.issued", "11-16 15:00", {
    lines: [{ lineId: "A", sku: "AZU-50", unit: "KGM", quantity, amountMinor }],
    ...more,
  });
const tooMuch = billed(100, 100_000, { totalMinor: 107_500 });

/** What was invoiced against what was ordered and delivered. */
ruleTable(invoiceMismatch, [
  {
    says: "100 invoiced against 90 delivered",
    given: [order, ninety, tooMuch],
    now: "11-16 15:00",
    finds: [
      {
        subject: "order:PED-1",
        since: at("11-16 15:00"),
        amount: { minor: 10_750, currency: "MXN" },
        data: {
          by: "quantity",
          invoicedQuantity: 100,
          deliveredQuantity: 90,
          excessQuantity: 10,
          unit: "KGM",
          invoiceIds: ["FAC-1"],
        },
      },
    ],
    recheckAt: null,
  },
  {
    says: "credited in full: nothing is left to differ",
    given: [order, ninety, tooMuch, did("invoice.credited", "11-20 09:00", of(100))],
    now: "11-21 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "credited for the difference",
    given: [order, ninety, tooMuch, did("invoice.credited", "11-20 09:00", of(10))],
    now: "11-21 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "credited for the difference by an amount without lines",
    given: [order, ninety, tooMuch, did("invoice.credited", "11-20 09:00", { totalMinor: 10_750 })],
    now: "11-21 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "accepted with a reason",
    given: [order, ninety, tooMuch, answered("accept", "11-17 09:00", { team: "collections" })],
    now: "11-21 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "returned after it was accepted: a new difference",
    given: [
      order,
      ninety,
      tooMuch,
      answered("accept", "11-17 09:00", { team: "collections" }),
      did("delivery.returned", "11-18 09:00", of(20)),
    ],
    now: "11-21 00:00",
    finds: [{ since: at("11-18 09:00"), data: { deliveredQuantity: 70 } }],
    recheckAt: null,
  },
  {
    says: "nothing was delivered yet: another rule's",
    given: [order, tooMuch],
    now: "11-21 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "what is still on a truck is not held against the invoice",
    given: [
      order,
      ninety,
      did("delivery.dispatched", "11-16 12:00", { deliveryId: "ENT-2", ...of(10) }),
      tooMuch,
    ],
    now: "11-16 16:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "tax in the invoice's total alone is no difference: lines are compared with lines",
    given: [order, hundred, tooMuch],
    now: "11-21 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "everything is invoiced, for another price",
    given: [order, hundred, billed(100, 95_000)],
    now: "11-21 00:00",
    finds: [
      {
        since: at("11-16 15:00"),
        amount: { minor: 5_000, currency: "MXN" },
        subject: "invoice:FAC-1",
        data: {
          by: "terms",
          invoiceIds: ["FAC-1"],
          differences: [
            {
              field: "price",
              item: "AZU-50",
              quantity: 100,
              invoiced: { minor: 95_000, currency: "MXN" },
              agreed: { minor: 100_000, currency: "MXN" },
            },
          ],
        },
      },
    ],
    recheckAt: null,
  },
  {
    says: "a difference of cents is nobody's business",
    given: [order, hundred, billed(100, 100_400)],
    now: "11-21 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "a part is invoiced: its amount says nothing of the whole",
    given: [
      did("order.placed", "11-10 09:00", of(100)),
      did("delivery.delivered", "11-16 10:00", of(50)),
      billed(50, 45_000),
    ],
    now: "11-21 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "two invoices, one for each half, add up",
    given: [
      order,
      hundred,
      billed(50, 50_000),
      billed(50, 50_000, { invoiceId: "FAC-2", externalId: "second" }),
    ],
    now: "11-21 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "without lines, totals are compared once everything arrived",
    given: [
      did("order.placed", "11-10 09:00", { totalMinor: 100_000 }),
      did("delivery.delivered", "11-16 10:00"),
      did("invoice.issued", "11-16 15:00", { totalMinor: 92_000 }),
    ],
    now: "11-21 00:00",
    finds: [{ data: { by: "amount" }, amount: { minor: 8_000, currency: "MXN" } }],
    recheckAt: null,
  },
  {
    says: "another currency is a difference in itself, and amounts are not compared across",
    given: [order, hundred, billed(100, 5_000, { currency: "USD", totalMinor: 5_000 })],
    now: "11-21 00:00",
    finds: [
      {
        subject: "invoice:FAC-1",
        amount: { minor: 5_000, currency: "USD" },
        data: {
          by: "terms",
          differences: [{ field: "currency", invoiced: "USD", agreed: "MXN" }],
        },
      },
    ],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: freight on the invoice is not a delivered article",
    given: [
      order,
      hundred,
      did("invoice.issued", "11-16 15:00", {
        lines: [
          { sku: "AZU-50", unit: "KGM", quantity: 100 },
          { sku: "FLETE", quantity: 1 },
        ],
      }),
    ],
    now: "11-21 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: an invoice known by its number alone",
    given: [order, hundred, did("invoice.issued", "11-16 15:00", { currency: "XXX" })],
    now: "11-21 00:00",
    finds: [],
    recheckAt: null,
  },
]);
