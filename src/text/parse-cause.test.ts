import { expect, test } from "vitest";
import { causeIn } from "./parse-cause.ts";
import { textFor } from "./text.ts";

test.each([
  ["es", "PRI", "PRI", null],
  ["es", "pri acordado a 120", "PRI", "acordado a 120"],
  ["es", "precio", "PRI", null],
  ["es", "Precio distinto", "PRI", null],
  ["es", "artículo equivocado", "ITM", null],
  // Several causes are "wrong": then the words are told as they are.
  ["es", "equivocado", "OTH", "equivocado"],
  ["es", "faltaron 3 cajas", "OTH", "faltaron 3 cajas"],
  ["en", "QTY 3 boxes short", "QTY", "3 boxes short"],
  ["en", "quality", "QUA", null],
  ["en", "whatever", "OTH", "whatever"],
] as const)("%s: «%s» is %s", (lang, typed, reasonCode, reason) => {
  const { reasonCode: names } = textFor(lang);
  expect(causeIn(typed.split(" "), names)).toEqual({ reasonCode, reason });
});
