import { at, day, did, of, ruleTable } from "../../../../test/support/rule-table.ts";
import { deliveryFailed } from "./rule.ts";

const order = did("order.placed", "11-10 09:00", of(100));
const dispatched = did("delivery.dispatched", "11-16 08:00", of(100));
const failed = did("delivery.failed", "11-16 17:00", { reason: "cerrado" });

ruleTable(deliveryFailed, [
  {
    says: "the attempt failed and nothing is planned",
    given: [order, dispatched, failed],
    now: "11-16 17:00",
    finds: [
      {
        subject: "delivery:ENT-1",
        since: at("11-16 17:00"),
        amount: { minor: 100_000, currency: "MXN" },
        data: { failedAt: at("11-16 17:00"), reason: "cerrado" },
      },
    ],
    recheckAt: null,
  },
  {
    says: "planned again",
    given: [
      order,
      dispatched,
      failed,
      did("delivery.planned", "11-16 18:00", { plannedOn: day("11-18") }),
    ],
    now: "11-17 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "left again without a plan",
    given: [order, dispatched, failed, did("delivery.dispatched", "11-17 08:00")],
    now: "11-18 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "a second failure is a new one",
    given: [
      order,
      dispatched,
      failed,
      did("delivery.dispatched", "11-17 08:00"),
      did("delivery.failed", "11-17 16:00"),
    ],
    now: "11-18 00:00",
    finds: [{ since: at("11-17 16:00"), data: { reason: null } }],
    recheckAt: null,
  },
  {
    says: "another delivery was made for it afterwards",
    given: [
      order,
      dispatched,
      failed,
      did("delivery.planned", "11-17 08:00", { deliveryId: "ENT-2" }),
    ],
    now: "11-18 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "a delivery that existed before the failure is no new attempt",
    given: [
      order,
      dispatched,
      did("delivery.planned", "11-16 08:00", { deliveryId: "ENT-2" }),
      failed,
      did("delivery.dispatched", "11-17 08:00", { deliveryId: "ENT-2" }),
    ],
    now: "11-18 00:00",
    finds: [{ subject: "delivery:ENT-1" }],
    recheckAt: null,
  },
  {
    says: "the goods are back",
    given: [order, dispatched, failed, did("delivery.returned", "11-17 08:00")],
    now: "11-18 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: the driver came back the same evening and delivered",
    given: [order, dispatched, failed, did("delivery.delivered", "11-16 19:00")],
    now: "11-18 00:00",
    finds: [],
    recheckAt: null,
  },
]);
