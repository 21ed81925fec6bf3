/**
 * Writes the migration that leads from the newest one to prisma/schema.prisma:
 * `node test/tools/new-migration.ts add-due-index`. CHECK constraints, partial indexes and
 * collations are added to the file by hand.
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { connect } from "../../src/db/connect.ts";
import { schemaDiff } from "./schema-diff.ts";

const MIGRATIONS = fileURLToPath(new URL("../../prisma/migrations/", import.meta.url));

async function main(name: string | undefined): Promise<number> {
  if (name === undefined || !/^[a-z0-9]+([-_][a-z0-9]+)*$/.test(name)) {
    console.error("Say what the migration does: node test/tools/new-migration.ts add-due-index");
    return 1;
  }
  const sql = await diffFromScratch();
  if (sql === "") {
    console.log("The migrations already produce prisma/schema.prisma: nothing to write.");
    return 0;
  }
  const stamp = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const folder = join(MIGRATIONS, `${stamp}_${name.replaceAll("-", "_")}`);
  await mkdir(folder);
  await writeFile(join(folder, "migration.sql"), `${sql}\n`);
  console.log(`Wrote ${join(folder, "migration.sql")}: read it before you run it.`);
  return 0;
}

/** On a database of its own, so that nothing of the author's is read or changed. */
async function diffFromScratch(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "remo-migration-"));
  try {
    const database = await connect({ home, log: () => undefined });
    try {
      return await schemaDiff(database.url);
    } finally {
      await database.close();
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

process.exitCode = await main(process.argv[2]);
