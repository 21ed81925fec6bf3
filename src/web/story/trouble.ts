import { addHours, type Instant } from "../../core/calendar.ts";
import type { Fact } from "../../core/fact.ts";
import { filed, issued, withdrawn } from "./bills.ts";
import { LATER_HOURS, LIVE_SECONDS } from "./live.ts";
import {
  billed,
  finishedByHand,
  handedOver,
  onRoute,
  paidOn,
  prepared,
  receiverOf,
} from "./life.ts";
import { addressChanged, cancelled, placed, sale } from "./sale.ts";
import { truckOf } from "./trucks.ts";

/** One order that goes wrong; each rule about an order and its delivery fires in one of these. */
type Chapter = (anchor: Instant) => readonly Fact[];

/** Delivered three days ago without proof; the waybill turns up, the rest does not. */
const evidenceMissing: Chapter = (anchor) => {
  const of = sale(anchor, 1042, "bajio", { CAFE: 60, ATUN: 80 });
  const { on, after } = of.moments;
  const truck = truckOf(of);
  return [
    ...onRoute(of, { placed: -9, left: -4, arrived: -3, promised: -2 }),
    truck.delivered(on(-3, "14:10"), receiverOf(of)),
    truck.proof(after(LIVE_SECONDS.waybillArrives), "waybill"),
  ];
};

/** Delivered and proven four days ago, and nobody made the invoice. */
const deliveredNotInvoiced: Chapter = (anchor) => {
  const of = sale(anchor, 1046, "aburra", { CAFE: 20, CHOCOLATE: 40, GALLETA: 27 });
  return [
    ...onRoute(of, { placed: -8, left: -5, arrived: -4, promised: -3 }),
    ...handedOver(of, truckOf(of), of.moments.on(-4, "11:25")),
  ];
};

/** On the long road to the border, silent for more than two days; arrives while one watches. */
const deliveryStuck: Chapter = (anchor) => {
  const of = sale(anchor, 1049, "frontera", { AGUA: 120, JUGO: 40 });
  const { after, hoursAfter } = of.moments;
  return [
    ...prepared(of, { placed: -6, left: -3, arrived: -1, promised: 1 }),
    truckOf(of).dispatched(of.moments.on(-3, "06:30")),
    ...handedOver(of, truckOf(of), after(LIVE_SECONDS.lostTruckArrives)),
    ...billed(of, after(LIVE_SECONDS.lostTruckBilled), hoursAfter(1)),
    ...paidOn(of, 8),
  ];
};

/** Logistics moved the day; the customer was promised a window and knows nothing. */
const deliveryRescheduled: Chapter = (anchor) => {
  const of = sale(anchor, 1051, "tapatia", { CAFE: 12, AGUA: 60, JUGO: 30 });
  const { on, date } = of.moments;
  const course = { placed: -5, left: 3, arrived: 3, promised: 4 };
  return [
    placed(of, on(-5, "09:40"), date(4)),
    truckOf(of).planned(on(-5, "11:15"), date(2)),
    truckOf(of).moved(on(-1, "16:20"), date(3), "El camión de Guadalajara está en el taller"),
    truckOf(of).released(on(2, "16:40")),
    ...finishedByHand(of, course),
  ];
};

/** Cancelled with the truck already out; the driver turns round. */
const cancelledButDispatched: Chapter = (anchor) => {
  const of = sale(anchor, 1052, "chapinero", { CAFE: 18, ARROZ: 30 });
  const { on, after } = of.moments;
  return [
    ...onRoute(of, { placed: -5, left: -1, arrived: 1, promised: 1 }),
    cancelled(of, on(-1, "17:20"), "El cliente cierra la sucursal por remodelación"),
    truckOf(of).returned(after(LIVE_SECONDS.cancelledTruckBack), "Pedido cancelado"),
  ];
};

/** Billed in advance: a day later nothing is with the customer, and only time has passed. */
const invoicedNotDelivered: Chapter = (anchor) => {
  const of = sale(anchor, 1053, "andina", { CAFE: 16, CHOCOLATE: 10 });
  const { on, date } = of.moments;
  const dayBefore = addHours(anchor, LATER_HOURS.earlyInvoiceWaited - 24);
  const truck = truckOf(of, { road: "erp" });
  return [
    placed(of, on(-5, "10:05"), date(3)),
    truck.planned(on(-5, "12:30"), date(2)),
    issued(of, dayBefore),
    filed(of, addHours(dayBefore, 0.2)),
    truck.released(on(1, "16:10")),
    truck.dispatched(on(2, "07:40")),
    ...handedOver(of, truck, on(2, "12:30")),
    ...paidOn(of, 10),
  ];
};

/** A second truck leaves with the same goods; it is called back the next morning. */
const deliveryDuplicated: Chapter = (anchor) => {
  const of = sale(anchor, 1054, "central", { ACEITE: 8, ATUN: 25, GALLETA: 30 });
  const { on, date, after, hoursAfter } = of.moments;
  const second = truckOf(of, { deliveryId: "ENT-920" });
  const back = truckOf(of, { deliveryId: "ENT-920", road: "erp" });
  return [
    ...onRoute(of, { placed: -4, left: -1, arrived: 1, promised: 2 }),
    second.planned(on(-1, "17:05"), date(1)),
    second.released(on(-1, "17:30")),
    second.dispatched(after(LIVE_SECONDS.secondTruckLeaves)),
    ...handedOver(of, truckOf(of), hoursAfter(LATER_HOURS.firstTruckArrives)),
    ...billed(of, hoursAfter(LATER_HOURS.firstTruckBilled), hoursAfter(LATER_HOURS.loadBilled)),
    ...paidOn(of, 8),
    back.returned(on(1, "09:20"), "Salida duplicada"),
  ];
};

/** Promised for tomorrow, expected the day after: at risk as one watches, broken at midnight. */
const promiseSlips: Chapter = (anchor) => {
  const of = sale(anchor, 1055, "bajio", { CAFE: 20, ATUN: 40, GALLETA: 50 });
  const { on, after } = of.moments;
  return [
    ...prepared(of, { placed: -4, left: 0, arrived: 1, promised: 1 }),
    truckOf(of).eta(after(LIVE_SECONDS.etaSlips), on(2, "16:00")),
  ];
};

/** Nobody at the door; the branch sends the truck again the next morning. */
const deliveryFailed: Chapter = (anchor) => {
  const of = sale(anchor, 1057, "setenta", { CAFE: 10, JUGO: 40, ARROZ: 20 });
  const { after } = of.moments;
  return [
    ...onRoute(of, { placed: -4, left: -1, arrived: 0, promised: 3 }),
    truckOf(of).failed(after(LIVE_SECONDS.nobodyAtTheDoor), "Local cerrado, nadie recibe"),
    ...finishedByHand(of, { placed: -4, left: 1, arrived: 1, promised: 3 }),
  ];
};

/** Three boxes short, and billed in full: what to do with the rest decides what to bill. */
const deliveryShort: Chapter = (anchor) => {
  const of = sale(anchor, 1040, "roble", { ACEITE: 20, ATUN: 24 });
  const { on, after, hoursAfter } = of.moments;
  const truck = truckOf(of);
  const arrivesAt = after(LIVE_SECONDS.deliveredShort);
  const arrived = { ...of.basket, ACEITE: 17 };
  // Made out anew for what arrived, three days later.
  const rest = { ...of, invoiceId: "FAC-2310", basket: arrived };
  return [
    ...onRoute(of, { placed: -9, left: -1, arrived: 0, promised: 1 }),
    truck.delivered(arrivesAt, receiverOf(of), arrived),
    ...truck.proofs(arrivesAt),
    ...billed(of, after(LIVE_SECONDS.shortOrderBilled), hoursAfter(1)),
    withdrawn(of, on(3, "11:05"), "Faltante de 3 cajas"),
    ...billed(rest, on(3, "11:20"), on(3, "12:00")),
    ...paidOn(rest, 9),
  ];
};

/** The address changes with the order already in the warehouse's hands. */
const orderChanged: Chapter = (anchor) => {
  const of = sale(anchor, 1061, "central", { ARROZ: 60, JUGO: 45 });
  const { on, date, after } = of.moments;
  const course = { placed: -3, left: 2, arrived: 2, promised: 3 };
  return [
    placed(of, on(-3, "10:15"), date(3)),
    truckOf(of).planned(on(-3, "12:00"), date(2)),
    truckOf(of).released(on(-1, "16:30")),
    addressChanged(of, after(LIVE_SECONDS.addressChanged), "Bodega 4, Zapopan"),
    ...finishedByHand(of, course),
  ];
};

const CHAPTERS: readonly Chapter[] = [
  evidenceMissing,
  deliveredNotInvoiced,
  deliveryStuck,
  deliveryRescheduled,
  cancelledButDispatched,
  invoicedNotDelivered,
  deliveryDuplicated,
  promiseSlips,
  deliveryFailed,
  deliveryShort,
  orderChanged,
];

export function trouble(anchor: Instant): readonly Fact[] {
  return CHAPTERS.flatMap((chapter) => chapter(anchor));
}
