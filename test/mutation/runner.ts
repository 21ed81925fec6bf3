import { globSync } from "node:fs";
import { registerHooks } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { MutantCoverage } from "@stryker-mutator/api/core";
import { declareFactoryPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import {
  determineHitLimitReached,
  type DryRunResult,
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import { type Collected, collect, collected } from "./suite.ts";

/** What the code that Stryker instrumented reads and writes. */
type Instrumented = {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  mutantCoverage?: MutantCoverage;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
};

const FILES = ["src/core/**/*.test.ts", "test/view/*.test.ts", "test/subscribers/settings.test.ts"];
const SUITE = new URL("suite.ts", import.meta.url).href;

/** Property tests try hundreds of histories, and so would each mutant: they are left out. */
function testFiles(): readonly string[] {
  const files = globSync(FILES).filter((name) => !name.endsWith(".property.test.ts"));
  return files.toSorted();
}

/** The state that instrumented code keeps on the global object. */
function instrumented(): Instrumented {
  const all = globalThis as { __stryker__?: Instrumented };
  all.__stryker__ ??= {};
  return all.__stryker__;
}

/** The tests import vitest: they get the suite, which collects them without a worker of its own. */
function collectForVitest(): void {
  registerHooks({
    resolve(specifier, context, next) {
      const asked = specifier === "vitest" && context.parentURL !== SUITE;
      return asked ? { url: SUITE, shortCircuit: true } : next(specifier, context);
    },
  });
}

function idOf({ file, name }: Collected): string {
  return `${file}#${name}`;
}

async function run(one: Collected): Promise<TestResult> {
  const startedAt = performance.now();
  const told = { id: idOf(one), name: one.name, fileName: resolve(one.file) };
  try {
    await one.body();
    return { ...told, status: TestStatus.Success, timeSpentMs: performance.now() - startedAt };
  } catch (error) {
    const failureMessage = error instanceof Error ? error.message : String(error);
    const timeSpentMs = performance.now() - startedAt;
    return { ...told, status: TestStatus.Failed, failureMessage, timeSpentMs };
  }
}

/**
 * Runs the tests in the process that loaded them: a mutant costs the milliseconds of its tests, and
 * not a worker that imports everything again. Modules stay loaded from one mutant to the next, so
 * it must not be used for those that remember what they computed.
 */
class InProcessRunner implements TestRunner {
  capabilities() {
    // A mutant is active only while its tests run, so nothing has to be loaded again for the next.
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    collectForVitest();
    for (const name of testFiles()) await collect(name, pathToFileURL(resolve(name)).href);
  }

  async dryRun(): Promise<DryRunResult> {
    const state = instrumented();
    const tests: TestResult[] = [];
    for (const one of collected) {
      state.currentTestId = idOf(one);
      tests.push(await run(one));
    }
    state.currentTestId = undefined;
    const { mutantCoverage } = state;
    return {
      status: DryRunStatus.Complete,
      tests,
      ...(mutantCoverage ? { mutantCoverage } : {}),
    };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const state = instrumented();
    const { activeMutant, testFilter, hitLimit } = options;
    const wanted = testFilter && new Set(testFilter);
    Object.assign(state, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    const tests: TestResult[] = [];
    for (const one of collected) {
      if (wanted && !wanted.has(idOf(one))) continue;
      const result = await run(one);
      tests.push(result);
      if (result.status === TestStatus.Failed && !options.disableBail) break;
    }
    state.activeMutant = undefined;
    const stuck = determineHitLimitReached(state.hitCount, hitLimit);
    return toMutantRunResult(stuck ?? { status: DryRunStatus.Complete, tests });
  }
}

export const strykerPlugins = [
  declareFactoryPlugin(PluginKind.TestRunner, "in-process", () => new InProcessRunner()),
];
