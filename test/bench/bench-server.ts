import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type Database } from "../../src/db/connect.ts";

/** A PostgreSQL of its own, as Remo starts it: the same binaries, settings and migrations. */
export type BenchServer = {
  /** A new, migrated database; closing it leaves it in place until the server ends. */
  database(name: string, poolSize?: number): Promise<Database>;
  stop(): Promise<void>;
};

export async function startBenchServer(log: (line: string) => void): Promise<BenchServer> {
  const home = await mkdtemp(join(tmpdir(), "remo-bench-"));
  const own = await connect({ home, log });
  return {
    async database(name, poolSize) {
      await own.pool.query(`CREATE DATABASE ${name}`);
      const url = new URL(own.url);
      url.pathname = `/${name}`;
      return connect({ databaseUrl: url.href, home, log: () => undefined, poolSize });
    },
    async stop() {
      await own.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
