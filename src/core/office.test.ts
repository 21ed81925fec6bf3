import { describe, expect, test } from "vitest";
import { at, did } from "../../test/support/rule-table.ts";
import { evolveOffice, newOffice, type OfficeState } from "./office.ts";
import type { Fact } from "./fact.ts";

const ANA = { personId: "ana", personName: "Ana" };
const LUIS = { personId: "luis", personName: "Luis" };
const EVA = { personId: "eva", personName: "Eva" };

function office(...facts: readonly Fact[]): OfficeState {
  return facts.reduce(evolveOffice, newOffice("main"));
}

const silenced = (silenceId: string, from: string, until: string, more: object = {}) =>
  did("silence.started", from, {
    silenceId,
    ...ANA,
    matcher: { customerId: "CLI-1" },
    until: at(until),
    ...more,
  });
const worked = (feed: string, from: string, until: string) =>
  did("maintenance.started", from, { feed, ...ANA, until: at(until) });
const took = (team: string, said: string, from: string, until: string) =>
  did("duty.taken", said, { team, ...ANA, onDuty: LUIS, from: at(from), until: at(until) });
const named = (delegate: object, said: string, until: string, by: object = ANA) =>
  did("delegate.named", said, { ...by, delegate, from: at(said), until: at(until) });
const linked = (personId: string, platform: string, account: string, said = "11-01 09:00") =>
  did("account.linked", said, { personId, personName: personId, platform, account });

describe("silences", () => {
  test("are kept with who arranged them, from when, and why", () => {
    expect(office(silenced("S-1", "11-10 09:00", "11-11 09:00")).silences).toEqual([
      {
        id: "S-1",
        matcher: { customerId: "CLI-1" },
        from: at("11-10 09:00"),
        until: at("11-11 09:00"),
        by: ANA,
        reason: null,
      },
    ]);
    const because = { reason: "inventario" };
    const [one] = office(silenced("S-1", "11-10 09:00", "11-11 09:00", because)).silences;
    expect(one?.reason).toBe("inventario");
  });

  test("end by name, and leave the others", () => {
    const both = [
      silenced("S-1", "11-10 09:00", "11-12 09:00"),
      silenced("S-2", "11-10 10:00", "11-12 09:00"),
    ];
    const ended = did("silence.ended", "11-10 11:00", { silenceId: "S-1", ...ANA });
    expect(office(...both, ended).silences.map(({ id }) => id)).toEqual(["S-2"]);
  });

  test("are replaced when told again, and forgotten once they are over", () => {
    const told = office(
      silenced("S-1", "11-10 09:00", "11-10 12:00"),
      silenced("S-2", "11-10 09:00", "11-12 12:00"),
      // S-1 ends at the very instant at which this begins.
      silenced("S-2", "11-10 12:00", "11-20 12:00"),
    );
    expect(told.silences.map(({ id, until }) => [id, until])).toEqual([["S-2", at("11-20 12:00")]]);
  });

  test("are two hundred at most: the oldest give way", () => {
    const many = Array.from({ length: 201 }, (_, i) =>
      silenced(`S-${i}`, "11-10 09:00", "11-20 09:00"),
    );
    const kept = office(...many).silences;
    expect([kept.length, kept[0]?.id, kept.at(-1)?.id]).toEqual([200, "S-1", "S-200"]);
  });
});

describe("maintenance", () => {
  test("is one stretch a feed, and ends with it", () => {
    const told = [
      worked("sap", "11-10 09:00", "11-10 12:00"),
      worked("wms", "11-10 09:00", "11-10 18:00"),
      worked("sap", "11-10 10:00", "11-10 20:00"),
    ];
    expect(office(...told).maintenance).toEqual([
      { feed: "wms", from: at("11-10 09:00"), until: at("11-10 18:00"), by: ANA },
      { feed: "sap", from: at("11-10 10:00"), until: at("11-10 20:00"), by: ANA },
    ]);
    const ended = did("maintenance.ended", "11-10 11:00", { feed: "wms", ...ANA });
    expect(office(...told, ended).maintenance.map(({ feed }) => feed)).toEqual(["sap"]);
  });

  test("that is over is forgotten with the next", () => {
    const told = office(
      worked("sap", "11-10 09:00", "11-10 12:00"),
      worked("wms", "11-10 12:00", "11-10 18:00"),
    );
    expect(told.maintenance.map(({ feed }) => feed)).toEqual(["wms"]);
  });
});

test("who took a duty stands beside the others until it is over", () => {
  const told = [
    took("sales", "11-10 09:00", "11-10 09:00", "11-10 18:00"),
    took("logistics", "11-10 10:00", "11-11 08:00", "11-11 18:00"),
  ];
  expect(office(...told).duty).toEqual([
    { team: "sales", onDuty: LUIS, from: at("11-10 09:00"), until: at("11-10 18:00") },
    { team: "logistics", onDuty: LUIS, from: at("11-11 08:00"), until: at("11-11 18:00") },
  ]);
  const later = took("sales", "11-10 18:00", "11-12 08:00", "11-12 18:00");
  expect(office(...told, later).duty.map(({ team }) => team)).toEqual(["logistics", "sales"]);
});

describe("delegates", () => {
  const both = [
    named(LUIS, "11-10 09:00", "11-20 09:00"),
    named(EVA, "11-10 10:00", "11-20 09:00"),
  ];
  const dismissed = (delegate: object, by: object) =>
    did("delegate.dismissed", "11-10 12:00", { ...by, delegate });

  test("act for whoever named them", () => {
    const from = at("11-10 09:00");
    expect(office(...both).delegations[0]).toEqual({
      of: ANA,
      to: LUIS,
      from,
      until: at("11-20 09:00"),
    });
  });

  test("are dismissed one by one, and only by whoever named them", () => {
    const left = (fact: Fact) => office(...both, fact).delegations.map(({ to }) => to.personId);
    expect(left(dismissed(LUIS, ANA))).toEqual(["eva"]);
    expect(left(dismissed(LUIS, EVA))).toEqual(["luis", "eva"]);
  });

  test("whose time is over are forgotten with the next", () => {
    const told = office(
      named(LUIS, "11-10 09:00", "11-12 09:00"),
      named(EVA, "11-12 09:00", "11-20 09:00", LUIS),
    );
    expect(told.delegations.map(({ of, to }) => [of.personId, to.personId])).toEqual([
      ["luis", "eva"],
    ]);
  });
});

test("a chat account is of one person, the last to link it; a person may have several", () => {
  const told = office(
    linked("ana", "slack", "U1"),
    linked("ana", "teams", "U1"),
    linked("ana", "slack", "U2"),
    linked("eva", "slack", "U1", "11-02 09:00"),
  );
  expect(told.accounts).toEqual([
    { personId: "ana", platform: "teams", account: "U1" },
    { personId: "ana", platform: "slack", account: "U2" },
    { personId: "eva", platform: "slack", account: "U1" },
  ]);
});

test("what is none of the office's business leaves it as it was", () => {
  const before = office(worked("sap", "11-10 09:00", "11-10 12:00"));
  expect(evolveOffice(before, did("order.placed", "11-10 10:00"))).toBe(before);
});
