import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "../../src/db/embedded.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The home of the PostgreSQL that the test files of one run share. */
    databaseHome: string;
  }
}

let home = "";

/** Makes the place; the first test that asks for a database starts the server. */
export async function setup(project: TestProject): Promise<void> {
  home = await mkdtemp(join(tmpdir(), "remo-test-"));
  project.provide("databaseHome", home);
}

export async function teardown(): Promise<void> {
  if (existsSync(join(home, "postgres"))) {
    const server = await startEmbedded(home, () => undefined);
    await endOtherSessions(server.url);
    await server.stop();
  }
  await rm(home, { recursive: true, force: true });
}

/** A worker that has not ended yet must not keep the server alive. */
async function endOtherSessions(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
  );
  await client.end();
}
