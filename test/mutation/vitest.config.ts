import { defineConfig } from "vitest/config";

// The tests that exercise the core as it is, without a database: a mutant is judged in a second.
// The property tests try thousands of random histories, and so would each mutant; what only they
// find counts here as survived.
export default defineConfig({
  test: {
    include: ["src/core/**/*.test.ts", "test/view/**/*.test.ts", "test/rules-complete.test.ts"],
    exclude: ["**/*.property.test.ts"],
    isolate: false,
    testTimeout: 30_000,
  },
});
