import { answered, at, day, did, ruleTable } from "../../../../test/support/rule-table.ts";
import { deliveryRescheduled } from "./rule.ts";

const order = did("order.placed", "11-10 09:00", { promisedOn: day("11-20") });
const planned = (when: string, on: string, more = {}) =>
  did("delivery.planned", when, { plannedOn: day(on), ...more });

ruleTable(deliveryRescheduled, [
  {
    says: "the plan moved after the promise: the customer has to be told",
    given: [
      order,
      planned("11-11 10:00", "11-20"),
      planned("11-18 10:00", "11-23", { reason: "sin camión" }),
    ],
    now: "11-18 10:00",
    finds: [
      {
        subject: "delivery:ENT-1",
        since: at("11-18 10:00"),
        data: { from: day("11-20"), to: day("11-23"), reason: "sin camión" },
      },
    ],
    recheckAt: null,
  },
  {
    says: "earlier counts too: the customer may not be there",
    given: [order, planned("11-11 10:00", "11-20"), planned("11-18 10:00", "11-19")],
    now: "11-18 12:00",
    finds: [{ data: { from: day("11-20"), to: day("11-19") } }],
    recheckAt: null,
  },
  {
    says: "a first plan after the promised day moved what was promised",
    given: [order, planned("11-11 10:00", "11-23")],
    now: "11-18 12:00",
    finds: [{ data: { from: day("11-20"), to: day("11-23") } }],
    recheckAt: null,
  },
  {
    says: "a first plan within the promise moves nothing",
    given: [order, planned("11-11 10:00", "11-18")],
    now: "11-18 12:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "the customer was told",
    given: [
      order,
      planned("11-11 10:00", "11-20"),
      planned("11-18 10:00", "11-23"),
      answered("customer-told", "11-18 11:00", { rule: "delivery-rescheduled", team: "sales" }),
    ],
    now: "11-19 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "moved again after the customer was told: from what they know",
    given: [
      order,
      planned("11-11 10:00", "11-20"),
      planned("11-18 10:00", "11-23"),
      answered("customer-told", "11-18 11:00", { rule: "delivery-rescheduled", team: "sales" }),
      planned("11-19 10:00", "11-24"),
    ],
    now: "11-19 12:00",
    finds: [{ since: at("11-19 10:00"), data: { from: day("11-23"), to: day("11-24") } }],
    recheckAt: null,
  },
  {
    says: "the customer was told of a broken promise, which is another matter",
    given: [
      order,
      planned("11-11 10:00", "11-20"),
      planned("11-18 10:00", "11-23"),
      answered("customer-told", "11-18 11:00", { rule: "promise-broken", team: "sales" }),
    ],
    now: "11-19 00:00",
    finds: [{ data: { to: day("11-23") } }],
    recheckAt: null,
  },
  {
    says: "the customer was told about the other delivery",
    given: [
      order,
      planned("11-11 10:00", "11-20"),
      planned("11-18 10:00", "11-23"),
      answered("customer-told", "11-18 11:00", {
        rule: "delivery-rescheduled",
        subject: "delivery:ENT-2",
      }),
    ],
    now: "11-19 00:00",
    finds: [{ subject: "delivery:ENT-1" }],
    recheckAt: null,
  },
  {
    says: "promised anew after the move",
    given: [
      order,
      planned("11-11 10:00", "11-20"),
      planned("11-18 10:00", "11-23"),
      did("order.promised", "11-18 12:00", { promisedOn: day("11-23") }),
    ],
    now: "11-19 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: moved there and back before anybody was told",
    given: [
      order,
      planned("11-11 10:00", "11-20"),
      planned("11-18 10:00", "11-23"),
      planned("11-18 11:00", "11-20"),
    ],
    now: "11-19 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "moved before the promise was made: the promise knew",
    given: [
      did("order.placed", "11-10 09:00"),
      planned("11-11 10:00", "11-20"),
      planned("11-12 10:00", "11-23"),
      did("order.promised", "11-13 09:00", { promisedOn: day("11-23") }),
    ],
    now: "11-19 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "delivered: the customer knows",
    given: [
      order,
      planned("11-11 10:00", "11-20"),
      planned("11-18 10:00", "11-23"),
      did("delivery.delivered", "11-23 10:00"),
    ],
    now: "11-23 12:00",
    finds: [],
    recheckAt: null,
  },
]);
