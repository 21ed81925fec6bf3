import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cardsOf, type PageState, pageState, press, quietPage } from "./playground-page.ts";
import { type Ended, type RemoHome, remoHome } from "./remo-home.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const QUARTER_MS = HOUR_MS / 4;
/** Long enough for a story that began again, or a sweep, to show. */
const WATCH_MS = 4_000;

type Watched = { readonly page: PageState; readonly cases: unknown; readonly ended: Ended };

/**
 * One playground on one home: five nights in, when the transport system has long fallen silent, it
 * is stopped, and started again.
 */
describe("a second npm start on the same home", () => {
  let home: RemoHome;
  let first: Watched;
  let second: Watched;

  beforeAll(async () => {
    home = await remoHome();
    const running = await home.start();
    for (let day = 0; day < 4; day += 1) await press(running.url, "clock", { advanceMs: DAY_MS });
    const { nowMs } = await pageState(running.url);
    await press(running.url, "clock", { advanceMs: stillMoment(nowMs) - nowMs });
    await press(running.url, "language", { language: "en" });
    const page = await quietPage(running.url);
    const cases = await openCases(home);
    first = { page, cases, ended: await running.stop() };
    const again = await home.start();
    await sleep(WATCH_MS);
    second = {
      page: await pageState(again.url),
      cases: await openCases(home),
      ended: await again.stop(),
    };
  }, 90_000);
  afterAll(() => home.end());

  it("has had a story to keep, with a source that fell silent", () => {
    expect(cardsOf(first.page).length).toBeGreaterThan(15);
    expect(first.cases).toContainEqual(
      expect.objectContaining({
        group: { type: "source", id: "tms" },
        leading: expect.objectContaining({ rule: "source-silent" }),
      }),
    );
  });

  it("shows the same messages: none doubled, none lost, none rewritten", () => {
    expect(cardsOf(second.page)).toEqual(cardsOf(first.page));
  });

  it("has the same cases, of which none was opened anew", () => {
    expect(second.cases).toEqual(first.cases);
  });

  it("goes on from the hour and in the language where it was left", () => {
    expect(second.page.nowMs).toBeGreaterThanOrEqual(first.page.nowMs);
    expect(second.page.nowMs - first.page.nowMs).toBeLessThan(DAY_MS);
    expect(second.page.language).toBe("en");
  });

  it("ended with success each time, and left no PostgreSQL behind", () => {
    expect([first.ended.code, second.ended.code]).toEqual([0, 0]);
    expect(second.ended.err).toBe("");
    expect(home.hasServer()).toBe(false);
  });
});

/**
 * When nothing falls due by itself, whatever the hour the test runs at: the coming night of the
 * story's teams, which no step of an escalation counts, and half a quarter of an hour off whatever
 * lasts whole quarters since the story began.
 */
function stillMoment(nowMs: number): number {
  const nightMs = (Math.floor(nowMs / DAY_MS) + 1) * DAY_MS + 8 * HOUR_MS;
  return nightMs + (nowMs % QUARTER_MS) + QUARTER_MS / 2;
}

async function openCases(home: RemoHome): Promise<unknown> {
  const { code, out } = await home.run(["cases", "--json"]);
  expect(code).toBe(0);
  return JSON.parse(out);
}
