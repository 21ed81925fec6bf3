import { expect, test } from "vitest";
import { parseCommand } from "../../src/app/desk/parse-command.ts";

test.each([
  ["", { verb: "help" }],
  ["   ", { verb: "help" }],
  ["help", { verb: "help" }],
  ["Ayuda", { verb: "help" }],
  ["status PED-1042", { verb: "status", id: "PED-1042" }],
  ["ESTADO ped-1042", { verb: "status", id: "ped-1042" }],
  ["estado   PED  1042 ", { verb: "status", id: "PED 1042" }],
  ["evidencia ENT-881", { verb: "evidence", id: "ENT-881" }],
  ["evidence ENT-881", { verb: "evidence", id: "ENT-881" }],
  ["casos", { verb: "cases", scope: "mine" }],
  ["cases mine", { verb: "cases", scope: "mine" }],
  ["casos mías", { verb: "cases", scope: "mine" }],
  ["casos míos", { verb: "cases", scope: "mine" }],
  ["casos equipo", { verb: "cases", scope: "team" }],
  ["cases TEAM", { verb: "cases", scope: "team" }],
  ["PED-1042", { verb: "status", id: "PED-1042" }],
  ["estado", { missingId: "estado" }],
  ["evidence", { missingId: "evidence" }],
  ["estdo PED-1042", { unknown: "estdo", suggestion: "estado PED-1042" }],
  ["statsu PED-1042", { unknown: "statsu", suggestion: "status PED-1042" }],
  ["evidensia PED-1", { unknown: "evidensia", suggestion: "evidencia PED-1" }],
  ["cass", { unknown: "cass", suggestion: "casos" }],
  ["hola", { unknown: "hola", suggestion: null }],
  ["cliente Norte", { unknown: "cliente", suggestion: null }],
])("«%s»", (typed, expected) => {
  expect(parseCommand(typed, "es")).toEqual(expected);
});

test("of two equally near words the reader's language wins", () => {
  expect(parseCommand("cass", "en")).toEqual({ unknown: "cass", suggestion: "cases" });
  expect(parseCommand("cass", "es")).toEqual({ unknown: "cass", suggestion: "casos" });
});

test("a very long line is read up to its limit", () => {
  const parsed = parseCommand(`estado ${"9".repeat(5_000)}`, "es");
  expect("id" in parsed ? parsed.id.length : 0).toBeLessThan(200);
});
