import { answered, at, day, did, of, ruleTable } from "../../../../test/support/rule-table.ts";
import { deliveryStuck } from "./rule.ts";

const order = did("order.placed", "11-10 09:00", of(100));
const dispatched = did("delivery.dispatched", "11-16 08:00", { carrier: "Norte", ...of(100) });

ruleTable(deliveryStuck, [
  {
    says: "on route for less than two days is normal",
    given: [order, dispatched],
    now: "11-18 07:59",
    finds: [],
    recheckAt: "11-18 08:00",
  },
  {
    says: "two days on route with no word: the waybill is stuck",
    given: [order, dispatched],
    now: "11-18 08:00",
    finds: [
      {
        subject: "delivery:ENT-1",
        since: at("11-18 08:00"),
        amount: { minor: 100_000, currency: "MXN" },
        data: { dispatchedAt: at("11-16 08:00"), carrier: "Norte" },
      },
    ],
    recheckAt: null,
  },
  {
    says: "long routes have their own hours in the rules file",
    given: [order, dispatched],
    thresholds: { stuckHours: 96 },
    now: "11-19 08:00",
    finds: [],
    recheckAt: "11-20 08:00",
  },
  {
    says: "still on route, said the driver: asked again after as many hours",
    given: [order, dispatched, answered("still-on-route", "11-18 10:00")],
    now: "11-19 08:00",
    finds: [],
    recheckAt: "11-20 10:00",
  },
  {
    says: "still on route two days after that answer",
    given: [order, dispatched, answered("still-on-route", "11-18 10:00")],
    now: "11-20 10:00",
    finds: [{ since: at("11-20 10:00") }],
    recheckAt: null,
  },
  {
    says: "an answer about one delivery does not speak for the other",
    given: [
      order,
      dispatched,
      did("delivery.dispatched", "11-16 09:00", { deliveryId: "ENT-2" }),
      answered("still-on-route", "11-18 10:00", { subject: "delivery:ENT-1" }),
    ],
    now: "11-18 12:00",
    finds: [{ subject: "delivery:ENT-2" }],
    recheckAt: "11-20 10:00",
  },
  {
    says: "delivered: closed",
    given: [order, dispatched, did("delivery.delivered", "11-18 12:00")],
    now: "11-25 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "failed: closed, and another rule's",
    given: [order, dispatched, did("delivery.failed", "11-18 12:00")],
    now: "11-25 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: planned again after a failure, it waits in the warehouse",
    given: [
      order,
      dispatched,
      did("delivery.failed", "11-16 18:00"),
      did("delivery.planned", "11-17 09:00", { plannedOn: day("11-24") }),
    ],
    now: "11-20 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "the second attempt has its own clock",
    given: [
      order,
      dispatched,
      did("delivery.failed", "11-16 18:00"),
      did("delivery.dispatched", "11-18 09:00"),
    ],
    now: "11-19 00:00",
    finds: [],
    recheckAt: "11-20 09:00",
  },
]);
