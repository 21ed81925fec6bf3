import { answered, at, day, did, of, ruleTable } from "../../../../test/support/rule-table.ts";
import { promiseBroken } from "./rule.ts";

const order = did("order.placed", "11-10 09:00", { promisedOn: day("11-20"), ...of(100) });
const backordered = did("delivery.dispatched", "11-19 08:00", of(90, { backorderQuantity: 10 }));
const delivered = did("delivery.delivered", "11-20 14:10", of(90));

ruleTable(promiseBroken, [
  {
    says: "the promise holds until the promised day ends where the customer is",
    given: [order],
    now: "11-20 23:59",
    finds: [],
    recheckAt: "11-21 00:00",
  },
  {
    says: "the promised day ended and nothing arrived: broken",
    given: [order],
    now: "11-21 00:00",
    finds: [
      {
        subject: "order:PED-1",
        since: at("11-21 00:00"),
        amount: { minor: 100_000, currency: "MXN" },
        data: { promisedOn: day("11-20"), firstPromisedOn: day("11-20"), partlyDeliveredAt: null },
      },
    ],
    recheckAt: null,
  },
  {
    says: "the order's own time zone decides when its day ends",
    given: [
      did("order.placed", "11-10 09:00", {
        promisedOn: day("11-20"),
        timeZone: "America/Sao_Paulo",
      }),
    ],
    now: "11-20 21:00",
    finds: [{ since: at("11-20 21:00") }],
    recheckAt: null,
  },
  {
    says: "a grace in the rules file moves the moment",
    given: [order],
    thresholds: { graceHours: 6 },
    now: "11-21 05:59",
    finds: [],
    recheckAt: "11-21 06:00",
  },
  {
    says: "delivered, even late, is no longer broken",
    given: [order, did("delivery.delivered", "11-23 10:00")],
    now: "11-24 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "promised again: the new date is watched",
    given: [order, did("order.promised", "11-21 09:00", { promisedOn: day("11-25") })],
    now: "11-22 00:00",
    finds: [],
    recheckAt: "11-26 00:00",
  },
  {
    says: "a part arrived and a backorder was announced: the rest is broken",
    given: [order, backordered, delivered],
    now: "11-21 00:00",
    finds: [{ data: { partlyDeliveredAt: at("11-20 14:10") } }],
    recheckAt: null,
  },
  {
    says: "the customer is billed for what came: nothing more was promised",
    given: [order, backordered, delivered, answered("bill-delivered", "11-20 16:00")],
    now: "11-21 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "what came short was promised for another day: that day is watched",
    given: [
      order,
      did("delivery.delivered", "11-19 14:10", of(90)),
      answered("backorder", "11-19 16:00", { on: day("11-24") }),
      did("order.promised", "11-19 16:00", { promisedOn: day("11-24") }),
    ],
    now: "11-25 00:00",
    finds: [{ since: at("11-25 00:00"), data: { promisedOn: day("11-24") } }],
    recheckAt: null,
  },
  {
    says: "a failed attempt is no delivery",
    given: [order, did("delivery.failed", "11-20 10:00")],
    now: "11-21 00:00",
    finds: [{ subject: "order:PED-1" }],
    recheckAt: null,
  },
  {
    says: "a cancelled order promises nothing",
    given: [order, did("order.cancelled", "11-12 10:00")],
    now: "11-25 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: no date was ever promised",
    given: [did("order.placed", "11-10 09:00")],
    now: "11-25 00:00",
    finds: [],
    recheckAt: null,
  },
]);
