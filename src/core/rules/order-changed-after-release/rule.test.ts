import { answered, at, did, of, ruleTable } from "../../../../test/support/rule-table.ts";
import { orderChangedAfterRelease } from "./rule.ts";

const order = did("order.placed", "11-10 09:00", { address: "Av. Central 120", ...of(100) });
const released = did("delivery.released", "11-15 08:00");
const moved = did("order.changed", "11-16 10:31", { address: "Bodega 4", requestedBy: "Ana" });

ruleTable(orderChangedAfterRelease, [
  {
    says: "the address changed after the release: logistics must confirm it",
    given: [order, released, moved],
    now: "11-16 10:31",
    finds: [
      {
        subject: "order:PED-1",
        since: at("11-16 10:31"),
        data: {
          address: { before: "Av. Central 120", after: "Bodega 4" },
          quantity: null,
          cancelled: false,
          requestedBy: "Ana",
        },
      },
    ],
    recheckAt: null,
  },
  {
    says: "changed before the release, nobody needs to be told",
    given: [order, did("delivery.released", "11-17 08:00"), moved],
    now: "11-18 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "a truck that left counts as a release",
    given: [order, did("delivery.dispatched", "11-15 08:00"), moved],
    now: "11-18 00:00",
    finds: [{ since: at("11-16 10:31") }],
    recheckAt: null,
  },
  {
    says: "several changes are one question: the first value before, the last one after",
    given: [
      order,
      released,
      moved,
      did("order.changed", "11-16 12:00", { address: "Bodega 5", ...of(80) }),
    ],
    now: "11-18 00:00",
    finds: [
      {
        since: at("11-16 12:00"),
        data: {
          address: { before: "Av. Central 120", after: "Bodega 5" },
          quantity: { before: 100, after: 80 },
        },
      },
    ],
    recheckAt: null,
  },
  {
    says: "confirmed: nothing is left to ask",
    given: [order, released, moved, answered("confirm-change", "11-16 11:00")],
    now: "11-18 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "refused: nothing is left to ask either",
    given: [order, released, moved, answered("refuse-change", "11-16 11:00")],
    now: "11-18 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "a change after the confirmation asks again, and only about itself",
    given: [
      order,
      released,
      moved,
      answered("confirm-change", "11-16 11:00"),
      did("order.changed", "11-16 12:00", { address: "Bodega 5" }),
    ],
    now: "11-18 00:00",
    finds: [{ data: { address: { before: "Bodega 4", after: "Bodega 5" } } }],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: changed there and back",
    given: [
      order,
      released,
      moved,
      did("order.changed", "11-16 12:00", { address: "Av. Central 120" }),
    ],
    now: "11-18 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "cancelled after the release: the warehouse must stop",
    given: [order, released, did("order.cancelled", "11-16 10:00")],
    now: "11-18 00:00",
    finds: [{ since: at("11-16 10:00"), data: { cancelled: true } }],
    recheckAt: null,
  },
  {
    says: "cancelled with the goods on the truck is another rule's",
    given: [
      order,
      did("delivery.dispatched", "11-15 08:00"),
      did("order.cancelled", "11-16 10:00"),
    ],
    now: "11-18 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "reinstated: the cancellation needs no answer",
    given: [
      order,
      released,
      did("order.cancelled", "11-16 10:00"),
      did("order.reinstated", "11-16 11:00"),
    ],
    now: "11-18 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "the released delivery was cancelled: the change reaches nobody",
    given: [order, released, moved, did("delivery.cancelled", "11-16 12:00")],
    now: "11-18 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: the goods were already delivered when it changed",
    given: [order, released, did("delivery.delivered", "11-16 09:00"), moved],
    now: "11-18 00:00",
    finds: [],
    recheckAt: null,
  },
]);
