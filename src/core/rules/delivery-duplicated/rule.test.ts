import { answered, at, did, of, ruleTable } from "../../../../test/support/rule-table.ts";
import { deliveryDuplicated } from "./rule.ts";

const order = did("order.placed", "11-10 09:00", of(100));
const first = did("delivery.dispatched", "11-16 08:00", of(100));
const second = did("delivery.dispatched", "11-17 08:00", { deliveryId: "ENT-2", ...of(100) });
const keeps = answered("customer-keeps", "11-18 10:00", { team: "sales" });

ruleTable(deliveryDuplicated, [
  {
    says: "two trucks with the same 100: the second one should stop",
    given: [order, first, second],
    now: "11-17 08:00",
    finds: [
      {
        subject: "delivery:ENT-2",
        since: at("11-17 08:00"),
        amount: { minor: 100_000, currency: "MXN" },
        data: { others: ["ENT-1"], orderedQuantity: 100, excessQuantity: 100, deliveredAt: null },
      },
    ],
    recheckAt: null,
  },
  {
    says: "the first one arrived, the second is on route",
    given: [order, first, did("delivery.delivered", "11-16 12:00"), second],
    now: "11-17 12:00",
    finds: [{ subject: "delivery:ENT-2", since: at("11-17 08:00") }],
    recheckAt: null,
  },
  {
    says: "the customer took in more than was ordered",
    given: [order, first, did("delivery.delivered", "11-16 12:00", of(120))],
    now: "11-17 12:00",
    finds: [{ subject: "delivery:ENT-1", amount: { minor: 20_000 }, data: { excessQuantity: 20 } }],
    recheckAt: null,
  },
  {
    says: "two trucks with half each are one order",
    given: [
      order,
      did("delivery.dispatched", "11-16 08:00", of(50)),
      did("delivery.dispatched", "11-17 08:00", { deliveryId: "ENT-2", ...of(50) }),
    ],
    now: "11-17 12:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "the second truck returned",
    given: [order, first, second, did("delivery.returned", "11-17 18:00", { deliveryId: "ENT-2" })],
    now: "11-18 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "the second delivery was cancelled",
    given: [
      order,
      first,
      second,
      did("delivery.cancelled", "11-17 09:00", { deliveryId: "ENT-2" }),
    ],
    now: "11-18 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "the customer keeps it",
    given: [order, first, second, keeps],
    now: "11-19 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "a third truck after that answer is a new question",
    given: [
      order,
      first,
      second,
      keeps,
      did("delivery.dispatched", "11-19 08:00", { deliveryId: "ENT-3", ...of(100) }),
    ],
    now: "11-20 00:00",
    finds: [{ subject: "delivery:ENT-3", data: { excessQuantity: 200 } }],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: the first attempt failed, the second truck replaces it",
    given: [order, first, did("delivery.failed", "11-16 18:00"), second],
    now: "11-18 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: two trucks whose quantities nobody told",
    given: [
      order,
      did("delivery.dispatched", "11-16 08:00"),
      did("delivery.dispatched", "11-17 08:00", { deliveryId: "ENT-2" }),
    ],
    now: "11-18 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: a free sample beside the ordered article",
    given: [
      order,
      did("delivery.delivered", "11-16 12:00", {
        lines: [
          { sku: "AZU-50", unit: "KGM", quantity: 100 },
          { sku: "MUESTRA", quantity: 2 },
        ],
      }),
    ],
    now: "11-18 00:00",
    finds: [],
    recheckAt: null,
  },
]);
