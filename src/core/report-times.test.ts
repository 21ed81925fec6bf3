import { expect, test } from "vitest";
import { Digests, lastDueAt, nextDueAt } from "./report-times.ts";

const ZONE = "America/Mexico_City";
const MONDAYS = Digests.parse({});

// 08:00 in Mexico City is 14:00 UTC. 23 November 2026 is a Monday.
test.each([
  [
    "on the hour",
    "2026-11-23T14:00:00.000Z",
    "2026-11-23T14:00:00.000Z",
    "2026-11-30T14:00:00.000Z",
  ],
  [
    "a minute before",
    "2026-11-23T13:59:00.000Z",
    "2026-11-16T14:00:00.000Z",
    "2026-11-23T14:00:00.000Z",
  ],
  [
    "on Sunday night",
    "2026-11-23T05:00:00.000Z",
    "2026-11-16T14:00:00.000Z",
    "2026-11-23T14:00:00.000Z",
  ],
  [
    "in the middle of the week",
    "2026-11-26T01:00:00.000Z",
    "2026-11-23T14:00:00.000Z",
    "2026-11-30T14:00:00.000Z",
  ],
])("Mondays at eight, seen %s", (_says, now, last, next) => {
  expect(lastDueAt(MONDAYS, now, ZONE)).toBe(last);
  expect(nextDueAt(MONDAYS, now, ZONE)).toBe(next);
});

test("another day and hour, in a zone whose clocks change", () => {
  const friday = Digests.parse({ weekday: "fri", hour: 17 });
  const madrid = "Europe/Madrid";
  expect(lastDueAt(friday, "2026-10-24T00:00:00.000Z", madrid)).toBe("2026-10-23T15:00:00.000Z");
  expect(nextDueAt(friday, "2026-10-24T00:00:00.000Z", madrid)).toBe("2026-10-30T16:00:00.000Z");
});
