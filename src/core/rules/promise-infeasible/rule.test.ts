import { answered, at, day, did, of, ruleTable } from "../../../../test/support/rule-table.ts";
import { promiseInfeasible } from "./rule.ts";

// 10 November 2026 is a Tuesday.
const customer = (more: Readonly<Record<string, unknown>>) =>
  did("customer.described", "11-01 09:00", more);
const slow = customer({ leadDays: 5 });
const route = customer({ routeDays: [1, 4] });
const promisedFor = (monthDay: string) =>
  did("order.placed", "11-10 09:00", { promisedOn: day(monthDay), ...of(10) });
const twelfth = promisedFor("11-12");

ruleTable(promiseInfeasible, [
  {
    says: "promised sooner than the customer's lead time: the earliest day is offered",
    given: [slow, twelfth],
    now: "11-10 09:00",
    finds: [
      {
        subject: "order:PED-1",
        since: at("11-10 09:00"),
        amount: { minor: 100_000, currency: "MXN" },
        data: { tooSoon: true, offRoute: false, leadDays: 5, offerOn: day("11-15") },
      },
    ],
    recheckAt: "11-13 00:00",
  },
  {
    says: "promised for the very day of the lead time",
    given: [slow, promisedFor("11-15")],
    now: "11-10 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "promised for a Friday, and the route runs on Mondays and Thursdays: Monday is offered",
    given: [route, promisedFor("11-13")],
    now: "11-10 09:00",
    finds: [{ data: { tooSoon: false, offRoute: true, offerOn: day("11-16") } }],
    recheckAt: "11-14 00:00",
  },
  {
    says: "promised for a day of the route",
    given: [route, twelfth],
    now: "11-10 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "too soon, and the earliest day has no route: the next that has is offered",
    given: [customer({ leadDays: 3, routeDays: [1, 4] }), twelfth],
    now: "11-10 09:00",
    finds: [{ data: { tooSoon: true, offRoute: false, offerOn: day("11-16") } }],
    recheckAt: "11-13 00:00",
  },
  {
    says: "a customer nobody said anything about follows the default",
    given: [twelfth],
    thresholds: { leadDays: 4 },
    now: "11-10 09:00",
    finds: [{ data: { offerOn: day("11-14") } }],
    recheckAt: "11-13 00:00",
  },
  {
    says: "kept anyway, with a reason",
    given: [slow, twelfth, answered("keep-anyway", "11-10 10:00", { team: "sales" })],
    now: "11-10 11:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "promised anew, and infeasible again: what was kept was the former date",
    given: [
      slow,
      twelfth,
      answered("keep-anyway", "11-10 10:00", { team: "sales" }),
      did("order.promised", "11-10 12:00", { promisedOn: day("11-13") }),
    ],
    now: "11-10 13:00",
    finds: [{ since: at("11-10 12:00") }],
    recheckAt: "11-14 00:00",
  },
  {
    says: "promised anew for a day that can be kept",
    given: [slow, twelfth, did("order.promised", "11-10 12:00", { promisedOn: day("11-16") })],
    now: "11-10 13:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "the promised day is over: a broken promise is another rule's",
    given: [slow, twelfth],
    now: "11-13 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "it left all the same",
    given: [slow, twelfth, did("delivery.dispatched", "11-11 08:00", of(10))],
    now: "11-11 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "cancelled",
    given: [slow, twelfth, did("order.cancelled", "11-10 12:00")],
    now: "11-11 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: nobody knows of lead times or routes",
    given: [twelfth],
    now: "11-10 09:00",
    finds: [],
    recheckAt: null,
  },
]);
