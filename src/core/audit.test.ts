import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eventText, factText, isPseudonym, maskPeople, renamePeople } from "./audit.ts";

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
  test("are taken out in order; what somebody typed is never taken for one", () => {
    const { body, names } = maskPeople(BODY);
    expect(JSON.parse(`[${names}]`)).toEqual(["ana", 'Ana "la jefa" Ruiz', "luis", "eva"]);
    expect(body).toContain('"personId":_,"personName":_,"delegate":{"personId":_,"by":_}');
    expect(body).toContain("no soy yo");
  });

  test("are none in a body that names nobody, which stays as it is", () => {
    expect(maskPeople('{"a":"by"}')).toEqual({ body: '{"a":"by"}', names: "" });
  });

  test("are renamed one by one, each told with its field", () => {
    const asked: string[] = [];
    const renamed = renamePeople(BODY, (field, name) => {
      asked.push(`${field}=${name}`);
      return `"${name.slice(0, 1)}"`;
    });
    expect(asked).toEqual([
      "personId=ana",
      'personName=Ana "la jefa" Ruiz',
      "personId=luis",
      "by=eva",
    ]);
    expect(JSON.parse(renamed)).toMatchObject({
      reason: 'dijo "sí", "personId":"no soy yo"',
      personId: '"a"',
      delegate: { personId: '"l"', by: '"e"' },
    });
  });

  test("whatever they are called: renaming to the same name changes nothing", () => {
    const told = fc.record({ personId: fc.string(), personName: fc.string(), reason: fc.string() });
    fc.assert(
      fc.property(told, (fields) => {
        const body = JSON.stringify(fields);
        expect(renamePeople(body, (_field, name) => name)).toBe(body);
        const names = JSON.stringify([fields.personId, fields.personName]);
        expect(`[${maskPeople(body).names}]`).toBe(names);
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
])("%s is a pseudonym or not", (name, is) => {
  expect(isPseudonym(name)).toBe(is);
});
