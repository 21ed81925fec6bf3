import { at, did, of, ruleTable } from "../../../../test/support/rule-table.ts";
import { cancelledButDispatched } from "./rule.ts";

const order = did("order.placed", "11-10 09:00", of(100));
const cancelled = did("order.cancelled", "11-16 10:00", { reason: "duplicado" });
const dispatched = did("delivery.dispatched", "11-16 08:00", { carrier: "Norte", ...of(50) });

ruleTable(cancelledButDispatched, [
  {
    says: "cancelled with the truck on its way: stop it",
    given: [order, dispatched, cancelled],
    now: "11-16 10:00",
    finds: [
      {
        subject: "delivery:ENT-1",
        since: at("11-16 10:00"),
        amount: { minor: 50_000, currency: "MXN" },
        data: { carrier: "Norte", deliveredAt: null, cancelReason: "duplicado" },
      },
    ],
    recheckAt: null,
  },
  {
    says: "dispatched although it was cancelled before: since it left",
    given: [order, cancelled, did("delivery.dispatched", "11-17 08:00")],
    now: "11-18 00:00",
    finds: [{ since: at("11-17 08:00"), amount: { minor: 100_000 } }],
    recheckAt: null,
  },
  {
    says: "delivered although cancelled, even where no dispatch was told",
    given: [order, cancelled, did("delivery.delivered", "11-17 12:00")],
    now: "11-18 00:00",
    finds: [{ since: at("11-17 12:00"), data: { deliveredAt: at("11-17 12:00") } }],
    recheckAt: null,
  },
  {
    says: "two trucks are two findings",
    given: [
      order,
      cancelled,
      dispatched,
      did("delivery.dispatched", "11-16 09:00", { deliveryId: "ENT-2" }),
    ],
    now: "11-18 00:00",
    finds: [{ subject: "delivery:ENT-1" }, { subject: "delivery:ENT-2" }],
    recheckAt: null,
  },
  {
    says: "nothing left the warehouse",
    given: [order, cancelled, did("delivery.released", "11-16 08:00")],
    now: "11-18 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "the goods are back",
    given: [order, dispatched, cancelled, did("delivery.returned", "11-17 08:00")],
    now: "11-18 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "only a part came back after the delivery: the rest is still out",
    given: [
      order,
      dispatched,
      cancelled,
      did("delivery.delivered", "11-16 12:00", of(50)),
      did("delivery.returned", "11-17 08:00", of(20)),
    ],
    now: "11-18 00:00",
    finds: [{ subject: "delivery:ENT-1" }],
    recheckAt: null,
  },
  {
    says: "the attempt failed, but the goods are still out",
    given: [order, dispatched, cancelled, did("delivery.failed", "11-16 12:00")],
    now: "11-18 00:00",
    finds: [{ subject: "delivery:ENT-1" }],
    recheckAt: null,
  },
  {
    says: "reinstated: the truck may go on",
    given: [order, dispatched, cancelled, did("order.reinstated", "11-16 11:00")],
    now: "11-18 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "the truck was called back",
    given: [order, dispatched, cancelled, did("delivery.cancelled", "11-16 11:00")],
    now: "11-18 00:00",
    finds: [],
    recheckAt: null,
  },
]);
