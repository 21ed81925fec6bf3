import { describe, expect, it } from "vitest";
import { addHours, epochMs, type Instant, instantOfWallClock } from "../../src/core/calendar.ts";
import { Fact } from "../../src/core/fact.ts";
import { RULE_IDS } from "../../src/core/rules/index.ts";
import { parseRemoYaml } from "../../src/config.ts";
import { ruleOfKey } from "./keys.ts";
import {
  STORY_REMO,
  STORY_SOURCES,
  STORY_WORKSPACE,
  storyFacts,
} from "../../src/web/story/story.ts";
import { walkThrough } from "./walk.ts";

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

  it("tell of some forty orders in pesos of two countries, none of them absurd", () => {
    const orders = storyFacts(MONDAY).filter((fact) => fact.type === "order.placed");
    expect(orders.length).toBeGreaterThanOrEqual(38);
    expect(orders.length).toBeLessThanOrEqual(44);
    const amounts = Map.groupBy(orders, ({ currency }) => currency);
    const minors = (currency: string) =>
      (amounts.get(currency) ?? []).map(({ totalMinor }) => totalMinor ?? 0);
    expect([...amounts.keys()].toSorted()).toEqual(["COP", "MXN"]);
    expect(Math.min(...minors("MXN"))).toBeGreaterThanOrEqual(8_400_00);
    expect(Math.max(...minors("MXN"))).toBeLessThanOrEqual(184_000_00);
    expect(Math.min(...minors("COP"))).toBeGreaterThanOrEqual(900_000_00);
    expect(Math.max(...minors("COP"))).toBeLessThanOrEqual(48_000_000_00);
  });

  it("keep somebody who watches busy: one thing every 8 to 25 seconds for four minutes", () => {
    const live = storyFacts(MONDAY)
      .map(({ occurredAt }) => (epochMs(occurredAt) - epochMs(MONDAY)) / 1000)
      .filter((seconds) => seconds > 0 && seconds <= 240);
    const moments = [0, ...new Set(live)];
    const gaps = moments.slice(1).map((second, index) => second - (moments[index] ?? 0));
    expect(moments.at(-1)).toBeGreaterThan(225);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(8);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(25);
  });
});

describe("every rule fires exactly once when nobody answers", () => {
  const once = RULE_IDS.toSorted();

  it.each(ANCHORS)("when the playground starts on %s", (_when, anchor) => {
    const walk = walkThrough(anchor, anchor);
    walk.toTheEnd();
    expect([...walk.seen.keys()].map(ruleOfKey).toSorted()).toEqual(once);
  });

  it.each(ANCHORS)("judged all along, when the story's day is %s", (_when, anchor) => {
    const walk = walkThrough(anchor, addHours(anchor, -24 * 30));
    walk.toTheEnd();
    expect([...walk.seen.keys()].map(ruleOfKey).toSorted()).toEqual(once);
  });

  it("at any hour of the day", () => {
    for (let hour = 0; hour < 24; hour += 1) {
      const anchor = addHours(MONDAY, hour + hour / 60);
      const walk = walkThrough(anchor, anchor);
      walk.toTheEnd();
      expect([...walk.seen.keys()].map(ruleOfKey).toSorted()).toEqual(once);
    }
  });

  it("within three days of the anchor", () => {
    for (const [, anchor] of ANCHORS) {
      const walk = walkThrough(anchor, anchor);
      walk.to(addHours(anchor, 72));
      expect([...walk.seen.keys()]).toHaveLength(once.length);
    }
  });
});

describe("what somebody sees", () => {
  it.each(ANCHORS)("the first screen is alive on %s", (_when, anchor) => {
    const open = walkThrough(anchor, anchor).openCases();
    const amounts = open.flatMap((one) => one.findings[0]?.amount ?? []);
    expect(open.map(({ group }) => group.id).toSorted()).toEqual([
      "PED-1042",
      "PED-1046",
      "PED-1049",
      "PED-1051",
      "PED-1052",
    ]);
    expect(new Set(amounts.map(({ currency }) => currency))).toEqual(new Set(["MXN", "COP"]));
    expect(new Set(open.map(({ ball }) => ball.team))).toEqual(
      new Set(["logistics", "collections", "sales"]),
    );
    expect(new Set(open.map(({ findings }) => findings[0]?.severity))).toEqual(
      new Set(["critical", "warning", "notice"]),
    );
  });

  it.each(ANCHORS)("four minutes bring new cases and end others, on %s", (_when, anchor) => {
    const walk = walkThrough(anchor, anchor);
    walk.to(addHours(anchor, 4 / 60));
    const stateOf = (id: string) => walk.caseOf(id)?.state;
    expect(["PED-1040", "PED-1054", "PED-1055", "PED-1057", "PED-1061"].map(stateOf)).toEqual(
      Array(5).fill("open"),
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
    expect(remo.channels.map(({ slack }) => slack)).toEqual(
      STORY_WORKSPACE.channels.map(({ id }) => id),
    );
  });

  it("have somebody in every team, and each team's channel has its people and the bot", () => {
    for (const { team, slack } of remo.channels) {
      const members = STORY_WORKSPACE.channels.find(({ id }) => id === slack)?.members ?? [];
      const own = remo.people.filter(({ teams }) => teams.includes(team));
      expect(own.length).toBeGreaterThanOrEqual(team === "administrator" ? 1 : 2);
      expect(members).toEqual(expect.arrayContaining(own.map((person) => person.slack)));
      expect(members).toContain(STORY_WORKSPACE.botUserId);
    }
    const leads = remo.people.filter(({ roles }) => roles.includes("lead"));
    expect(leads.flatMap(({ teams }) => teams)).toEqual(["sales", "logistics", "collections"]);
    expect(remo.people.filter(({ language }) => language === "en")).toHaveLength(1);
  });
});
