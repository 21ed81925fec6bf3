import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RemoHome, remoHome } from "../cli/remo-home.ts";
import { isAbsent, shared } from "../connectors/shared-data.ts";
import { cases, everythingIn, imported } from "./stored.ts";

const OLIST = [shared("olist"), "--map", "src/connectors/files/maps/olist.yaml"];

describe.skipIf(isAbsent("olist"))(
  "Olist at ../shared/data/olist, through the real command",
  () => {
    let home: RemoHome;
    beforeEach(async () => {
      home = await remoHome();
    });
    afterEach(() => home.end());

    it.each([
      ["2018-06-01T00:00:00-03:00", 1_496],
      ["2018-08-01T00:00:00-03:00", 1_610],
    ])(
      "as of %s has %i broken promises, and importing again changes nothing",
      async (asOf, count) => {
        const first = await imported(home, ...OLIST, "--as-of", asOf);
        expect(first).toMatchObject({ facts: 20_892, duplicate: 0, rejected: 0 });
        expect(first.accepted + first.leftOut).toBe(first.facts);
        const broken = await cases(home, "--rule", "promise-broken");
        expect(broken).toHaveLength(count);
        expect(new Set(broken.map(({ group }) => group.id)).size).toBe(count);
        for (const one of broken) {
          expect(one.findings.map(({ rule }) => rule)).toContain("promise-broken");
          expect(one.group.type).toBe("order");
        }

        const before = await everythingIn(home);
        const again = await imported(home, ...OLIST, "--as-of", asOf);
        expect(again).toMatchObject({ accepted: 0, duplicate: first.accepted, rejected: 0 });
        expect(await everythingIn(home)).toEqual(before);
        expect(before["facts"]).toMatch(new RegExp(`^${first.accepted} `));
        expect(home.hasServer()).toBe(false);
      },
      120_000,
    );
  },
);
