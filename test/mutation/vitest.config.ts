import { defineConfig } from "vitest/config";

// The tests that work out days and hours, without a database. The property tests try thousands of
// random histories, and so would each mutant: what only they find counts here as survived.
export default defineConfig({
  test: {
    include: ["src/core/*.test.ts"],
    exclude: ["**/*.property.test.ts"],
    isolate: false,
    testTimeout: 30_000,
  },
});
