import { expect, test } from "vitest";
import { isCommand, parseCommand } from "../../src/app/desk/parse-command.ts";
import { clausesIn, wordsOf } from "../../src/app/desk/typed-words.ts";
import { TASK_IDS, TASKS, VERB_IDS, VERBS } from "../../src/text/verbs.ts";

const asks = (verb: string, word: string, ...words: string[]) => ({ verb, word, words });

test.each([
  ["", asks("help", "ayuda")],
  ["   ", asks("help", "ayuda")],
  ["help", asks("help", "help")],
  ["Ayuda pausar", asks("help", "Ayuda", "pausar")],
  ["status PED-1042", asks("status", "status", "PED-1042")],
  ["ESTADO ped-1042", asks("status", "ESTADO", "ped-1042")],
  ["estado   PED  1042 ", asks("status", "estado", "PED", "1042")],
  ["evidencia ENT-881", asks("evidence", "evidencia", "ENT-881")],
  ["casos mías", asks("cases", "casos", "mías")],
  ["crédito FAC-1 12,300.00", asks("credit", "crédito", "FAC-1", "12,300.00")],
  ["antigüedad", asks("aging", "antigüedad")],
  ["ageing", asks("aging", "ageing")],
  ["por qué PED-1", asks("why", "porque", "PED-1")],
  ["porque PED-1", asks("why", "porque", "PED-1")],
  ["silenciar", asks("silence", "silenciar")],
  ["asignar PED-1 <@U1|Luis Peña>", asks("assign", "asignar", "PED-1", "<@U1|Luis Peña>")],
  ["cliente Bajío &amp; Cía", asks("customer", "cliente", "Bajío", "&", "Cía")],
  ["cliente «Bajío y Cía»", asks("customer", "cliente", "Bajío", "y", "Cía")],
  ["PED-1042", asks("status", "estado", "PED-1042")],
  ["estdo PED-1042", { unknown: "estdo", suggestion: "estado PED-1042" }],
  ["statsu PED-1042", { unknown: "statsu", suggestion: "status PED-1042" }],
  ["clinte Norte", { unknown: "clinte", suggestion: "cliente Norte" }],
  ["cusotmer Norte", { unknown: "cusotmer", suggestion: "customer Norte" }],
  ["silensio", { unknown: "silensio", suggestion: "silencio" }],
  ["cass", { unknown: "cass", suggestion: "casos" }],
  ["hola", { unknown: "hola", suggestion: null }],
])("«%s»", (typed, expected) => {
  expect(parseCommand(typed, "es")).toEqual(expected);
});

test.each([
  ["", true],
  ["estado PED-1042", true],
  ["Comment PED-1042 it left", true],
  ["por qué PED-1042", true],
  ["PED-1042", true],
  ["1042", true],
  ["PED-1042 sale mañana", false],
  ["por favor avisen", false],
  ["estdo PED-1042", false],
  ["ya salió", false],
  ["ok", false],
])("under a card, whether «%s» is said to Remo alone: %s", (typed, expected) => {
  expect(isCommand(typed)).toBe(expected);
});

test("every verb is understood in both languages, by every word of its own", () => {
  const words = VERB_IDS.flatMap((verb) =>
    [...VERBS[verb].es, ...VERBS[verb].en].map((word) => [word, verb] as const),
  );
  expect(words.length).toBeGreaterThan(40);
  for (const [word, verb] of words) expect(parseCommand(word, "en")).toMatchObject({ verb });
  // No word means two things, though both languages may say it alike.
  const meanings = new Set(words.map(([word, verb]) => `${word} ${verb}`));
  expect(new Set(words.map(([word]) => word)).size).toBe(meanings.size);
  expect(TASK_IDS.flatMap((task) => [...TASKS[task]]).toSorted()).toEqual(VERB_IDS.toSorted());
});

test("of two equally near words the reader's language wins", () => {
  expect(parseCommand("cass", "en")).toEqual({ unknown: "cass", suggestion: "cases" });
  expect(parseCommand("cass", "es")).toEqual({ unknown: "cass", suggestion: "casos" });
});

test("a very long line is read up to its limit", () => {
  const parsed = parseCommand(`estado ${"9".repeat(5_000)}`, "es");
  expect("words" in parsed ? parsed.words.join("").length : 0).toBeLessThan(600);
});

test.each([
  [
    "cliente Norte regla evidence-missing hasta viernes motivo inventario hasta tarde",
    {
      head: [],
      customer: ["Norte"],
      rule: ["evidence-missing"],
      until: ["viernes"],
      reason: ["inventario", "hasta", "tarde"],
    },
  ],
  [
    "customer:CLI-9 warehouse:GDL until 2h",
    { head: [], customer: ["CLI-9"], warehouse: ["GDL"], until: ["2h"] },
  ],
  [
    "@luis desde viernes 18:00 hasta lunes",
    { head: ["@luis"], from: ["viernes", "18:00"], until: ["lunes"] },
  ],
  ["@luis from 21/12..4/1", { head: ["@luis"], from: ["21/12"], until: ["4/1"] }],
  ["erp", { head: ["erp"] }],
])("clauses of «%s»", (typed, expected) => {
  expect(clausesIn(wordsOf(typed))).toEqual(expected);
});
