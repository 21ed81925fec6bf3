import { describe, expect, it } from "vitest";
import {
  decodeCase,
  decodePress,
  encodePress,
  parseForm,
} from "../../src/chat/teams/press-data.ts";

const AT = "2026-11-22T21:00:00.000Z";
const press = { a: "refuse-change", c: "c1", f: "~abc", at: AT };

describe("a button's data", () => {
  it("comes back as the press it was", () => {
    const finding = `order-changed-after-release|order:${"P".repeat(128)}|${AT}`;
    const data = encodePress({ action: "refuse-change", caseId: "c1", finding }, AT);
    const back = decodePress(JSON.parse(JSON.stringify(data)));
    expect(back).toEqual({ action: "refuse-change", caseId: "c1", finding: data.f, shownAt: AT });
    expect(data.f).toMatch(/^~[0-9a-z]{1,13}$/);
    // Drawn again from what it carried, it stays the same.
    expect(encodePress({ ...press, action: press.a, caseId: "c1", finding: data.f }, AT)).toEqual(
      data,
    );
  });

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a text", JSON.stringify(press)],
    ["a list", [press]],
    ["another bot's data", { action: "approve" }],
    ["an action of another version", { ...press, a: "drop-tables" }],
    ["an inherited name as action", { ...press, a: "toString" }],
    ["no case", { ...press, c: "" }],
    ["a case that is no text", { ...press, c: 7 }],
    ["an endless case", { ...press, c: "c".repeat(201) }],
    ["no finding at all", { a: press.a, c: press.c, at: AT }],
    ["an empty finding", { ...press, f: "" }],
    ["no instant", { a: press.a, c: press.c, f: null }],
    ["an instant that is none", { ...press, at: "yesterday" }],
    ["a day for an instant", { ...press, at: "2026-11-22" }],
  ])("is refused when it is %s", (_what, data) => {
    expect(decodePress(data)).toBeNull();
    expect(parseForm(data)).toBeNull();
  });

  it("names the case that a card is asked for anew", () => {
    expect(decodeCase({ c: "c1" })).toBe("c1");
    for (const other of [null, {}, { c: "" }, { c: null }, "c1"])
      expect(decodeCase(other)).toBeNull();
  });
});

describe("a submitted form", () => {
  it("is the press, with what was filled in by field", () => {
    const data = { ...press, reason: "  no hay unidad ", amount: "", on: "2026-11-25", k: "kept" };
    expect(parseForm(data)).toEqual({
      press: { action: "refuse-change", caseId: "c1", finding: "~abc", shownAt: AT },
      submission: { reason: "no hay unidad", on: "2026-11-25" },
      inputs: ["reason", "on", "amount"],
      kept: "kept",
    });
  });

  it("takes the case from its input where the form left it open, and only there", () => {
    const open = { ...press, c: null, case: "c2", proofKind: "photo" };
    expect(parseForm(open)).toMatchObject({
      press: { caseId: "c2" },
      inputs: ["case", "proofKind"],
    });
    expect(parseForm({ ...open, case: undefined })).toBeNull();
    expect(parseForm({ ...open, case: "" })).toBeNull();
    expect(parseForm({ ...press, case: "c2" })).toMatchObject({ press: { caseId: "c1" } });
  });

  it("leaves out what no field of ours is, and files, which do not come so", () => {
    const data = { ...press, reason: "x", files: "a.jpg", person: 7, __proto__: { until: "y" } };
    expect(parseForm(data)?.submission).toEqual({ reason: "x" });
  });

  it("refuses what nobody could have typed", () => {
    expect(parseForm({ ...press, reason: "x".repeat(4_001) })).toBeNull();
    expect(parseForm({ ...press, k: "x".repeat(4_001) })).toBeNull();
  });
});
