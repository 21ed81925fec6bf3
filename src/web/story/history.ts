import type { Instant } from "../../core/calendar.ts";
import type { Fact } from "../../core/fact.ts";
import type { CustomerKey } from "./customers.ts";
import type { Basket } from "./goods.ts";
import { type Course, healthy } from "./life.ts";
import { sale } from "./sale.ts";

type Row = readonly [n: number, customer: CustomerKey, basket: Basket, course: Course];

function course(placed: number, left: number, arrived: number, promised: number): Course {
  return { placed, left, arrived, promised };
}

/** Orders that were placed, delivered, proven and billed before the story begins, and paid in time. */
const DONE: readonly Row[] = [
  [1027, "central", { ATUN: 30, AGUA: 60 }, course(-19, -17, -17, -16)],
  [1028, "aburra", { CAFE: 120 }, course(-19, -17, -16, -15)],
  [1030, "tapatia", { AGUA: 90, CAFE: 6 }, course(-17, -15, -15, -14)],
  [1031, "chapinero", { GALLETA: 9 }, course(-16, -14, -14, -13)],
  [1035, "frontera", { CAFE: 24, ATUN: 20 }, course(-14, -11, -10, -10)],
  [1036, "andina", { CAFE: 35, CHOCOLATE: 12 }, course(-13, -11, -11, -10)],
  [1039, "lupita", { CHOCOLATE: 8, GALLETA: 12 }, course(-10, -8, -8, -7)],
  [1041, "tapatia", { JUGO: 70, GALLETA: 20 }, course(-9, -7, -7, -6)],
  [1043, "chapinero", { ARROZ: 24, AGUA: 40 }, course(-8, -6, -6, -5)],
  [1064, "lupita", { JUGO: 24, ARROZ: 12 }, course(-3, -1, -1, 1)],
];

export function history(anchor: Instant): readonly Fact[] {
  return DONE.flatMap(([n, customer, basket, days]) =>
    healthy(sale(anchor, n, customer, basket), days),
  );
}
