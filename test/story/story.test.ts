import { describe, expect, it } from "vitest";
import { addHours, epochMs, type Instant, instantOfWallClock } from "../../src/core/calendar.ts";
import { Fact, isByPeople } from "../../src/core/fact.ts";
import type { RuleId } from "../../src/core/rules/index.ts";
import { parseRemoYaml } from "../../src/remo-yaml.ts";
import {
  STORY_REMO,
  STORY_SOURCES,
  STORY_WORKSPACE,
  storyFacts,
} from "../../src/web/story/story.ts";
import { STORY_TENANT } from "../../src/web/story/workspace.ts";
import { spokenOf } from "./keys.ts";
import { type Walk, walkThrough } from "./walk.ts";

const at = (wallClock: string, zone = "America/Mexico_City") => instantOfWallClock(wallClock, zone);
const ANCHORS: readonly (readonly [when: string, anchor: Instant])[] = [
  ["a Monday at nine", at("2026-11-23T09:00:00")],
  ["a Friday at half past eleven at night", at("2026-11-27T23:30:00")],
  ["seconds before midnight", at("2026-11-24T23:59:40")],
  ["midnight", at("2026-11-25T00:00:00")],
  ["noon on New Year's Eve", at("2026-12-31T12:00:00")],
  ["the night the border's clocks go back", at("2026-11-01T00:30:00", "America/Tijuana")],
  ["the hour the border's clocks repeat", "2026-11-01T09:20:00.000Z"],
  ["two days after the border's clocks went back", at("2026-11-03T07:00:00")],
  ["the night the border's clocks go forward", at("2027-03-14T01:59:30", "America/Tijuana")],
  ["two days after the border's clocks went forward", at("2027-03-16T06:15:00")],
  ["a leap day's evening", at("2028-02-29T19:45:00")],
];
const [[, MONDAY] = ["", ""]] = ANCHORS;

describe("the story's facts", () => {
  it("are facts, each told once, in the order in which they happen", () => {
    const facts = storyFacts(MONDAY);
    expect(facts.map((fact) => Fact.parse(fact))).toEqual(facts);
    const names = facts.map(({ source, externalId }) => `${source} ${externalId}`);
    expect(new Set(names).size).toBe(names.length);
    const instants = facts.map(({ occurredAt }) => occurredAt);
    expect(instants).toEqual(instants.toSorted());
    expect(new Set(facts.map(({ source }) => source))).toEqual(new Set(STORY_SOURCES));
  });

  it("have the same names whenever the story begins", () => {
    const namesFrom = (anchor: Instant) =>
      storyFacts(anchor)
        .map(({ source, externalId }) => `${source} ${externalId}`)
        .toSorted();
    for (const [, anchor] of ANCHORS) expect(namesFrom(anchor)).toEqual(namesFrom(MONDAY));
  });

  it("tell of some forty-five orders in pesos of two countries, none of them absurd", () => {
    const orders = storyFacts(MONDAY).filter((fact) => fact.type === "order.placed");
    expect(orders.length).toBeGreaterThanOrEqual(42);
    expect(orders.length).toBeLessThanOrEqual(48);
    const amounts = Map.groupBy(orders, ({ currency }) => currency);
    const minors = (currency: string) =>
      (amounts.get(currency) ?? []).map(({ totalMinor }) => totalMinor ?? 0);
    expect([...amounts.keys()].toSorted()).toEqual(["COP", "MXN"]);
    expect(Math.min(...minors("MXN"))).toBeGreaterThanOrEqual(8_400_00);
    expect(Math.max(...minors("MXN"))).toBeLessThanOrEqual(184_000_00);
    expect(Math.min(...minors("COP"))).toBeGreaterThanOrEqual(900_000_00);
    expect(Math.max(...minors("COP"))).toBeLessThanOrEqual(48_000_000_00);
  });

  it("are few enough to be told before somebody grows impatient", () => {
    expect(storyFacts(MONDAY).length).toBeLessThan(700);
  });

  it("are told by people only where nobody else may tell them, and by people of the story", () => {
    const names = new Map(STORY_WORKSPACE.users.map(({ name, realName }) => [name, realName]));
    for (const fact of storyFacts(MONDAY)) {
      expect(fact.source === "remo").toBe(isByPeople(fact.type));
      if ("personId" in fact) expect(names.get(fact.personId)).toBe(fact.personName);
    }
  });

  it("keep somebody who watches busy: one thing every 8 to 25 seconds for five minutes", () => {
    const live = storyFacts(MONDAY)
      .map(({ occurredAt }) => (epochMs(occurredAt) - epochMs(MONDAY)) / 1000)
      .filter((seconds) => seconds > 0 && seconds <= 300);
    const moments = [0, ...new Set(live)];
    const gaps = moments.slice(1).map((second, index) => second - (moments[index] ?? 0));
    expect(moments.at(-1)).toBeGreaterThan(285);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(8);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(25);
  });
});

/** What each rule speaks of when nobody answers: one thing, or those that a comment explains. */
const SPOKEN_OF: Readonly<Record<RuleId, readonly string[]>> = {
  "promise-infeasible": ["order:PED-1068"],
  "promise-at-risk": ["order:PED-1055"],
  "promise-broken": ["order:PED-1055"],
  "agreement-incomplete": ["order:PED-1073"],
  "credit-limit-exceeded": ["customer:CLI-108"],
  "customer-on-hold": ["order:PED-1070"],
  "order-changed-after-release": ["order:PED-1061"],
  "cancelled-but-dispatched": ["delivery:ENT-891"],
  "delivery-rescheduled": ["delivery:ENT-890"],
  "delivery-stuck": ["delivery:ENT-888"],
  "delivery-failed": ["delivery:ENT-896"],
  "delivery-short": ["order:PED-1040"],
  "delivery-duplicated": ["delivery:ENT-920"],
  "evidence-missing": ["delivery:ENT-881"],
  "evidence-rejected": ["delivery:ENT-908"],
  "delivered-not-invoiced": ["order:PED-1046"],
  "period-not-invoiced": ["agreement:CON-310"],
  "invoiced-not-delivered": ["delivery:ENT-892"],
  // Three boxes short and billed in full; and billed twice.
  "invoice-mismatch": ["order:PED-1040", "order:PED-1063"],
  "invoice-duplicated": ["invoice:FAC-2290"],
  "invoice-not-filed": ["invoice:FAC-2217"],
  "invoice-rejected": ["invoice:FAC-2214"],
  "invoice-disputed": ["invoice:FAC-2215"],
  "credit-note-pending": ["invoice:FAC-2220"],
  "credit-note-unapproved": ["invoice:FAC-2218"],
  "invoice-due-soon": ["invoice:FAC-2207"],
  // Of the customer on hold; by itself; and the one whose promise is broken.
  "invoice-overdue": ["invoice:FAC-2105", "invoice:FAC-2199", "invoice:FAC-2202"],
  "payment-promise-broken": ["invoice:FAC-2199"],
  "payment-short": ["invoice:FAC-2203"],
  "withholding-missing": ["invoice:FAC-2088"],
  "payment-unapplied": ["payment:PAG-4038"],
  "payment-duplicated": ["payment:PAG-4934"],
  "source-silent": ["source:tms"],
};

describe("every rule speaks of what it is for, and of nothing else, when nobody answers", () => {
  it.each(ANCHORS)("when the playground starts on %s", (_when, anchor) => {
    const walk = walkThrough(anchor, anchor);
    walk.toTheEnd();
    expect(spokenOf(walk)).toEqual(SPOKEN_OF);
  });

  it.each(ANCHORS)("judged all along, when the story's day is %s", (_when, anchor) => {
    const walk = walkThrough(anchor, addHours(anchor, -24 * 30));
    walk.toTheEnd();
    expect(spokenOf(walk)).toEqual(SPOKEN_OF);
  });

  it("at any hour of the day", () => {
    for (let hour = 0; hour < 24; hour += 1) {
      const anchor = addHours(MONDAY, hour + hour / 60);
      const walk = walkThrough(anchor, anchor);
      walk.toTheEnd();
      expect(spokenOf(walk)).toEqual(SPOKEN_OF);
    }
  });

  it("within three days of the anchor", () => {
    for (const [, anchor] of ANCHORS) {
      const walk = walkThrough(anchor, anchor);
      walk.to(addHours(anchor, 72));
      expect(spokenOf(walk)).toEqual(SPOKEN_OF);
    }
  });
});

/** Open cards by the channels that show them. */
function cardsByTeam(walk: Walk): Readonly<Record<string, number>> {
  const shown = walk.openCases().flatMap(({ teams }) => teams);
  return Object.fromEntries(
    [...Map.groupBy(shown, (team) => team)].map(([t, of]) => [t, of.length]),
  );
}

describe("what somebody sees", () => {
  it.each(ANCHORS)("the first screen is alive on %s", (_when, anchor) => {
    const open = walkThrough(anchor, anchor).openCases();
    const amounts = open.flatMap((one) => one.findings[0]?.amount ?? []);
    expect(open.map(({ group }) => group.id)).toEqual(
      expect.arrayContaining(["PED-1042", "PED-1046", "PED-1049", "PED-1051", "PED-1052"]),
    );
    expect(new Set(amounts.map(({ currency }) => currency))).toEqual(new Set(["MXN", "COP"]));
    expect(new Set(open.map(({ ball }) => ball.team))).toEqual(
      new Set(["logistics", "collections", "sales", "controller"]),
    );
    expect(new Set(open.map(({ findings }) => findings[0]?.severity))).toEqual(
      new Set(["critical", "warning", "notice"]),
    );
  });

  it.each(ANCHORS)("no channel is flooded on %s: a handful each, and no storm", (_when, anchor) => {
    const walk = walkThrough(anchor, anchor);
    for (const count of Object.values(cardsByTeam(walk))) {
      expect(count).toBeGreaterThanOrEqual(2);
      expect(count).toBeLessThanOrEqual(12);
    }
    walk.to(addHours(anchor, 5 / 60));
    for (const count of Object.values(cardsByTeam(walk))) expect(count).toBeLessThanOrEqual(15);
  });

  it.each(ANCHORS)("five minutes bring new cases and end others, on %s", (_when, anchor) => {
    const walk = walkThrough(anchor, anchor);
    walk.to(addHours(anchor, 5 / 60 + 0.001));
    const stateOf = (id: string) => walk.caseOf(id)?.state;
    const came = ["PED-1040", "PED-1054", "PED-1055", "PED-1057", "PED-1061", "PED-1068"];
    expect([...came, "PED-1045", "PED-1063", "CLI-202"].map(stateOf)).toEqual(
      Array(9).fill("open"),
    );
    expect(["PED-1049", "PED-1052"].map(stateOf)).toEqual(["closed", "closed"]);
    expect(walk.caseOf("PED-1040")?.findings.map((one) => [one.rule, one.foldedUnder])).toEqual([
      ["delivery-short", null],
      ["invoice-mismatch", "delivery-short"],
    ]);
  });
});

describe("the people", () => {
  const remo = parseRemoYaml(STORY_REMO, "the story");

  it("are those of the workspace, and so are the channels", () => {
    expect(remo.people.map(({ slack }) => slack)).toEqual(
      STORY_WORKSPACE.users.map(({ id }) => id),
    );
    expect(remo.channels.flatMap(({ slack }) => slack ?? [])).toEqual(
      STORY_WORKSPACE.channels.map(({ id }) => id),
    );
  });

  it("have somebody in every team, and each team's channel has its people and the bot", () => {
    for (const { team, teams } of remo.channels.filter((one) => one.teams !== undefined)) {
      const channel = STORY_TENANT.channels.find(({ id }) => id === teams);
      const own = remo.people.filter((person) => person.teams.includes(team));
      expect(channel?.members).toEqual(expect.arrayContaining(own.map(({ entra }) => entra)));
    }
    for (const { team, slack } of remo.channels.filter((one) => one.slack !== undefined)) {
      const members = STORY_WORKSPACE.channels.find(({ id }) => id === slack)?.members ?? [];
      const own = remo.people.filter(({ teams }) => teams.includes(team));
      expect(own.length).toBeGreaterThanOrEqual(team === "administrator" ? 1 : 2);
      expect(members).toEqual(expect.arrayContaining(own.map((person) => person.slack)));
      expect(members).toContain(STORY_WORKSPACE.botUserId);
    }
    const leads = remo.people.filter(({ roles }) => roles.includes("lead"));
    const roles = remo.people.flatMap((person) => person.roles);
    expect(roles.filter((role) => role === "director")).toHaveLength(2);
    expect(roles).toContain("manager");
    expect(leads.flatMap(({ teams }) => teams)).toEqual(["sales", "logistics", "collections"]);
    expect(remo.people.filter(({ language }) => language === "en")).toHaveLength(1);
  });
});
