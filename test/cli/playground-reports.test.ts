import { afterAll, beforeAll, expect, it } from "vitest";
import { type PageState, press, quietPage } from "./playground-page.ts";
import { type RemoHome, remoHome } from "./remo-home.ts";

const DAY_MS = 24 * 3_600_000;

let home: RemoHome;
beforeAll(async () => {
  home = await remoHome();
});
afterAll(() => home.end());

/** In which channels something stands, by a name of its own. */
function channelsWith({ screen }: PageState, text: string): readonly string[] {
  return screen.channels.flatMap(({ name, messages }) =>
    messages.filter(({ blocks }) => JSON.stringify(blocks).includes(text)).map(() => name),
  );
}

const EVERY_TEAM = ["ventas", "logistica", "cobranza", "contraloria", "administracion"];

it("a week later the playground has told of it, once in every channel, in both languages", async () => {
  const running = await home.start();
  const { url } = running;
  expect(channelsWith(await quietPage(url), "Indicadores de la semana")).toEqual([]);
  // Whatever day it is, one Monday at eight is on the way.
  await press(url, "clock", { advanceMs: 7 * DAY_MS });
  const page = await quietPage(url);
  expect(channelsWith(page, "Indicadores de la semana").toSorted()).toEqual(EVERY_TEAM.toSorted());
  expect(channelsWith(page, "Clientes al corriente con crédito")).toEqual(["ventas"]);
  await press(url, "language", { language: "en" });
  const english = await quietPage(url);
  expect(channelsWith(english, "Figures of the week").toSorted()).toEqual(EVERY_TEAM.toSorted());
  expect(channelsWith(english, "Indicadores de la semana")).toEqual([]);

  // The command line tells the same, by the playground's clock and rules.
  const { code, out } = await home.run(["kpi", "--json"]);
  expect(code).toBe(0);
  const { scopes, heldMs } = JSON.parse(out);
  expect(scopes).toMatchObject([
    { legalEntity: "Valle y Sierra Colombia", currency: "COP" },
    { legalEntity: "Valle y Sierra México", currency: "MXN" },
  ]);
  for (const scope of scopes) {
    expect(scope.salesMinor).toBeGreaterThan(0);
    expect(scope.dsoDays).toBeGreaterThan(0);
    expect(scope.onTimeInFull.whole).toBeGreaterThan(3);
  }
  expect(heldMs.logistics).toBeGreaterThan(0);
  expect(await home.run(["kpi", "someday"])).toEqual({
    code: 1,
    out: "",
    err: 'error: "someday" is no period with data: say a month such as 2026-10, or week.\n',
  });
  await running.stop();
}, 180_000);
