import type { Instant } from "../../core/calendar.ts";
import type { Fact } from "../../core/fact.ts";
import type { CustomerKey } from "./customers.ts";
import type { Basket } from "./goods.ts";
import { LATER_HOURS, LIVE_SECONDS } from "./live.ts";
import {
  around,
  billed,
  type Course,
  finishedByHand,
  handedOver,
  onRoute,
  paidOn,
  prepared,
} from "./life.ts";
import { placed, sale } from "./sale.ts";
import { truckOf } from "./trucks.ts";

/** In the warehouse at the anchor; they leave and arrive over the next days. */
const WAITING: readonly (readonly [number, CustomerKey, Basket, Course])[] = [
  [1058, "roble", { CHOCOLATE: 20, AGUA: 100 }, { placed: -4, left: 1, arrived: 1, promised: 3 }],
  [1060, "aburra", { CAFE: 45, ATUN: 30 }, { placed: -3, left: 1, arrived: 2, promised: 3 }],
  [1062, "andina", { CHOCOLATE: 24 }, { placed: -3, left: 2, arrived: 2, promised: 4 }],
  [1065, "frontera", { CAFE: 15, ARROZ: 90 }, { placed: -2, left: 2, arrived: 3, promised: 4 }],
  [1066, "chapinero", { ATUN: 14, GALLETA: 12 }, { placed: -1, left: 3, arrived: 3, promised: 5 }],
];

/** Orders that go well before one's eyes, so that not every word is bad news. */
export function underway(anchor: Instant): readonly Fact[] {
  return [
    ...WAITING.flatMap(([n, customer, basket, course]) => {
      const of = sale(anchor, n, customer, basket);
      return [...prepared(of, course), ...finishedByHand(of, course)];
    }),
    ...arrivesOnTime(anchor),
    ...leavesNow(anchor),
    ...placedNow(anchor),
  ];
}

function arrivesOnTime(anchor: Instant): readonly Fact[] {
  const of = sale(anchor, 1056, "lupita", { AGUA: 40, CHOCOLATE: 6 });
  const { after, hoursAfter } = of.moments;
  return [
    ...onRoute(of, { placed: -4, left: -1, arrived: 0, promised: 1 }),
    ...handedOver(of, truckOf(of), after(LIVE_SECONDS.deliveredOnTime)),
    ...billed(of, after(LIVE_SECONDS.onTimeBilled), hoursAfter(1)),
    ...paidOn(of, 8),
  ];
}

function leavesNow(anchor: Instant): readonly Fact[] {
  const of = sale(anchor, 1059, "central", { GALLETA: 40, ARROZ: 35 });
  const { on, date, after, hoursAfter } = of.moments;
  const truck = truckOf(of);
  return [
    placed(of, on(-4, around(of, 9)), date(3)),
    truck.planned(on(-4, around(of, 11)), date(0)),
    truck.released(on(-1, around(of, 16))),
    truck.dispatched(after(LIVE_SECONDS.loadLeaves)),
    truck.eta(after(LIVE_SECONDS.etaHolds), hoursAfter(LATER_HOURS.lastWord)),
    ...handedOver(of, truck, hoursAfter(LATER_HOURS.lastWord)),
    ...billed(of, hoursAfter(LATER_HOURS.loadBilled), hoursAfter(LATER_HOURS.loadBilled + 0.3)),
    ...paidOn(of, 8),
  ];
}

function placedNow(anchor: Instant): readonly Fact[] {
  const of = sale(anchor, 1067, "setenta", { JUGO: 24, CHOCOLATE: 9 });
  const { on, date, after } = of.moments;
  const course = { placed: 0, left: 3, arrived: 3, promised: 5 };
  return [
    placed(of, after(LIVE_SECONDS.newOrder), date(course.promised)),
    truckOf(of).planned(after(LIVE_SECONDS.newOrderPlanned), date(course.arrived)),
    truckOf(of).released(on(2, around(of, 16))),
    ...finishedByHand(of, course),
  ];
}
