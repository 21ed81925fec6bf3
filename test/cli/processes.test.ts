import { once } from "node:events";
import { readFile, rename, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type PageState, pageState } from "./playground-page.ts";
import { type RemoHome, remoHome } from "./remo-home.ts";

/** A drain takes well under a second; what waits for an open page takes as long as the page. */
const QUICKLY_MS = 4_000;

describe("a running Remo", () => {
  let home: RemoHome;
  beforeEach(async () => {
    home = await remoHome();
  });
  afterEach(() => home.end());

  it("told to stop ends with 0 though a page is open, and so does its PostgreSQL", async () => {
    const running = await home.start();
    const streams = await Promise.all(
      ["events", "teams/events"].map((path) =>
        fetch(`${running.url}/playground/api/${path}?user=lucia`),
      ),
    );
    expect(streams.map(({ status }) => status)).toEqual([200, 200]);
    expect(home.hasServer()).toBe(true);
    const told = performance.now();
    const { code } = await running.stop();
    expect(performance.now() - told).toBeLessThan(QUICKLY_MS);
    expect(code).toBe(0);
    expect(home.hasServer()).toBe(false);
    for (const { body } of streams) await body?.cancel().catch(() => undefined);
  }, 60_000);

  it("told to stop while it starts leaves nothing running either", async () => {
    const { code, err } = await home.run(["start"], {
      env: { PORT: "0" },
      stopWhen: home.hasServer,
    });
    expect([code, err.match(/ {4}at .*/g)]).toEqual([0, null]);
    expect(home.hasServer()).toBe(false);
  }, 60_000);

  it("told to stop while it posts ends with 0, and the next one posts the rest once", async () => {
    const stopped = await (await home.start()).stop();
    expect([stopped.code, stopped.err.match(/ {4}at .*/g)]).toEqual([0, null]);
    const next = await home.start();
    await expect
      .poll(async () => rootsOf(await pageState(next.url)).length, { timeout: 20_000 })
      .toBeGreaterThan(20);
    const roots = rootsOf(await pageState(next.url));
    expect(new Set(roots).size).toBe(roots.length);
    expect((await next.stop()).code).toBe(0);
  }, 60_000);

  it("shares its PostgreSQL with verbs beside it, and keeps it when they end", async () => {
    const running = await home.start();
    const [cases, rejected] = await Promise.all([
      home.run(["cases", "--json"]),
      home.run(["rejected", "--json"]),
    ]);
    expect(JSON.parse(cases.out).length).toBeGreaterThan(3);
    expect(JSON.parse(rejected.out)).toEqual([]);
    expect(home.hasServer()).toBe(true);
    expect((await pageState(running.url)).screen.channels.length).toBeGreaterThan(3);
    expect((await running.stop()).code).toBe(0);
    expect(home.hasServer()).toBe(false);
  }, 60_000);
});

/** What stands at the top of each channel, with its channel's name. */
function rootsOf({ screen }: PageState): readonly string[] {
  return screen.channels.flatMap(({ name, messages }) =>
    messages.flatMap(({ thread_ts, text }) =>
      thread_ts === undefined ? [`${name}: ${text}`] : [],
    ),
  );
}

describe("a second playground on the home of a first", () => {
  let home: RemoHome;
  beforeAll(async () => {
    home = await remoHome();
  });
  afterAll(() => home.end());

  it("ends with one sentence, until the first is gone, killed or not", async () => {
    const first = await home.start();
    const second = await home.run(["start"], { env: { PORT: "0" } });
    expect(second).toEqual({
      code: 1,
      out: "",
      err: `Another Remo already serves ${home.path}: stop it, or give this one another folder with REMO_HOME and another port with PORT.\n`,
    });
    await first.kill();
    const third = await home.start();
    expect((await pageState(third.url)).screen.channels.length).toBeGreaterThan(3);
    expect((await third.stop()).code).toBe(0);
  }, 90_000);
});

describe("two verbs at once on an empty home", () => {
  let home: RemoHome;
  beforeAll(async () => {
    home = await remoHome();
  });
  afterAll(() => home.end());

  it("make one database together, and the last one out ends its server", async () => {
    const nothing = { cases: [], rejected: [], outbox: { dead: [], storms: [] } };
    const verbs = Object.keys(nothing);
    const ended = await Promise.all(verbs.map((verb) => home.run([verb, "--json"])));
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(ended.map(({ out }) => JSON.parse(out))).toEqual(Object.values(nothing));
    const made = ended.flatMap(({ err }) => err.match(/^Making a new database/gm) ?? []);
    expect(made).toHaveLength(1);
    expect(home.hasServer()).toBe(false);
  }, 60_000);

  describe("and then what is in their way", () => {
    let squatter: Server;
    let port = "";
    beforeAll(async () => {
      squatter = createServer().listen(0, "127.0.0.1");
      await once(squatter, "listening");
      const address = squatter.address();
      if (address !== null && typeof address === "object") port = String(address.port);
    });
    afterAll(() => void squatter.close());

    it("a taken port is one sentence that names another", async () => {
      const { code, out, err } = await home.run(["start"], { env: { PORT: port } });
      expect([code, out]).toEqual([1, ""]);
      expect(err).toBe(
        `Port ${port} is taken: stop what uses it, or choose another with PORT=${Number(port) + 1} npm start.\n`,
      );
      expect(home.hasServer()).toBe(false);
      expect((await home.run(["cases", "--json"])).out).toBe("[]\n");
    }, 60_000);

    it("is noticed before a database is made", async () => {
      const fresh = await remoHome();
      const { code, err } = await fresh.run(["start"], { env: { PORT: port } });
      expect([code, err]).toEqual([1, expect.stringMatching(/^Port \d+ is taken: .*\.\n$/)]);
      expect(fresh.isTouched()).toBe(false);
      await fresh.end();
    }, 60_000);

    it("a broken data folder is one sentence, and nothing in it is touched", async () => {
      const version = join(home.path, "postgres", "PG_VERSION");
      await rename(version, `${version}.away`);
      await writeFile(version, "garbage\n");
      for (const verb of ["start", "cases"]) {
        const { code, out, err } = await home.run([verb], { env: { PORT: "0" } });
        expect([code, out]).toEqual([1, ""]);
        expect(err).toMatch(/^The database folder .* is damaged \(no valid PG_VERSION\): .*\.\n$/);
      }
      expect(await readFile(version, "utf8")).toBe("garbage\n");
      await rename(`${version}.away`, version);
      expect((await home.run(["cases", "--json"])).out).toBe("[]\n");
    }, 60_000);

    it("a home without its password is one sentence", async () => {
      const password = join(home.path, "postgres.password");
      await rename(password, `${password}.away`);
      const { code, out, err } = await home.run(["start"], { env: { PORT: "0" } });
      expect([code, out]).toEqual([1, ""]);
      expect(err).toMatch(/^The password of the embedded database is missing.*\.\n$/);
      await rename(`${password}.away`, password);
    }, 60_000);
  });
});
