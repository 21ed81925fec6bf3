import { expect, test } from "vitest";
import { answered, at, did, of, orderPicture } from "../../../test/support/rule-table.ts";
import type { Fact } from "../fact.ts";
import { deliveredNotInvoiced } from "./delivered-not-invoiced/rule.ts";
import { invoiceMismatch } from "./invoice-mismatch/rule.ts";

/**
 * billable = delivered − returned − invoiced + credited, exchange-aware: the cases that ERPs keep
 * "to bill" though nothing is, or bill twice. `toBill` is what is left to invoice, `tooMuch` what
 * was invoiced beyond what the customer kept: a credit note is due.
 */
type Row = {
  readonly says: string;
  readonly given: readonly Fact[];
  readonly toBill: number | null;
  readonly tooMuch: number | null;
};

const order = did("order.placed", "11-02 09:00", of(100));
const delivered = did("delivery.delivered", "11-03 10:00", of(100));
const invoiced = did("invoice.issued", "11-04 10:00", { totalMinor: 100_000, ...of(100) });
const returned = (quantity: number, wallClock = "11-05 10:00") =>
  did("delivery.returned", wallClock, of(quantity));
const allBack = did("delivery.returned", "11-05 10:00");
const replaced = (quantity: number) =>
  did("delivery.delivered", "11-06 10:00", { deliveryId: "ENT-2", ...of(quantity) });
const credited = (quantity: number) => did("invoice.credited", "11-07 10:00", of(quantity));
const requested = (reasonCode: string) =>
  did("credit.requested", "11-06 10:00", { amountMinor: 5_000, reasonCode });
const creditedByAmount = (totalMinor: number, more = {}) =>
  did("invoice.credited", "11-07 10:00", { totalMinor, ...more });

const ROWS: readonly Row[] = [
  {
    says: "returned before invoicing: only what was kept is to bill",
    given: [order, delivered, returned(30)],
    toBill: 70,
    tooMuch: null,
  },
  {
    says: "returned before invoicing, and the rest invoiced: nothing stays to bill",
    given: [order, delivered, returned(30), did("invoice.issued", "11-06 10:00", of(70))],
    toBill: null,
    tooMuch: null,
  },
  {
    says: "all of it returned before invoicing: nothing to bill",
    given: [order, delivered, allBack],
    toBill: null,
    tooMuch: null,
  },
  {
    says: "all of it returned line by line, in two parts",
    given: [order, delivered, returned(40), returned(60, "11-06 10:00")],
    toBill: null,
    tooMuch: null,
  },
  {
    says: "a return told after one of everything takes nothing more away, and gives nothing back",
    given: [order, delivered, allBack, returned(30, "11-06 10:00")],
    toBill: null,
    tooMuch: null,
  },
  {
    says: "returned in part after invoicing: a credit is due, and nothing to bill",
    given: [order, delivered, invoiced, returned(30)],
    toBill: null,
    tooMuch: 30,
  },
  {
    says: "and credited: it is even",
    given: [order, delivered, invoiced, returned(30), credited(30)],
    toBill: null,
    tooMuch: null,
  },
  {
    says: "credited for less than came back: the rest is still due",
    given: [order, delivered, invoiced, returned(30), credited(10)],
    toBill: null,
    tooMuch: 20,
  },
  {
    says: "two partial returns after invoicing add up",
    given: [order, delivered, invoiced, returned(10), returned(15, "11-06 10:00")],
    toBill: null,
    tooMuch: 25,
  },
  {
    says: "a part exchanged: the replacement is not billed again",
    given: [order, delivered, invoiced, returned(30), replaced(30)],
    toBill: null,
    tooMuch: null,
  },
  {
    says: "all of it exchanged: the replacement is not billed again",
    given: [order, delivered, invoiced, allBack, replaced(100)],
    toBill: null,
    tooMuch: null,
  },
  {
    says: "exchanged for less than came back: the difference is credited, not billed",
    given: [order, delivered, invoiced, returned(30), replaced(20)],
    toBill: null,
    tooMuch: 10,
  },
  {
    says: "credited and then replaced: the replacement is a sale of its own",
    given: [order, delivered, invoiced, returned(30), replaced(30), credited(30)],
    toBill: 30,
    tooMuch: null,
  },
  {
    says: "all credited and all replaced: all of the replacement is to bill",
    given: [order, delivered, invoiced, allBack, replaced(100), credited(100)],
    toBill: 100,
    tooMuch: null,
  },
  {
    says: "exchanged before invoicing: one quantity is to bill",
    given: [order, delivered, returned(30), replaced(30)],
    toBill: 100,
    tooMuch: null,
  },
  {
    says: "the return has a document of its own: it comes off what was delivered",
    given: [
      order,
      delivered,
      did("delivery.returned", "11-05 10:00", { deliveryId: "DEV-1", ...of(30) }),
    ],
    toBill: 70,
    tooMuch: null,
  },
  {
    says: "the return has a document of its own, after invoicing: a credit is due",
    given: [
      order,
      delivered,
      invoiced,
      did("delivery.returned", "11-05 10:00", { deliveryId: "DEV-1", ...of(30) }),
    ],
    toBill: null,
    tooMuch: 30,
  },
  {
    says: "an exchange with documents of its own on both sides is even",
    given: [
      order,
      delivered,
      invoiced,
      did("delivery.returned", "11-05 10:00", { deliveryId: "DEV-1", ...of(30) }),
      replaced(30),
    ],
    toBill: null,
    tooMuch: null,
  },
  {
    says: "a truck that came back with its load returned nothing of what was delivered",
    given: [
      order,
      delivered,
      did("delivery.dispatched", "11-05 08:00", { deliveryId: "ENT-2", ...of(30) }),
      did("delivery.returned", "11-05 18:00", { deliveryId: "ENT-2", ...of(30) }),
    ],
    toBill: 100,
    tooMuch: null,
  },
  {
    says: "the invoice was cancelled and issued anew",
    given: [
      order,
      delivered,
      invoiced,
      did("invoice.cancelled", "11-05 10:00"),
      did("invoice.issued", "11-05 11:00", { invoiceId: "FAC-2", ...of(100) }),
    ],
    toBill: null,
    tooMuch: null,
  },
  {
    says: "a credit of the price leaves no goods to bill again",
    given: [
      order,
      delivered,
      invoiced,
      requested("PRI"),
      creditedByAmount(5_000, { requestId: "SNC-1" }),
    ],
    toBill: null,
    tooMuch: null,
  },
  {
    says: "a credit by amount for goods that came back counts as those goods",
    given: [
      order,
      delivered,
      invoiced,
      returned(30),
      requested("QUA"),
      creditedByAmount(30_000, { requestId: "SNC-1" }),
    ],
    toBill: null,
    tooMuch: null,
  },
  {
    says: "the rest of a partial order, with a return in between, is billed for what was kept",
    given: [
      did("order.placed", "11-02 09:00", of(200)),
      delivered,
      invoiced,
      returned(30),
      replaced(100),
    ],
    toBill: 70,
    tooMuch: null,
  },
  {
    says: "short goods billed as delivered stay billed",
    given: [
      order,
      did("delivery.delivered", "11-03 10:00", of(90)),
      answered("bill-delivered", "11-03 11:00", { team: "sales" }),
      did("invoice.issued", "11-04 10:00", of(90)),
    ],
    toBill: null,
    tooMuch: null,
  },
];

test.each(ROWS)("$says", ({ given, toBill, tooMuch }) => {
  const picture = orderPicture(given);
  const now = at("11-20 00:00");
  const data = (rule: typeof deliveredNotInvoiced | typeof invoiceMismatch) => {
    const prepared = rule.prepare({});
    if ("issues" in prepared) throw new Error(JSON.stringify(prepared.issues));
    return prepared.judge(picture, now).findings.map((found) => found.data);
  };
  expect(data(deliveredNotInvoiced)).toMatchObject(
    toBill === null ? [] : [{ billableQuantity: toBill }],
  );
  expect(data(invoiceMismatch)).toMatchObject(
    tooMuch === null ? [] : [{ by: "quantity", excessQuantity: tooMuch }],
  );
});
