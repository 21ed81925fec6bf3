import { createDirectory } from "../../src/app/directory.ts";
import type { Channel, Clock, Directory } from "../../src/app/ports.ts";
import { createEngine, type Engine } from "../../src/compose/engine.ts";
import { defaultRules } from "../../src/core/rules-file.ts";
import { USUAL_TIME } from "../support/engine.ts";
import type { Database } from "../../src/db/connect.ts";

export const ZONE = "America/Mexico_City";
export const PERSON = "UBENCH";

/** Three teams with a channel each, and one person to ask. */
export function benchDirectory(): Directory {
  const channel = (team: Channel["team"], id: string): Channel => ({
    platform: "slack",
    id,
    team,
    lang: "es",
  });
  return createDirectory({
    channels: [
      channel("sales", "CSALES"),
      channel("logistics", "CLOGISTICS"),
      channel("collections", "CCOLLECTIONS"),
    ],
    people: [
      {
        id: "bench",
        name: "Ana Ruiz",
        teams: ["logistics"],
        roles: [],
        accounts: { slack: PERSON },
        lang: "es",
      },
    ],
    zone: ZONE,
    lang: "es",
  });
}

/** The real engine with the default rules; a rule that throws ends the bench. */
export function benchEngine(database: Database, clock: Clock): Engine {
  return createEngine({
    database,
    clock,
    directory: benchDirectory(),
    rules: defaultRules(),
    weights: {},
    time: USUAL_TIME,
    report: (error) => {
      throw error;
    },
  });
}
