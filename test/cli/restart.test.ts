import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cardsOf, type PageState, pageState, press, quietPage } from "./playground-page.ts";
import { type Ended, type RemoHome, remoHome } from "./remo-home.ts";

const DAY_MS = 86_400_000;
/** Long enough for a story that began again, or a sweep, to show. */
const WATCH_MS = 4_000;

type Watched = { readonly page: PageState; readonly cases: unknown; readonly ended: Ended };

/**
 * One playground on one home: four days in, when the transport system has long fallen silent, it is
 * stopped, and started again.
 */
describe("a second npm start on the same home", () => {
  let home: RemoHome;
  let first: Watched;
  let second: Watched;

  beforeAll(async () => {
    home = await remoHome();
    const running = await home.start();
    for (let day = 0; day < 4; day += 1) await press(running.url, "clock", { advanceMs: DAY_MS });
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

async function openCases(home: RemoHome): Promise<unknown> {
  const { code, out } = await home.run(["cases", "--json"]);
  expect(code).toBe(0);
  return JSON.parse(out);
}
