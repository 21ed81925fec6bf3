import { describe, expect, test } from "vitest";
import { addHours } from "./calendar.ts";
import { Fact, type Team } from "./fact.ts";
import type { Role } from "./action.ts";
import { decideSilence } from "./office-decisions.ts";
import type { Matcher } from "./people-facts.ts";

const NOW = "2026-11-18T16:00:00.000Z";
const TOMORROW = addHours(NOW, 24);
const NARROW = { customerId: "CLI-9", rule: "promise-broken" };
const TEAMS: readonly Team[] = ["logistics", "sales"];

const asked = (
  roles: readonly Role[],
  teams: readonly Team[],
  matcher: Matcher,
  until = TOMORROW,
) => {
  const person = { id: "luis", name: "Luis Peña", roles, teams };
  return decideSilence(
    { person, matcher, until, teams: TEAMS, reason: " ya se habló " },
    NOW,
    "s1",
  );
};

describe("who may silence what", () => {
  test.each([
    ["anybody involved, one rule of one customer", ["member"], ["sales"], NARROW, "sales"],
    ["a narrower one too", ["member"], ["logistics"], { ...NARROW, warehouse: "N" }, "logistics"],
    [
      "somebody of another team, not even that",
      ["member"],
      ["collections"],
      NARROW,
      "not-your-team",
    ],
    ["a member, no whole rule", ["member"], ["sales"], { rule: "promise-broken" }, "needs-lead"],
    ["a member, no whole customer", ["member"], ["sales"], { customerId: "CLI-9" }, "needs-lead"],
    ["a member, no whole warehouse", ["member"], ["sales"], { warehouse: "N" }, "needs-lead"],
    [
      "nor a rule in a warehouse",
      ["member"],
      ["sales"],
      { rule: "x", warehouse: "N" },
      "needs-lead",
    ],
    ["a controller is no lead", ["controller"], ["controller"], { rule: "x" }, "needs-lead"],
    ["a lead, of whichever team", ["lead"], ["collections"], { rule: "x" }, "collections"],
    ["an administrator", ["admin"], [], { warehouse: "N" }, "administrator"],
  ] as const)("%s", (_who, roles, teams, matcher, outcome) => {
    const decided = asked(roles, teams, matcher);
    expect("refused" in decided ? decided.refused : decided.as).toBe(outcome);
  });
});

test("a silence lasts 30 days at most, and does not end before it begins", () => {
  const until = (hours: number) => asked(["lead"], ["sales"], NARROW, addHours(NOW, hours));
  expect(until(30 * 24)).toHaveProperty("facts");
  expect(until(30 * 24 + 1)).toEqual({ refused: "too-long", days: 30 });
  expect(until(0)).toEqual({ refused: "in-the-past", on: NOW });
});

test("what it makes is a fact with its author, its reason and its end", () => {
  const decided = asked(["member"], ["sales"], NARROW);
  if ("refused" in decided) throw new Error(decided.refused);
  expect(decided.facts.map((fact) => Fact.parse(fact))).toEqual([
    {
      type: "silence.started",
      source: "remo",
      externalId: "s1",
      occurredAt: NOW,
      office: "main",
      silenceId: "s1",
      personId: "luis",
      personName: "Luis Peña",
      matcher: NARROW,
      until: TOMORROW,
      reason: "ya se habló",
    },
  ]);
});
