import type { Instant } from "../../core/calendar.ts";
import type { Fact } from "../../core/fact.ts";
import { filed, issued } from "./bills.ts";
import { settled } from "./payments.ts";
import { placed, type Sale } from "./sale.ts";
import { type Truck, truckOf } from "./trucks.ts";

/** Days of an order's life, counted from the anchor's day. */
export type Course = {
  readonly placed: number;
  readonly left: number;
  readonly arrived: number;
  readonly promised: number;
};

const PEOPLE = ["Rosa Elena M.", "Julián P.", "Almacén, turno 1", "Beatriz C.", "Don Chuy"];

/** Who signs at the customer's door; the same for an order every time. */
export function receiverOf({ orderId }: Sale): string {
  return PEOPLE[numberOf(orderId) % PEOPLE.length] ?? "Almacén";
}

function numberOf(orderId: string): number {
  return Number(orderId.slice(orderId.indexOf("-") + 1));
}

/** A time of day that differs from order to order: nobody does everything at nine sharp. */
export function around({ orderId }: Sale, hour: number): string {
  const minute = (numberOf(orderId) * 7) % 60;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** Ordered, planned for the day and released to the warehouse the afternoon before it leaves. */
export function prepared(of: Sale, course: Course): readonly Fact[] {
  const { on, date } = of.moments;
  const truck = truckOf(of);
  return [
    placed(of, on(course.placed, around(of, 9)), date(course.promised)),
    truck.planned(on(course.placed, around(of, 11)), date(course.arrived)),
    truck.released(on(course.left - 1, around(of, 16))),
  ];
}

/** As `prepared`, and the truck left in the morning with its arrival announced. */
export function onRoute(of: Sale, course: Course): readonly Fact[] {
  const { on } = of.moments;
  const truck = truckOf(of);
  return [
    ...prepared(of, course),
    truck.dispatched(on(course.left, around(of, 7))),
    truck.eta(on(course.left, around(of, 8)), on(course.arrived, around(of, 13))),
  ];
}

/** Handed over with all that the customer demands. */
export function handedOver(of: Sale, truck: Truck, at: Instant): readonly Fact[] {
  return [truck.delivered(at, receiverOf(of)), ...truck.proofs(at)];
}

export function billed(of: Sale, at: Instant, filedAt: Instant): readonly Fact[] {
  return [issued(of, at), filed(of, filedAt)];
}

/** Most customers pay about a week after the goods came. */
export function paidOf({ arrived }: Pick<Course, "arrived">): number {
  return arrived + 8;
}

/** Ordered, delivered, proven, billed and filed; whether and when it is paid is not said. */
export function carriedOut(of: Sale, course: Course): readonly Fact[] {
  const { on } = of.moments;
  return [
    ...onRoute(of, course),
    ...handedOver(of, truckOf(of), on(course.arrived, around(of, 12))),
    ...billed(of, on(course.arrived, around(of, 16)), on(course.arrived, around(of, 17))),
  ];
}

/** A whole life without trouble, wherever it is in it at the anchor. */
export function healthy(of: Sale, course: Course): readonly Fact[] {
  return [...carriedOut(of, course), ...paidOn(of, paidOf(course))];
}

/** Paid in full, and applied to its invoice the same day. */
export function paidOn(of: Sale, day: number): readonly Fact[] {
  return settled(of, of.moments.on(day, around(of, 10)));
}

/** Leaves and arrives after the transport system fell silent: the ERP tells of the road. */
export function finishedByHand(of: Sale, course: Course): readonly Fact[] {
  const { on } = of.moments;
  const truck = truckOf(of, { road: "erp" });
  return [
    truck.dispatched(on(course.left, around(of, 7))),
    ...handedOver(of, truck, on(course.arrived, around(of, 12))),
    ...billed(of, on(course.arrived, around(of, 16)), on(course.arrived, around(of, 17))),
    ...paidOn(of, paidOf(course)),
  ];
}
