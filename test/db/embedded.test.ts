import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Embedded, startEmbedded } from "../../src/db/embedded.ts";

const CHILD = fileURLToPath(new URL("../support/embedded-child.ts", import.meta.url));

let home: string;
const children: ChildProcess[] = [];
const lines: string[] = [];

/** Making a database takes longest: tests that only start and stop one share it. */
function homePer(scope: "test" | "describe"): void {
  const [before, after] = scope === "test" ? [beforeEach, afterEach] : [beforeAll, afterAll];
  before(async () => {
    home = await mkdtemp(join(tmpdir(), "remo-embedded-"));
  });
  after(async () => {
    await rm(home, { recursive: true, force: true });
  });
  afterEach(async () => {
    await Promise.all(children.splice(0).map(kill));
    // Whatever a failed test left running is adopted here, so that it can be ended.
    if (isRunning()) await (await start()).stop();
    lines.length = 0;
  });
}

function start(): Promise<Embedded> {
  return startEmbedded(home, (line) => lines.push(line));
}

async function startChild(): Promise<{ child: ChildProcess; port: number; adopted: boolean }> {
  const child = spawn(process.execPath, [CHILD, home], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  let said = "";
  for await (const chunk of child.stdout ?? []) {
    said += String(chunk);
    if (said.includes("\n")) break;
  }
  return { child, ...(JSON.parse(said) as { port: number; adopted: boolean }) };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}

async function ask(url: string, sql: string): Promise<pg.QueryResultRow[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<pg.QueryResultRow>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function serverProcess(): Promise<number> {
  const text = await readFile(join(home, "postgres", "postmaster.pid"), "utf8");
  return Number(text.split("\n")[0]);
}

function isRunning(): boolean {
  return existsSync(join(home, "postgres", "postmaster.pid"));
}

describe("the embedded PostgreSQL", () => {
  homePer("test");

  it("is made at the first start, safe against power cuts and closed to other machines", async () => {
    const server = await start();
    expect(server.adopted).toBe(false);
    const rows = await ask(
      server.url,
      `SELECT name, setting FROM pg_settings WHERE name IN ('data_checksums', 'fsync',
         'full_page_writes', 'listen_addresses', 'server_encoding', 'synchronous_commit',
         'unix_socket_directories') ORDER BY name`,
    );
    expect(Object.fromEntries(rows.map((row) => [row["name"], row["setting"]]))).toEqual({
      data_checksums: "on",
      fsync: "on",
      full_page_writes: "on",
      listen_addresses: "127.0.0.1",
      server_encoding: "UTF8",
      synchronous_commit: "on",
      unix_socket_directories: "",
    });
    const wrong = new URL(server.url);
    wrong.password = "guess";
    await expect(ask(wrong.href, "SELECT 1")).rejects.toThrow(/password authentication failed/);
    expect((await stat(join(home, "postgres.password"))).mode & 0o777).toBe(0o600);
    await server.stop();
    expect(isRunning()).toBe(false);
  });

  it("survives kill -9 of the process that started it and is adopted with all it was told", async () => {
    const { child, port } = await startChild();
    const pid = await serverProcess();
    await kill(child);
    const server = await start();
    expect(server).toMatchObject({ adopted: true, port });
    expect(await serverProcess()).toBe(pid);
    await ask(server.url, "CREATE TABLE kept AS SELECT 42 AS answer");
    await server.stop();
    const again = await start();
    expect(again).toMatchObject({ adopted: false, port });
    expect(await ask(again.url, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
    await again.stop();
  });

  it("is shared by processes that start at once on an empty home, and ended by the last", async () => {
    const [own, one, other] = await Promise.all([start(), startChild(), startChild()]);
    expect([one.port, other.port]).toEqual([own.port, own.port]);
    expect([own, one, other].filter(({ adopted }) => !adopted)).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith("Making")).length).toBeLessThanOrEqual(1);
    await own.stop();
    expect(isRunning()).toBe(true);
    await kill(one.child);
    const guest = await start();
    expect(guest.adopted).toBe(true);
    await guest.stop();
    expect(isRunning()).toBe(true);
    await kill(other.child);
    await (await start()).stop();
    expect(isRunning()).toBe(false);
  });
});

describe("a database that was made before", () => {
  homePer("describe");

  it("comes back by itself when the server crashes under a process that uses it", async () => {
    const server = await start();
    await ask(server.url, "CREATE TABLE kept AS SELECT 42 AS answer");
    const pid = await serverProcess();
    process.kill(pid, "SIGKILL");
    await expect
      .poll(() => ask(server.url, "SELECT answer FROM kept").catch(() => []), { timeout: 15_000 })
      .toEqual([{ answer: 42 }]);
    expect(await serverProcess()).not.toBe(pid);
    await server.stop();
    expect(isRunning()).toBe(false);
  });

  it("stays down when its administrator ends it", async () => {
    const server = await start();
    process.kill(await serverProcess(), "SIGINT");
    await expect.poll(isRunning, { timeout: 5_000 }).toBe(false);
    expect(lines.filter((line) => line.includes("broke off"))).toEqual([]);
    await server.stop();
    expect(isRunning()).toBe(false);
  });

  it("takes another port when its own is taken, and then keeps that", async () => {
    const server = await start();
    await server.stop();
    const squatter = createServer().listen(server.port, "127.0.0.1");
    await once(squatter, "listening");
    const moved = await start();
    expect(moved.port).not.toBe(server.port);
    await moved.stop();
    squatter.close();
    await once(squatter, "close");
    const again = await start();
    expect(again.port).toBe(moved.port);
    await again.stop();
  });

  it("starts again after a crash of everything, though the left process number is in use", async () => {
    const { child } = await startChild();
    await kill(child);
    process.kill(await serverProcess(), "SIGKILL");
    const file = join(home, "postgres", "postmaster.pid");
    const left = await readFile(file, "utf8");
    await writeFile(file, left.replace(/^\d+/, String(process.pid)));
    const server = await start();
    expect(server.adopted).toBe(false);
    await server.stop();
    expect(isRunning()).toBe(false);
  });

  it("is refused in one sentence while a file or its password is missing or wrong", async () => {
    await (await start()).stop();
    const control = join(home, "postgres", "global", "pg_control");
    await rename(control, `${control}.away`);
    await expect(start()).rejects.toThrow(
      /PostgreSQL cannot start from .*could not find.*: restore/,
    );
    await rename(`${control}.away`, control);

    const file = join(home, "postgres.password");
    const password = await readFile(file, "utf8");
    await rm(file);
    await expect(start()).rejects.toThrow(/password of the embedded database is missing/);
    await writeFile(file, password, { mode: 0o600 });
    const server = await start();
    await writeFile(file, "wrong");
    await expect(start()).rejects.toThrow(/does not take the password in/);
    await writeFile(file, password);
    await server.stop();
  });
});

describe("what a person has to put right is one sentence", () => {
  homePer("test");

  it("a folder that is no database", async () => {
    await mkdir(join(home, "postgres"));
    await writeFile(join(home, "postgres", "PG_VERSION"), "garbage\n");
    await expect(start()).rejects.toMatchObject({
      name: "SetupError",
      message: expect.stringMatching(/is damaged \(no valid PG_VERSION\): restore it/),
    });
  });

  it("a database of another PostgreSQL", async () => {
    await mkdir(join(home, "postgres"));
    await writeFile(join(home, "postgres", "PG_VERSION"), "12\n");
    await expect(start()).rejects.toThrow(/was made by PostgreSQL 12 and this Remo runs/);
  });

  it("a home that cannot be a folder", async () => {
    await writeFile(join(home, "file"), "");
    await expect(startEmbedded(join(home, "file"), () => undefined)).rejects.toThrow(
      /Remo cannot make the folder/,
    );
  });
});
