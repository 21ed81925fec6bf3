import { describe, expect, test } from "vitest";
import { REASON_CODES } from "./fact.ts";
import { COUNTRIES, countryOf, localReason, REASON_LISTS } from "./reason-codes.ts";

describe("reason codes", () => {
  test.each(COUNTRIES)(
    "%s has a code for every canonical reason, and says its edition",
    (country) => {
      const { codes, edition, list } = REASON_LISTS[country];
      expect(Object.keys(codes).sort()).toEqual([...REASON_CODES].sort());
      for (const code of Object.values(codes)) expect(code).toMatch(/^\d{1,2}(\/\d{2})?$/);
      expect([edition, list]).not.toContain("");
    },
  );

  test.each([
    ["the currency's own country", "MXN", null, {}, "MX"],
    ["pesos of Colombia", "COP", null, {}, "CO"],
    ["soles", "PEN", null, {}, "PE"],
    ["a currency without a list", "USD", null, {}, null],
    ["what is said of a currency", "USD", null, { USD: "PE" }, "PE"],
    ["what is said of a legal entity comes first", "USD", "LIMA", { USD: "MX", LIMA: "PE" }, "PE"],
    ["another legal entity", "MXN", "CDMX", { LIMA: "PE" }, "MX"],
  ] as const)("%s", (_says, currency, legalEntity, setting, expected) => {
    expect(countryOf({ currency, legalEntity }, setting)).toBe(expected);
  });

  test("codes are those of the published lists", () => {
    expect(localReason("QTY", "CO")).toEqual({ list: "DIAN", code: "1" });
    expect(localReason("PRI", "CO")).toEqual({ list: "DIAN", code: "4" });
    expect(localReason("DEL", "MX")).toEqual({ list: "CFDI", code: "01" });
    expect(localReason("QUA", "MX")).toEqual({ list: "CFDI", code: "03" });
    expect(localReason("REC", "PE")).toEqual({ list: "SUNAT", code: "02" });
    expect(localReason("QTY", null)).toBeNull();
  });
});
