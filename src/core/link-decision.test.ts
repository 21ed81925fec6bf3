import { describe, expect, test } from "vitest";
import { Fact, type FactInput } from "./fact.ts";
import { decideLink } from "./link-decision.ts";
import type { Person } from "./may.ts";

const now = "2026-11-18T16:00:00.000Z";
const person = (id: string): Person => ({ id, name: id, teams: ["sales"], roles: ["member"] });
const ana = person("ana");
const luis = person("luis");

describe("linking", () => {
  const slack = (who: Person | null) => ({ platform: "slack", userId: "U1", person: who }) as const;
  const teams = (who: Person | null) => ({ platform: "teams", userId: "T1", person: who }) as const;
  test.each([
    ["the known one showed the code", slack(ana), teams(null), "teams"],
    ["the known one typed it", teams(null), slack(ana), "teams"],
    ["known on the other platform", slack(null), teams(ana), "slack"],
  ])("%s: the other account becomes theirs", (_what, shown, typed, platform) => {
    const decided = decideLink(shown, typed, now, "k3v9");
    const facts: readonly FactInput[] = "facts" in decided ? decided.facts : [];
    expect(facts.map((fact) => Fact.parse(fact))).toMatchObject([
      {
        type: "account.linked",
        personId: "ana",
        platform,
        account: platform === "teams" ? "T1" : "U1",
      },
    ]);
  });
  test("two people stay two, one stays one, and nobody is nobody", () => {
    expect(decideLink(slack(ana), teams(luis), now, "k3v9")).toEqual({ refused: "two-people" });
    expect(decideLink(slack(ana), teams(ana), now, "k3v9")).toEqual({ refused: "linked-already" });
    expect(decideLink(slack(null), teams(null), now, "k3v9")).toEqual({ refused: "nobody-known" });
  });
});
