import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    globalSetup: ["test/support/postgres.global.ts"],
    // Two cores, one PostgreSQL: more workers only queue for the same disk.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A second of a busy machine is no second: what comes at all, comes within this.
    expect: { poll: { timeout: 10_000 } },
  },
});
