import { defineConfig } from "prisma/config";

// The Prisma CLI would download its schema engine for every command. Generating the client does
// not use it, and Remo applies migrations itself (src/db/migrate.ts), so any executable will do.
process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= process.execPath;

export default defineConfig({
  schema: "schema.prisma",
  migrations: { path: "migrations" },
});
