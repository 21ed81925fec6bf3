import { expect, test } from "vitest";
import { answered, at, did, of, orderPicture } from "../../../test/support/rule-table.ts";
import type { Fact } from "../fact.ts";
import { quantityChanges, shortageOf } from "./shortage.ts";

type Fields = Readonly<Record<string, unknown>>;
const order = did("order.placed", "11-02 09:00", of(10));
const bare = did("order.placed", "11-02 09:00");
const sent = (quantity: number, more: Fields = {}) =>
  did("delivery.dispatched", "11-03 08:00", { ...of(quantity), ...more });
const arrived = (lines: Fields, more: Fields = {}, wall = "11-03 12:00") =>
  did("delivery.delivered", wall, { ...lines, ...more });
const second = { deliveryId: "ENT-2" };
const credited = (quantity: number, wall = "11-05 09:00") =>
  did("invoice.credited", wall, { totalMinor: 1, ...of(quantity) });
const issued = did("invoice.issued", "11-03 13:00", { totalMinor: 1_000, ...of(10) });
const said = (action: string, wall: string, more: Fields = {}) =>
  answered(action, wall, { rule: "delivery-short", ...more });

test.each<[string, readonly Fact[], number | null, string | null]>([
  ["nothing arrived", [order, sent(8)], null, null],
  ["all arrived", [order, sent(10), arrived(of(10))], null, null],
  ["less arrived than was sent", [bare, sent(10), arrived(of(8))], 2, "11-03 12:00"],
  ["more arrived than was sent", [bare, sent(8), arrived(of(10))], null, null],
  ["it was said to be short", [bare, arrived(of(8, { shortQuantity: 2 }))], 2, "11-03 12:00"],
  [
    "some was rejected",
    [bare, arrived(of(8, { shortQuantity: 2, rejectedQuantity: 1 }))],
    3,
    "11-03 12:00",
  ],
  [
    "the gap is larger than what was said",
    [bare, sent(10), arrived(of(7, { shortQuantity: 2 }))],
    3,
    "11-03 12:00",
  ],
  ["the source told no quantities", [bare, sent(10), arrived({})], null, null],
  [
    "two deliveries were short",
    [bare, sent(10), arrived(of(8)), sent(5, second), arrived(of(4), second, "11-03 15:00")],
    3,
    "11-03 15:00",
  ],
  [
    "another delivery was planned for the rest",
    [bare, sent(10), arrived(of(8)), did("delivery.planned", "11-04 09:00", second)],
    null,
    null,
  ],
  [
    "another delivery was planned before",
    [bare, did("delivery.planned", "11-02 10:00", second), sent(10), arrived(of(8))],
    2,
    "11-03 12:00",
  ],
  [
    "it was annulled",
    [bare, sent(10), arrived(of(8)), did("delivery.cancelled", "11-04 09:00")],
    null,
    null,
  ],
  [
    "somebody said what becomes of the rest",
    [bare, sent(10), arrived(of(8)), said("bill-delivered", "11-04 09:00")],
    null,
    null,
  ],
  [
    "somebody said so of the delivery before",
    [bare, sent(10), said("bill-delivered", "11-03 11:00"), arrived(of(8))],
    2,
    "11-03 12:00",
  ],
  [
    "somebody said so of another rule",
    [bare, sent(10), arrived(of(8)), said("bill-delivered", "11-04 09:00", { rule: "x" })],
    2,
    "11-03 12:00",
  ],
  ["it was credited since", [bare, issued, sent(10), arrived(of(8)), credited(2)], null, null],
  ["less was credited", [bare, issued, sent(10), arrived(of(8)), credited(1)], 2, "11-03 12:00"],
  [
    "it was credited before",
    [bare, issued, sent(10), credited(2, "11-03 11:00"), arrived(of(8))],
    2,
    "11-03 12:00",
  ],
  ["less was sent than was ordered", [order, sent(7), arrived(of(7))], 3, "11-03 12:00"],
  ["the rest is on its way", [order, sent(7), arrived(of(7)), sent(3, second)], null, null],
  [
    "the rest was announced",
    [order, sent(7, of(7, { backorderQuantity: 3 })), arrived(of(7))],
    null,
    null,
  ],
  [
    "less than the rest was announced",
    [order, sent(7, of(7, { backorderQuantity: 2 })), arrived(of(7))],
    1,
    "11-03 12:00",
  ],
  [
    "the delivery of the rest was cancelled",
    [
      order,
      sent(7),
      arrived(of(7)),
      sent(3, second),
      did("delivery.cancelled", "11-04 09:00", second),
    ],
    3,
    "11-04 09:00",
  ],
  [
    "more was ordered afterwards",
    [order, sent(10), arrived(of(10)), did("order.changed", "11-04 09:00", of(12))],
    2,
    "11-04 09:00",
  ],
  [
    "something else was changed afterwards",
    [order, sent(7), arrived(of(7)), did("order.changed", "11-04 09:00", { address: "Dos" })],
    3,
    "11-03 12:00",
  ],
  [
    "somebody had answered for a part of it",
    [
      order,
      sent(8),
      arrived(of(7)),
      said("bill-delivered", "11-03 13:00"),
      did("order.changed", "11-04 09:00", of(12)),
    ],
    4,
    "11-04 09:00",
  ],
  [
    "what never comes was credited",
    [order, issued, sent(7), arrived(of(7)), credited(3)],
    null,
    null,
  ],
  [
    "some never comes, and some of what came was short",
    [order, sent(8), arrived(of(7, { shortQuantity: 1 }))],
    3,
    "11-03 12:00",
  ],
])("where %s", (_what, facts, quantity, since) => {
  const expected = quantity === null ? null : { quantity, since: since && at(since) };
  expect(shortageOf(orderPicture(facts))).toEqual(expected);
});

test("an order's quantity changed when its lines did", () => {
  const moved = did("order.changed", "11-04 09:00", { address: "Dos" });
  const more = did("order.changed", "11-05 09:00", of(12));
  expect(quantityChanges(orderPicture([order, moved, more]).order)).toEqual([at("11-05 09:00")]);
});
