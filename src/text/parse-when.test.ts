import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, endOfDay, instantOf, localDate, startOfDay } from "../core/calendar.ts";
import { createFormat, type Lang } from "./format.ts";
import { instantIn, parseWhen, takeWhen, type When } from "./parse-when.ts";

const ZONE = "America/Mexico_City";
/** Wednesday 18 November 2026, 10:00 in Mexico City. */
const now = "2026-11-18T16:00:00.000Z";
const day = (on: string): When => ({ on, at: null });
/** A wall clock in Mexico City, which is six hours behind all year. */
const at = (on: string, clock: string): When => ({
  on,
  at: new Date(`${on}T${clock}:00-06:00`).toISOString(),
});

test.each<readonly [string, When | null]>([
  ["hoy", day("2026-11-18")],
  ["mañana", day("2026-11-19")],
  ["Pasado mañana", day("2026-11-20")],
  ["today", day("2026-11-18")],
  ["tomorrow", day("2026-11-19")],
  ["day after tomorrow", day("2026-11-20")],
  ["hoy 17:00", at("2026-11-18", "17:00")],
  ["mañana 9:00", at("2026-11-19", "09:00")],
  ["mañana a las 9", at("2026-11-19", "09:00")],
  ["mañana a las 9 de la mañana", at("2026-11-19", "09:00")],
  ["tomorrow at 9", at("2026-11-19", "09:00")],
  ["tomorrow 5pm", at("2026-11-19", "17:00")],
  ["hoy 12 am", at("2026-11-18", "00:00")],
  ["hoy 12 pm", at("2026-11-18", "12:00")],
  ["17:00", at("2026-11-18", "17:00")],
  ["9:00", at("2026-11-19", "09:00")],
  ["viernes", day("2026-11-20")],
  ["el próximo viernes", day("2026-11-20")],
  ["viernes que viene", day("2026-11-20")],
  ["next friday", day("2026-11-20")],
  ["sábado", day("2026-11-21")],
  ["lun", day("2026-11-23")],
  ["mar", day("2026-11-24")],
  ["miércoles", day("2026-11-25")],
  ["miércoles 17:00", at("2026-11-18", "17:00")],
  ["miércoles 9:00", at("2026-11-25", "09:00")],
  ["15/12", day("2026-12-15")],
  ["15/12/2026", day("2026-12-15")],
  ["15/12/26", day("2026-12-15")],
  ["15-12-2026", day("2026-12-15")],
  ["15/1", day("2027-01-15")],
  ["18/11", day("2026-11-18")],
  ["17/11", day("2027-11-17")],
  ["29/2", day("2028-02-29")],
  ["15 dic", day("2026-12-15")],
  ["15 de diciembre", day("2026-12-15")],
  ["15 de diciembre de 2027", day("2027-12-15")],
  ["15 dec", day("2026-12-15")],
  ["december 15", day("2026-12-15")],
  ["15 de setiembre", day("2027-09-15")],
  ["2026-12-01", day("2026-12-01")],
  ["2026-12-01 08:30", at("2026-12-01", "08:30")],
  ["2026-12-01T08:30", at("2026-12-01", "08:30")],
  ["2h", at("2026-11-18", "12:00")],
  ["2 horas", at("2026-11-18", "12:00")],
  ["en 2 horas", at("2026-11-18", "12:00")],
  ["in 90 min", at("2026-11-18", "11:30")],
  ["una hora", at("2026-11-18", "11:00")],
  ["3 días", at("2026-11-21", "10:00")],
  ["3d", at("2026-11-21", "10:00")],
  ["a week", at("2026-11-25", "10:00")],
  ["2 semanas", at("2026-12-02", "10:00")],
  ["", null],
  ["0h", null],
  ["31/2", null],
  ["12/15", null],
  ["2026-13-01", null],
  ["25:00", null],
  ["mañana 9:75", null],
  ["13 pm", null],
  ["15", null],
  ["hola", null],
  ["viernes santo", null],
  ["2h de espera", null],
  ["1999-12-01", null],
])("«%s»", (typed, expected) => {
  expect(parseWhen(typed, { now, zone: ZONE, lang: "es" })).toEqual(expected);
});

test("an abbreviation belongs to its language first", () => {
  const in1 = (typed: string, lang: Lang) => parseWhen(typed, { now, zone: ZONE, lang })?.on;
  expect(in1("sat", "en")).toBe("2026-11-21");
  expect(in1("sat", "es")).toBe("2026-11-21");
  expect(in1("mar", "es")).toBe("2026-11-24");
  expect(in1("5 mar", "en")).toBe("2027-03-05");
});

test("days keep the hour of the wall when the clocks change", () => {
  // Santiago puts the clock back on Saturday 3 April 2027, at midnight.
  const zone = "America/Santiago";
  const said = parseWhen("3 días", { now: "2027-04-02T13:00:00.000Z", zone, lang: "es" });
  expect(said).toEqual({ on: "2027-04-05", at: "2027-04-05T14:00:00.000Z" });
});

test("a day alone is its beginning, its morning or its last minute; an hour stays what it is", () => {
  expect(instantIn(day("2026-11-20"), ZONE, "start")).toBe("2026-11-20T06:00:00.000Z");
  expect(instantIn(day("2026-11-20"), ZONE, "morning")).toBe("2026-11-20T14:00:00.000Z");
  expect(instantIn(day("2026-11-20"), ZONE, "end")).toBe("2026-11-21T05:59:00.000Z");
  expect(instantIn(at("2026-11-20", "17:00"), ZONE, "end")).toBe("2026-11-20T23:00:00.000Z");
});

test("a date is taken from the beginning of a sentence, as long as it goes", () => {
  const take = (text: string) => takeWhen(text.split(" "), { now, zone: ZONE, lang: "es" });
  expect(take("mañana 9:00 inventario anual")).toEqual({
    when: at("2026-11-19", "09:00"),
    rest: ["inventario", "anual"],
  });
  expect(take("15 de diciembre 12,300.00")).toEqual({
    when: day("2026-12-15"),
    rest: ["12,300.00"],
  });
  expect(take("cuando se pueda")).toBeNull();
});

const zones = fc.constantFrom(ZONE, "America/Santiago", "Europe/Madrid", "Asia/Tokyo", "UTC");
const instants = fc
  .integer({ min: Date.parse("2024-01-01"), max: Date.parse("2030-12-31") })
  .map(instantOf);
const langs = fc.constantFrom<Lang>("es", "en");

test("what Remo writes of a coming day, people may type back", () => {
  fc.assert(
    fc.property(
      instants,
      zones,
      langs,
      fc.integer({ min: 0, max: 300 }),
      (moment, zone, lang, n) => {
        const on = addDays(localDate(moment, zone), n);
        const written = createFormat(lang, zone, moment).date(on).split(" ").slice(1).join(" ");
        const o = { now: moment, zone, lang };
        expect(parseWhen(written, o)).toEqual({ on, at: null });
        expect(parseWhen(on, o)).toEqual({ on, at: null });
        const [, month = "", date = ""] = on.split("-");
        expect(parseWhen(`${date}/${month}`, o)?.on).toBe(on);
      },
    ),
  );
});

test("a weekday is within the week to come, and lengths are as long as they say", () => {
  const weekday = fc.constantFrom("lunes", "thursday", "sabado", "sunday");
  fc.assert(
    fc.property(
      instants,
      zones,
      langs,
      weekday,
      fc.integer({ min: 1, max: 500 }),
      (m, zone, lang, w, n) => {
        const o = { now: m, zone, lang };
        const today = localDate(m, zone);
        const on = parseWhen(w, o)?.on ?? "";
        expect(on > today && on <= addDays(today, 7)).toBe(true);
        expect(parseWhen(`${n}h`, o)?.at).toBe(instantOf(Date.parse(m) + n * 3_600_000));
        expect(parseWhen(`${n} días`, o)?.on).toBe(addDays(today, n));
      },
    ),
  );
});

test("whatever is typed, a day that is read exists and its instants are in it", () => {
  const pieces = fc.constantFrom(
    "hoy",
    "mañana",
    "viernes",
    "15",
    "/",
    "12",
    "-",
    "2026",
    "de",
    "diciembre",
    "9:00",
    "pm",
    "a las",
    "h",
    "3",
    " ",
    " ",
    "dias",
  );
  let read = 0;
  fc.assert(
    fc.property(
      fc.array(pieces, { maxLength: 6 }),
      instants,
      zones,
      langs,
      (parts, moment, zone, lang) => {
        const when = parseWhen(parts.join(""), { now: moment, zone, lang });
        if (!when) return;
        read += 1;
        expect(when.on).toMatch(/^20\d\d-\d\d-\d\d$/);
        expect(startOfDay(when.on, zone) < endOfDay(when.on, zone)).toBe(true);
        if (when.at !== null) {
          expect(when.at >= startOfDay(when.on, zone) && when.at < endOfDay(when.on, zone)).toBe(
            true,
          );
        }
      },
    ),
    { numRuns: 3_000, seed: 5 },
  );
  expect(read).toBeGreaterThan(100);
});
