import { createDirectory } from "../../src/app/directory.ts";
import { checkTeamTime } from "../../src/config.ts";
import { parseRemoYaml } from "../../src/remo-yaml.ts";
import type { Clock } from "../../src/app/ports.ts";
import { createEngine, type Engine } from "../../src/compose/engine.ts";
import type { Instant } from "../../src/core/calendar.ts";
import { defaultRules, type RulesFile } from "../../src/core/rules-file.ts";
import type { Database } from "../../src/db/connect.ts";

/** Working hours and policies as they are when remo.yaml says nothing. */
export const USUAL_TIME = checkTeamTime(parseRemoYaml({}, "nothing"), "nothing");

export type TestClock = Clock & { set(now: Instant): void };

export function testClock(start: Instant): TestClock {
  let now = start;
  return { now: () => now, set: (next) => void (now = next) };
}

/** The engine on a test's own database, without chat; a rule that throws fails the test. */
export function engineOn(
  database: Database,
  clock: Clock,
  rules: RulesFile = defaultRules(),
): Engine {
  return createEngine({
    database,
    clock,
    rules,
    weights: {},
    time: USUAL_TIME,
    directory: createDirectory({
      channels: [],
      people: [],
      zone: "America/Mexico_City",
      lang: "es",
    }),
    report: (error) => {
      throw error;
    },
  });
}
