import { answered, at, day, did, of, ruleTable } from "../../../../test/support/rule-table.ts";
import { deliveryShort } from "./rule.ts";

const order = did("order.placed", "11-10 09:00", of(100));
const sent = did("delivery.dispatched", "11-16 08:00", of(90, { backorderQuantity: 10 }));
const received = did("delivery.delivered", "11-16 14:00", of(90, { shortQuantity: 10 }));
const invoiced = did("invoice.issued", "11-16 15:00", of(100));
const ten = [{ since: at("11-16 14:00"), data: { shortQuantity: 10, orderedQuantity: 100 } }];

ruleTable(deliveryShort, [
  {
    says: "sent short with a backorder, nothing is short until it is received",
    given: [order, sent],
    now: "11-16 10:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "the receiver reports 10 of 100 short, although a backorder was announced",
    given: [order, sent, received],
    now: "11-16 14:00",
    finds: [
      {
        subject: "order:PED-1",
        since: at("11-16 14:00"),
        amount: { minor: 10_000, currency: "MXN" },
        data: { shortQuantity: 10, orderedQuantity: 100, unit: "KGM", rejectedQuantity: 0 },
      },
    ],
    recheckAt: null,
  },
  {
    says: "received without a complaint, the announced backorder is still to come",
    given: [order, sent, did("delivery.delivered", "11-16 14:00", of(90))],
    now: "11-17 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "received less than was sent",
    given: [
      order,
      did("delivery.dispatched", "11-16 08:00", of(100)),
      did("delivery.delivered", "11-16 14:00", of(90)),
    ],
    now: "11-17 00:00",
    finds: ten,
    recheckAt: null,
  },
  {
    says: "rejected at the door is short as well, whether or not it was counted as received",
    given: [
      order,
      did("delivery.dispatched", "11-16 08:00", of(100)),
      did("delivery.delivered", "11-16 14:00", of(100, { rejectedQuantity: 10 })),
    ],
    now: "11-17 00:00",
    finds: [{ data: { shortQuantity: 10, rejectedQuantity: 10 } }],
    recheckAt: null,
  },
  {
    says: "ordered, neither delivered nor announced: it will never come by itself",
    given: [
      order,
      did("delivery.dispatched", "11-16 08:00", of(90)),
      did("delivery.delivered", "11-16 14:00"),
    ],
    now: "11-17 00:00",
    finds: ten,
    recheckAt: null,
  },
  {
    says: "another delivery is still to come: nothing is short yet",
    given: [
      order,
      did("delivery.delivered", "11-16 14:00", of(90)),
      did("delivery.planned", "11-15 14:00", { deliveryId: "ENT-2", ...of(10) }),
    ],
    now: "11-17 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "line by line: too much of one article does not make up for another",
    given: [
      did("order.placed", "11-10 09:00", {
        lines: [
          { lineId: "1", sku: "A", quantity: 50 },
          { lineId: "2", sku: "B", quantity: 50 },
        ],
      }),
      did("delivery.delivered", "11-16 14:00", {
        lines: [
          { sku: "A", quantity: 60 },
          { sku: "B", quantity: 40 },
        ],
      }),
    ],
    now: "11-17 00:00",
    finds: [{ data: { shortQuantity: 10 } }],
    recheckAt: null,
  },
  {
    says: "the rest was promised as a backorder",
    given: [order, sent, received, answered("backorder", "11-16 16:00", { on: day("11-24") })],
    now: "11-17 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "only what was delivered is billed, and a later delivery does not reopen it",
    given: [
      did("order.placed", "11-10 09:00", of(200)),
      did("delivery.dispatched", "11-16 08:00", of(100)),
      did("delivery.planned", "11-16 08:00", { deliveryId: "ENT-2" }),
      received,
      answered("bill-delivered", "11-16 16:00", { rule: "delivery-short" }),
      did("delivery.delivered", "11-18 10:00", { deliveryId: "ENT-2", ...of(100) }),
    ],
    now: "11-19 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "another delivery was made for it afterwards",
    given: [
      order,
      sent,
      received,
      did("delivery.planned", "11-17 09:00", { deliveryId: "ENT-2", ...of(10) }),
    ],
    now: "11-18 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "and that delivery was cancelled: short again",
    given: [
      order,
      sent,
      received,
      did("delivery.planned", "11-17 09:00", { deliveryId: "ENT-2", ...of(10) }),
      did("delivery.cancelled", "11-18 09:00", { deliveryId: "ENT-2" }),
    ],
    now: "11-19 00:00",
    finds: ten,
    recheckAt: null,
  },
  {
    says: "credited for at least what is short",
    given: [order, sent, received, invoiced, did("invoice.credited", "11-20 09:00", of(10))],
    now: "11-21 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "credited for less than what is short",
    given: [order, sent, received, invoiced, did("invoice.credited", "11-20 09:00", of(4))],
    now: "11-21 00:00",
    finds: ten,
    recheckAt: null,
  },
  {
    says: "false alarm avoided: what the customer returned later did arrive",
    given: [
      order,
      did("delivery.delivered", "11-16 14:00", of(100)),
      did("delivery.returned", "11-18 14:00", of(10)),
    ],
    now: "11-19 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: bulk goods within the tolerance of the rules file",
    given: [order, did("delivery.delivered", "11-16 14:00", of(99.2))],
    thresholds: { toleranceShare: 0.01 },
    now: "11-19 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: no quantities were told",
    given: [order, did("delivery.delivered", "11-16 14:00")],
    now: "11-19 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: ordered in kilograms, received in boxes",
    given: [order, did("delivery.delivered", "11-16 14:00", of(10, { unit: "BX" }))],
    now: "11-19 00:00",
    finds: [],
    recheckAt: null,
  },
]);
