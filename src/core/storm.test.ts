import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addHours } from "./calendar.ts";
import { type SeenCards, type Weather, weatherAfter } from "./storm.ts";

const SETTINGS = { stormCards: 30, calmMinutes: 5 };
const T0 = "2026-11-18T16:00:00.000Z";
const minutes = (count: number) => addHours(T0, count / 60);
const raging = (lullCame = 0): Weather => ({ phase: "raging", lullAt: T0, lullCame });
const passing = (lullCame = 0): Weather => ({ phase: "passing", lullAt: T0, lullCame });

describe("a storm", () => {
  it.each<[what: string, before: Weather, seen: SeenCards, atMinute: number, after: Weather]>([
    ["rages as it begins", raging(), { fresh: 0, waiting: 31 }, 0, raging()],
    ["counts what comes", raging(3), { fresh: 4, waiting: 31 }, 1, raging(7)],
    ["rages on until the calm is long enough", raging(), { fresh: 0, waiting: 31 }, 4.99, raging()],
    [
      "passes when the calm is long enough",
      raging(30),
      { fresh: 0, waiting: 31 },
      5,
      { phase: "passing", lullAt: minutes(5), lullCame: 0 },
    ],
    [
      "is not disturbed by a few that come meanwhile",
      raging(),
      { fresh: 30, waiting: 31 },
      4,
      raging(30),
    ],
    [
      "begins its calm anew when more come than begin a storm",
      raging(),
      { fresh: 31, waiting: 31 },
      4,
      { phase: "raging", lullAt: minutes(4), lullCame: 0 },
    ],
    [
      "does not pass in the very moment when many come",
      raging(),
      { fresh: 31, waiting: 31 },
      9,
      { phase: "raging", lullAt: minutes(9), lullCame: 0 },
    ],
    ["holds on to half of what begins one", raging(), { fresh: 0, waiting: 15 }, 1, raging()],
    ["passes when fewer are left", raging(), { fresh: 0, waiting: 14 }, 1, passing()],
    ["goes on passing while something waits", passing(), { fresh: 0, waiting: 1 }, 1, passing()],
    [
      "counts anew after each calm",
      passing(20),
      { fresh: 0, waiting: 1 },
      5,
      { phase: "passing", lullAt: minutes(5), lullCame: 0 },
    ],
    ["does not rage again for a few", passing(), { fresh: 30, waiting: 31 }, 1, passing(30)],
    [
      "rages again when as many come as begin one",
      passing(),
      { fresh: 31, waiting: 31 },
      1,
      { phase: "raging", lullAt: minutes(1), lullCame: 0 },
    ],
    [
      "keeps passing when those that came are posted as fast",
      passing(),
      { fresh: 31, waiting: 30 },
      1,
      { phase: "passing", lullAt: minutes(1), lullCame: 0 },
    ],
    [
      "is over when nothing waits",
      passing(),
      { fresh: 0, waiting: 0 },
      1,
      { ...passing(), phase: "over" },
    ],
    [
      "that is over stays so",
      { ...passing(), phase: "over" },
      { fresh: 31, waiting: 31 },
      1,
      { phase: "over", lullAt: minutes(1), lullCame: 0 },
    ],
  ])("%s", (_what, before, seen, atMinute, after) => {
    expect(weatherAfter(before, seen, SETTINGS, minutes(atMinute))).toEqual(after);
  });

  it("rages again only for as many new cards as begin one, whatever comes", () => {
    const look = fc.record({ fresh: fc.nat(60), waiting: fc.nat(60), afterSeconds: fc.nat(60) });
    fc.assert(
      fc.property(fc.array(look, { maxLength: 200 }), (looks) => {
        let weather: Weather = raging();
        let now = T0;
        let came = 0;
        let turns = 0;
        for (const { fresh, waiting, afterSeconds } of looks) {
          now = addHours(now, afterSeconds / 3_600);
          came += fresh;
          const next = weatherAfter(weather, { fresh, waiting }, SETTINGS, now);
          if (weather.phase === "passing" && next.phase === "raging") turns += 1;
          weather = next;
        }
        expect(turns * (SETTINGS.stormCards + 1)).toBeLessThanOrEqual(came);
      }),
    );
  });
});
