import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  areForgotten,
  eventText,
  factText,
  maskPeople,
  namesOfPerson,
  renamePerson,
} from "./audit.ts";

const BODY = JSON.stringify({
  reason: 'dijo "sí", "personId":"no soy yo"',
  personId: "ana",
  personName: 'Ana "la jefa" Ruiz',
  delegate: { personId: "luis", by: "eva" },
  amountMinor: 100,
});

describe("the text that is digested", () => {
  test("of a fact has every column of it, and its body last", () => {
    const row = {
      source: "erp",
      externalId: "E-1",
      type: "order.placed",
      subject: "order:PED-1",
      occurredAt: "2026-11-19T10:00:00.000Z",
      recordedAt: "2026-11-19T10:00:05.000Z",
    };
    expect(factText(row, "{}").split("\n")).toEqual(["facts", ...Object.values(row), "{}"]);
  });

  test("of an event has every column of it, and its body last", () => {
    const row = { caseId: "c-1", type: "opened", at: "2026-11-19T10:00:00.000Z" };
    expect(eventText(row, "{}").split("\n")).toEqual(["case_events", ...Object.values(row), "{}"]);
  });
});

describe("people in a body", () => {
  test("are taken out one by one, an id with its name; what somebody typed is never taken for one", () => {
    const { body, names } = maskPeople(BODY);
    expect(names.map((name) => JSON.parse(`[${name}]`))).toEqual([
      ["ana", 'Ana "la jefa" Ruiz'],
      ["luis"],
      ["eva"],
    ]);
    expect(body).toContain('"personId":_,"personName":_,"delegate":{"personId":_,"by":_}');
    expect(body).toContain("no soy yo");
  });

  test("are none in a body that names nobody, which stays as it is", () => {
    expect(maskPeople('{"a":"by"}')).toEqual({ body: '{"a":"by"}', names: [] });
  });

  test("are known by the name after their id", () => {
    expect(namesOfPerson(BODY, "ana")).toEqual(['Ana "la jefa" Ruiz']);
    expect(namesOfPerson(BODY, "luis")).toEqual([]);
  });

  test.each([
    { id: "ana", positions: [1], renamed: { personId: "X", personName: "X" } },
    { id: "luis", positions: [2], renamed: { delegate: { personId: "X", by: "eva" } } },
    { id: "eva", positions: [3], renamed: { delegate: { personId: "luis", by: "X" } } },
    { id: "no soy yo", positions: [], renamed: {} },
  ])("$id is renamed, and nobody else", ({ id, positions, renamed }) => {
    const forgotten = renamePerson(BODY, { id, names: new Set([id]) }, "X");
    expect(forgotten.positions).toEqual(positions);
    expect(JSON.parse(forgotten.body)).toEqual({ ...JSON.parse(BODY), ...renamed });
  });

  test("whatever they are called: each is masked as written, and nobody is left once renamed", () => {
    const told = fc.record({ personId: fc.string(), personName: fc.string(), reason: fc.string() });
    fc.assert(
      fc.property(told, ({ personId, personName, reason }) => {
        const body = JSON.stringify({ personId, personName, reason });
        const pair = [JSON.stringify(personId), JSON.stringify(personName)].join(",");
        expect(maskPeople(body).names).toEqual([pair]);
        const { body: renamed } = renamePerson(body, { id: personId, names: new Set() }, "X");
        expect(JSON.parse(renamed)).toEqual({ personId: "X", personName: "X", reason });
      }),
    );
  });
});

test.each([
  ["person-0123456789ab", true],
  ["person-0123456789abc", false],
  ["person-0123456789a", false],
  ["person-0123456789AB", false],
  ["una person-0123456789ab", false],
])("%s is the name of somebody forgotten or not", (name, is) => {
  expect(areForgotten(JSON.stringify(name), new Set([name]))).toBe(is);
});
