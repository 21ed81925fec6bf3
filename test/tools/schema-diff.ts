import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { catalogAdapter } from "./catalog-adapter.ts";

const SCHEMA = new URL("../../prisma/schema.prisma", import.meta.url);

const NOTHING_FILTERED = { externalTables: [], externalEnums: [] };

/**
 * The SQL that leads from the database at `url` to prisma/schema.prisma, empty when they agree. What
 * Prisma's language cannot say (CHECK constraints, partial indexes, collations) is not compared.
 */
export function schemaDiff(url: string): Promise<string> {
  return withEngine(url, async (engine, files) => {
    const found = await engine.diff({
      // Not the files but the database that the adapter is connected to.
      from: { tag: "schemaDatasource", files, configDir: dirname(fileURLToPath(SCHEMA)) },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: NOTHING_FILTERED,
    });
    const script = found.stdout ?? "";
    return script.includes("This is an empty migration") ? "" : script.trim();
  });
}

/** What `prisma migrate status` says of the database at `url` and the migrations in `directory`. */
export function migrationStatus(
  url: string,
  directory: URL,
): Promise<engineModule.DiagnoseMigrationHistoryOutput> {
  return withEngine(url, async (engine) => {
    const baseDir = fileURLToPath(directory);
    const entries = await readdir(baseDir, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    const migrationDirectories = await Promise.all(
      names.toSorted().map(async (name) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: {
            tag: "ok" as const,
            value: await readFile(join(baseDir, name, "migration.sql"), "utf8"),
          },
        },
      })),
    );
    return engine.diagnoseMigrationHistory({
      migrationsList: {
        baseDir,
        lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
        shadowDbInitScript: "",
        migrationDirectories,
      },
      optInToShadowDatabase: false,
      filters: NOTHING_FILTERED,
    });
  });
}

async function withEngine<T>(
  url: string,
  work: (engine: engineModule.SchemaEngine, files: engineModule.SchemaContainer[]) => Promise<T>,
): Promise<T> {
  await loadEngine();
  const path = fileURLToPath(SCHEMA);
  const content = await readFile(path, "utf8");
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  try {
    const engine = await engineModule.SchemaEngine.new(
      { datamodels: [[path, content]] },
      () => undefined,
      bindMigrationAwareSqlAdapterFactory(catalogAdapter(pool)),
    );
    const result = await work(engine, [{ path, content }]);
    engine.free();
    return result;
  } finally {
    await pool.end();
  }
}

let loading: Promise<void> | undefined;

/** By hand, because Node still warns about every module that imports WebAssembly by itself. */
function loadEngine(): Promise<void> {
  loading ??= (async () => {
    const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
    const code = await WebAssembly.compile(await readFile(join(folder, "schema_engine_bg.wasm")));
    const { exports } = await WebAssembly.instantiate(code, {
      "./schema_engine_bg.js": { ...engineModule },
    });
    engineModule.__wbg_set_wasm(exports);
    const start = exports["__wbindgen_start"];
    if (typeof start === "function") start();
  })();
  return loading;
}
