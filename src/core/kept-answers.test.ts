import { expect, test } from "vitest";
import { answered, did, orderPicture } from "../../test/support/rule-table.ts";

const placed = did("order.placed", "11-01 09:00");
const waived = answered("waive", "11-02 09:00", {
  rule: "evidence-missing",
  subject: "delivery:ENT-1",
});
/** Ana begins and stops to watch, a minute each time. */
const toggled = Array.from({ length: 300 }, (_, minute) => {
  const [hour, rest] = [Math.floor(minute / 60), minute % 60];
  const wallClock = `11-03 ${10 + hour}:${String(rest).padStart(2, "0")}`;
  return answered(minute % 2 === 0 ? "watch" : "unwatch", wallClock);
});

test("what was answered is not forgotten for a button pressed hundreds of times", () => {
  const { answers } = orderPicture([placed, waived, ...toggled]).order;
  expect(answers[0]).toMatchObject({ action: "waive" });
  expect(answers.at(-1)).toMatchObject({ action: "unwatch" });
  expect(answers).toHaveLength(100);
});

test("of answers that are all different the oldest go", () => {
  const many = Array.from({ length: 120 }, (_, index) =>
    answered("waive", "11-03 10:00", { subject: `delivery:${String(index).padStart(3, "0")}` }),
  );
  const { answers } = orderPicture([placed, waived, ...many]).order;
  expect(answers).toHaveLength(100);
  expect(answers[0]).toMatchObject({ subject: "delivery:020" });
});
