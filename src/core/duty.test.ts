import { describe, expect, test } from "vitest";
import { dutyOrder, nextDutyChange, onDuty, type Rotation, RotationSpec } from "./duty.ts";

const ZONE = "America/Santiago";
/** Turns of a week from Monday 2026-11-02, 08:00 in Santiago (UTC-3 then). */
function rotation(spec: Readonly<Record<string, unknown>> = {}): Rotation {
  const weekly = {
    people: ["ana", "beto", "caro"],
    startsOn: "2026-11-01",
    handOver: { weekday: "mon", time: "08:00" },
  };
  return { ...RotationSpec.parse({ ...weekly, ...spec }), zone: ZONE };
}
const utc = (text: string) => new Date(text).toISOString();

test.each([
  ["the first turn begins on the first such weekday", "2026-11-02T08:00-03:00", "ana"],
  ["until then the one before has it", "2026-11-02T07:59-03:00", "caro"],
  ["a week later it is handed over", "2026-11-09T07:59-03:00", "ana"],
  ["at that very minute", "2026-11-09T08:00-03:00", "beto"],
  ["after the last comes the first", "2026-11-23T08:00-03:00", "ana"],
  ["turns before the start are counted back", "2026-10-20T12:00-03:00", "beto"],
  ["the hour is that of the wall in winter too", "2027-05-31T07:59-04:00", "caro"],
  ["and the hand-over is at eight there", "2027-05-31T08:00-04:00", "ana"],
])("%s", (_, at, person) => {
  expect(onDuty(rotation(), utc(at))).toBe(person);
});

test("turns of other lengths begin on the day they start", () => {
  const short = rotation({ startsOn: "2026-11-03", everyDays: 2, handOver: { time: "20:00" } });
  expect(onDuty(short, utc("2026-11-05T19:59-03:00"))).toBe("ana");
  expect(onDuty(short, utc("2026-11-05T20:00-03:00"))).toBe("beto");
  expect(nextDutyChange(short, utc("2026-11-05T20:00-03:00"))).toBe(utc("2026-11-07T20:00-03:00"));
});

test("an evening that is lived twice brings nobody back", () => {
  // On 7 November 2010 St. John's put the clock back at one minute past midnight.
  const daily = { people: ["ana", "beto"], startsOn: "2010-11-06", everyDays: 1 };
  const absences = [{ person: "caro", from: "2010-11-06", to: "2010-11-06" }];
  const overrides = [
    { person: "caro", from: "2010-11-07T02:30:00.000Z", until: "2010-11-08T00:00:00.000Z" },
  ];
  const spec = { ...daily, handOver: { time: "00:00" } };
  const zone = "America/St_Johns";
  const turns = { ...RotationSpec.parse(spec), zone };
  expect(onDuty(turns, "2010-11-07T02:29:59.999Z")).toBe("ana");
  expect(onDuty(turns, "2010-11-07T02:30:00.000Z")).toBe("beto");
  expect(onDuty(turns, "2010-11-07T02:45:00.000Z")).toBe("beto");
  expect(nextDutyChange(turns, "2010-11-07T02:30:00.000Z")).toBe("2010-11-08T03:30:00.000Z");
  const back = { ...RotationSpec.parse({ ...spec, absences, overrides }), zone };
  expect(onDuty(back, "2010-11-07T02:45:00.000Z")).toBe("caro");
});

describe("somebody absent", () => {
  const away = rotation({
    absences: [
      { person: "ana", from: "2026-11-04", to: "2026-11-05" },
      { person: "beto", from: "2026-11-05", to: "2026-11-30" },
    ],
  });
  test.each([
    ["the day before", "2026-11-03T23:59-03:00", ["ana", "beto", "caro"]],
    ["from local midnight on, the next stands in", "2026-11-04T00:00-03:00", ["beto", "caro"]],
    ["and who comes after, when that one is absent too", "2026-11-05T10:00-03:00", ["caro"]],
    ["the last day is a whole one", "2026-11-05T23:59-03:00", ["caro"]],
    ["then they are back in their turn", "2026-11-06T00:00-03:00", ["ana", "caro"]],
  ])("%s", (_, at, people) => {
    expect(dutyOrder(away, utc(at))).toEqual(people);
  });

  test("changes come where absences begin and end, not where turns pass over who is away", () => {
    expect(nextDutyChange(away, utc("2026-11-02T08:00-03:00"))).toBe(utc("2026-11-04T00:00-03:00"));
    expect(nextDutyChange(away, utc("2026-11-05T10:00-03:00"))).toBe(utc("2026-11-06T00:00-03:00"));
    // Beto's turn on the 9th is Caro's, and so is her own after it.
    expect(nextDutyChange(away, utc("2026-11-09T08:00-03:00"))).toBe(utc("2026-11-23T08:00-03:00"));
  });

  test("a long absence hides no hand-over after it", () => {
    const two = rotation({
      people: ["ana", "beto"],
      absences: [{ person: "beto", from: "2026-11-01", to: "2027-06-01" }],
    });
    expect(nextDutyChange(two, utc("2026-11-02T08:00-03:00"))).toBe(utc("2027-06-07T08:00-04:00"));
  });

  test("when everybody is, nobody is on duty", () => {
    const alone = rotation({
      people: ["ana"],
      absences: [{ person: "ana", from: "2026-12-24", to: "2026-12-26" }],
    });
    const at = utc("2026-12-25T12:00-03:00");
    expect([onDuty(alone, at), dutyOrder(alone, at)]).toEqual([null, []]);
    expect(nextDutyChange(alone, at)).toBe(utc("2026-12-27T00:00-03:00"));
    expect(nextDutyChange(alone, utc("2026-12-27T00:00-03:00"))).toBeNull();
  });
});

describe("an override", () => {
  const [from, until] = [utc("2026-11-04T18:00-03:00"), utc("2026-11-05T08:00-03:00")];
  const swap = { person: "dina", from, until };

  test("puts somebody on duty between two instants, also from outside the rotation", () => {
    const swapped = rotation({ overrides: [swap] });
    expect(onDuty(swapped, utc("2026-11-04T17:59-03:00"))).toBe("ana");
    expect(dutyOrder(swapped, from)).toEqual(["dina", "ana", "beto", "caro"]);
    expect(onDuty(swapped, until)).toBe("ana");
    expect(nextDutyChange(swapped, utc("2026-11-03T00:00-03:00"))).toBe(from);
    expect(nextDutyChange(swapped, from)).toBe(until);
  });

  test("that was added later wins, and one by somebody absent counts for nothing", () => {
    const again = rotation({ overrides: [swap, { ...swap, person: "caro" }] });
    expect(dutyOrder(again, from)).toEqual(["caro", "dina", "ana", "beto"]);
    const away = rotation({
      overrides: [swap],
      absences: [{ person: "dina", from: "2026-11-01", to: "2026-11-30" }],
    });
    expect(onDuty(away, from)).toBe("ana");
  });
});
