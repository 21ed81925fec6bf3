import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startEmbedded } from "../../src/db/embedded.ts";

const MAIN = join(import.meta.dirname, "../../src/main.ts");
/** A start that makes its database on a busy machine takes seconds; this long means it hangs. */
const START_LIMIT_MS = 60_000;
const VERB_LIMIT_MS = 60_000;

type Environment = Readonly<Record<string, string>>;

export type Ended = {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
};

type Running = {
  /** Without a slash at its end. */
  readonly url: string;
  /** What it has written to stderr so far. */
  err(): string;
  /** Sends SIGTERM and waits for the end. */
  stop(): Promise<Ended>;
  /** As a crash would end it: nothing is put in order. */
  kill(): Promise<Ended>;
};

type Options = {
  readonly env?: Environment;
  /** What to run in place of this Node and `src/main.ts`. */
  readonly command?: readonly [string, ...string[]];
  /** Sends SIGTERM as soon as this holds. */
  readonly stopWhen?: () => boolean;
};

/** One home of Remo's, and the real command run on it as a process of its own. */
export type RemoHome = {
  readonly path: string;
  /** Runs a verb to its end. */
  run(args: readonly string[], options?: Options): Promise<Ended>;
  /** Runs `remo start` on any free port; answers once it listens, throws when it ends before. */
  start(options?: Options): Promise<Running>;
  /** Whether anything was written to it, but the empty file that a start locks. */
  isTouched(): boolean;
  /** Whether the embedded PostgreSQL of this home runs. */
  hasServer(): boolean;
  /** Ends every process that is left, the embedded PostgreSQL too, and removes the folder. */
  end(): Promise<void>;
};

export async function remoHome(): Promise<RemoHome> {
  const path = await mkdtemp(join(tmpdir(), "remo-home-"));
  const children = new Set<Child>();
  const spawned = (args: readonly string[], { env = {}, command }: Options): Child => {
    const child = spawnRemo(command ?? [process.execPath, MAIN], args, { REMO_HOME: path, ...env });
    children.add(child);
    void child.ended.then(() => children.delete(child));
    return child;
  };
  const hasServer = () => existsSync(join(path, "postgres", "postmaster.pid"));
  return {
    path,
    hasServer,
    isTouched: () => readdirSync(path).some((name) => name !== "serving.lock"),
    async run(args, options = {}) {
      const child = spawned(args, options);
      if (options.stopWhen) await stopWhen(child, options.stopWhen);
      return within(VERB_LIMIT_MS, child.ended, () => `remo ${args.join(" ")} does not end.`);
    },
    async start(options = {}) {
      const child = spawned(["start", "--json"], {
        ...options,
        env: { PORT: "0", ...options.env },
      });
      const url = await within(START_LIMIT_MS, listening(child), () => `no start: ${child.err()}`);
      return {
        url,
        err: child.err,
        async stop() {
          child.process.kill("SIGTERM");
          return within(START_LIMIT_MS, child.ended, () => "It does not stop.");
        },
        kill() {
          child.process.kill("SIGKILL");
          return child.ended;
        },
      };
    },
    async end() {
      for (const child of children) child.process.kill("SIGKILL");
      await Promise.all([...children].map((child) => child.ended));
      // A killed process leaves its server behind: adopted here, it can be ended.
      if (hasServer()) await endServer(path);
      await rm(path, { recursive: true, force: true });
    },
  };
}

type Child = {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  out(): string;
  err(): string;
};

function spawnRemo(
  [file, ...first]: readonly [string, ...string[]],
  args: readonly string[],
  env: Environment,
): Child {
  const child = spawn(file, [...first, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    // Nothing of this run's own settings, but what finding programs and temporary places takes.
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], TMPDIR: tmpdir(), ...env },
  });
  const said = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said.out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said.err += text));
  const ended = once(child, "close").then(() => ({ code: child.exitCode, ...said }));
  return { process: child, ended, out: () => said.out, err: () => said.err };
}

/** Its address, from the JSON that it prints once it listens. */
async function listening(child: Child): Promise<string> {
  let over = false;
  void child.ended.then(() => (over = true));
  while (!over) {
    const url = /"url": "http:\/\/localhost:(\d+)"/.exec(child.out());
    if (url) return `http://127.0.0.1:${url[1]}`;
    await sleep(20);
  }
  throw new Error(`Remo ended before it listened: ${child.err()}`);
}

async function stopWhen(child: Child, isTime: () => boolean): Promise<void> {
  let over = false;
  void child.ended.then(() => (over = true));
  while (!over && !isTime()) await sleep(5);
  child.process.kill("SIGTERM");
}

async function within<T>(limitMs: number, work: Promise<T>, complaint: () => string): Promise<T> {
  const clock = new AbortController();
  const late = sleep(limitMs, undefined, { signal: clock.signal }).then(
    () => Promise.reject(new Error(complaint())),
    () => new Promise<never>(() => undefined),
  );
  try {
    return await Promise.race([work, late]);
  } finally {
    clock.abort();
  }
}

async function endServer(home: string): Promise<void> {
  try {
    await (await startEmbedded(home, () => undefined)).stop();
  } catch (error) {
    // A test may have damaged the folder under the server: then it is ended by its number.
    const file = await readFile(join(home, "postgres", "postmaster.pid"), "utf8").catch(() => "");
    const pid = Number(file.split("\n")[0]);
    if (!Number.isSafeInteger(pid) || pid <= 1) throw error;
    process.kill(pid, "SIGKILL");
  }
}
