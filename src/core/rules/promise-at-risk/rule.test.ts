import { answered, at, day, did, of, ruleTable } from "../../../../test/support/rule-table.ts";
import { promiseAtRisk } from "./rule.ts";

const order = did("order.placed", "11-10 09:00", { promisedOn: day("11-20"), ...of(100) });
const dispatched = did("delivery.dispatched", "11-19 08:00", of(100));

ruleTable(promiseAtRisk, [
  {
    says: "a promise that is more than a day away is quiet, and is looked at when the day begins",
    given: [order],
    now: "11-18 12:00",
    finds: [],
    recheckAt: "11-20 00:00",
  },
  {
    says: "within a day of the end of the promised day and nothing dispatched, it is at risk",
    given: [order, did("delivery.planned", "11-17 10:00", { plannedOn: day("11-20") })],
    now: "11-20 00:00",
    finds: [
      {
        subject: "order:PED-1",
        since: at("11-20 00:00"),
        amount: { minor: 100_000, currency: "MXN" },
        data: { promisedOn: day("11-20"), etaAt: null },
      },
    ],
    recheckAt: "11-21 00:00",
  },
  {
    says: "the rules file can warn two days before",
    given: [order],
    thresholds: { hoursBefore: 48 },
    now: "11-19 12:00",
    finds: [{ since: at("11-19 00:00") }],
    recheckAt: "11-21 00:00",
  },
  {
    says: "once the goods left, time alone changes nothing",
    given: [order, dispatched],
    now: "11-20 12:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "one of two deliveries still in the warehouse is a promise at risk",
    given: [order, dispatched, did("delivery.planned", "11-17 10:00", { deliveryId: "ENT-2" })],
    now: "11-20 12:00",
    finds: [{ since: at("11-20 00:00") }],
    recheckAt: "11-21 00:00",
  },
  {
    says: "expected after the promised day, it is at risk days before, since the estimate was told",
    given: [
      order,
      did("delivery.dispatched", "11-15 08:00"),
      did("delivery.eta", "11-15 10:00", { etaAt: at("11-21 09:00") }),
      did("delivery.eta", "11-15 18:00", { etaAt: at("11-21 10:30") }),
    ],
    now: "11-16 12:00",
    finds: [{ since: at("11-15 10:00"), data: { etaAt: at("11-21 10:30"), deliveryId: "ENT-1" } }],
    recheckAt: "11-21 00:00",
  },
  {
    says: "expected within the promised day, it is quiet",
    given: [order, dispatched, did("delivery.eta", "11-19 10:00", { etaAt: at("11-20 23:59") })],
    now: "11-20 12:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "logistics said it will make it: silence until it breaks",
    given: [order, answered("will-make-it", "11-20 08:00")],
    now: "11-20 12:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "what was said of the last promise says nothing of the new one",
    given: [
      order,
      answered("will-make-it", "11-20 08:00"),
      did("order.promised", "11-20 10:00", { promisedOn: day("11-21") }),
    ],
    now: "11-21 12:00",
    finds: [{ since: at("11-21 00:00"), data: { promisedOn: day("11-21") } }],
    recheckAt: "11-22 00:00",
  },
  {
    says: "a system that repeats the date it promised has promised nothing new",
    given: [
      order,
      answered("will-make-it", "11-20 08:00"),
      did("order.promised", "11-20 10:00", { promisedOn: day("11-20") }),
    ],
    now: "11-20 12:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "a broken promise is no longer at risk: another rule says so",
    given: [order],
    now: "11-21 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: delivered early",
    given: [order, did("delivery.delivered", "11-15 10:00", of(100))],
    now: "11-20 12:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "a cancelled order promises nothing",
    given: [order, did("order.cancelled", "11-12 10:00")],
    now: "11-20 12:00",
    finds: [],
    recheckAt: null,
  },
]);
