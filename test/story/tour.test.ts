import { describe, expect, it } from "vitest";
import { parseRemoYaml } from "../../src/remo-yaml.ts";
import type { ActionId } from "../../src/core/action.ts";
import type { AnswerInput } from "../../src/core/answer.ts";
import { addHours, instantOfWallClock } from "../../src/core/calendar.ts";
import { amountOf } from "../../src/core/case.ts";
import { findingKey } from "../../src/core/finding.ts";
import type { EvidenceKind, Fact } from "../../src/core/fact.ts";
import type { Person } from "../../src/core/may.ts";
import { money } from "../../src/text/format.ts";
import { STORY_REMO, STORY_WORKSPACE, storyFacts, storyHints } from "../../src/web/story/story.ts";
import { spokenOf } from "./keys.ts";
import { type Walk, walkThrough } from "./walk.ts";

const ANCHOR = instantOfWallClock("2026-11-23T16:45:00", "America/Mexico_City");
const MINUTES = 1 / 60;
const spanish = storyHints("es").join("\n");
const english = storyHints("en").join("\n");

function someone(id: string): Person {
  const person = parseRemoYaml(STORY_REMO, "the story").people.find((one) => one.id === id);
  if (!person) throw new Error(`Nobody is called ${id}.`);
  return person;
}

/** Presses a button of the finding that leads the order's case. */
function press(walk: Walk, who: string, order: string, action: ActionId, input: AnswerInput = {}) {
  const leading = walk.caseOf(order)?.findings[0];
  const finding = leading ? findingKey(leading) : null;
  return walk.press(order, { action, person: someone(who), finding, input });
}

function file(kind: EvidenceKind): AnswerInput {
  const sha256 = "0".repeat(64);
  return {
    proofKind: kind,
    proofs: [{ name: `${kind}.jpg`, mediaType: "image/jpeg", sizeBytes: 9, sha256 }],
  };
}

/** A watcher's screen some minutes into the story. */
function watched(minutes: number): Walk {
  const walk = walkThrough(ANCHOR, ANCHOR);
  walk.to(addHours(ANCHOR, minutes * MINUTES));
  return walk;
}

describe("the tour can be walked", () => {
  it("within half a minute an address changes and the missing waybill turns up", () => {
    const before = watched(0);
    expect(before.caseOf("PED-1061")).toBeNull();
    expect(before.caseOf("PED-1042")?.findings[0]?.data).toMatchObject({ present: [] });
    const after = watched(0.5);
    expect(after.caseOf("PED-1061")?.findings[0]).toMatchObject({
      rule: "order-changed-after-release",
      data: {
        address: { before: "Av. Central 120, Guadalajara", after: "Bodega 4, Zapopan" },
        requestedBy: "Mariana Ríos",
      },
    });
    expect(after.caseOf("PED-1042")?.findings[0]).toMatchObject({
      rule: "evidence-missing",
      data: { required: ["waybill", "signature", "photo"], present: ["waybill"] },
    });
  });

  it("Lucía's two proofs end PED-1042, and its amount is the one the tour names", () => {
    const walk = watched(1);
    const amount = amountOf(walk.caseOf("PED-1042") ?? { findings: [] });
    expect(amount && money(amount)).toBe("MXN 184,000.00");
    expect(spanish).toContain("MXN 184,000.00");
    expect(english).toContain("MXN 184,000.00");
    press(walk, "lucia", "PED-1042", "attach-proof", file("signature"));
    expect(walk.caseOf("PED-1042")?.state).toBe("open");
    press(walk, "lucia", "PED-1042", "attach-proof", file("photo"));
    expect(walk.caseOf("PED-1042")?.state).toBe("closed");
  });

  it("Lucía confirms the new address, and the case that Sales follows too is closed", () => {
    const walk = watched(1);
    expect(walk.caseOf("PED-1061")?.teams).toEqual(["logistics", "sales"]);
    press(walk, "lucia", "PED-1061", "confirm-change");
    expect(walk.caseOf("PED-1061")?.state).toBe("closed");
  });

  it("Andrés lets bill what arrived, and what was folded passes to Collections", () => {
    const walk = watched(2);
    expect(walk.caseOf("PED-1040")?.ball.team).toBe("sales");
    press(walk, "andres", "PED-1040", "bill-delivered");
    const passed = walk.caseOf("PED-1040");
    expect(passed?.ball.team).toBe("collections");
    expect(passed?.findings).toMatchObject([
      { rule: "invoice-mismatch", foldedUnder: null, data: { excessQuantity: 3 } },
    ]);
    expect(passed?.findings[0]?.data).toMatchObject({ invoiceIds: ["FAC-2210"] });
  });

  it("Emily says the invoice is out, and PED-1046 is over", () => {
    const walk = watched(1);
    const amount = amountOf(walk.caseOf("PED-1046") ?? { findings: [] });
    expect(amount && money(amount)).toBe("COP 23.420.000");
    expect(spanish).toContain("COP 23.420.000");
    expect(english).toContain("COP 23.420.000");
    press(walk, "emily", "PED-1046", "invoice-issued", { invoiceId: "FAC-2301" });
    expect(walk.caseOf("PED-1046")?.state).toBe("closed");
  });

  it("Rodrigo signs what Mariana asked for, and the note waits to be posted", () => {
    const walk = watched(1);
    const amount = amountOf(walk.caseOf("PED-1050") ?? { findings: [] });
    expect(amount && money(amount)).toBe("MXN 24,600.00");
    expect(spanish).toContain("MXN 24,600.00");
    expect(english).toContain("MXN 24,600.00");
    expect(press(walk, "mariana", "PED-1050", "approve-credit")).toMatchObject({
      refused: "own-request",
    });
    expect(press(walk, "patricia", "PED-1050", "approve-credit")).toMatchObject({
      refused: "above-limit",
    });
    press(walk, "rodrigo", "PED-1050", "approve-credit");
    expect(walk.caseOf("PED-1050")).toMatchObject({
      ball: { team: "collections" },
      findings: [{ rule: "credit-note-pending", data: { state: "approved" } }],
    });
  });

  it("an hour and two days later time alone has spoken", () => {
    const walk = watched(4);
    walk.to(addHours(ANCHOR, 1.1));
    expect(walk.caseOf("PED-1053")?.findings[0]?.rule).toBe("invoiced-not-delivered");
    walk.to(addHours(ANCHOR, 49.1));
    expect(walk.caseOf("tms")?.findings[0]?.rule).toBe("source-silent");
    expect(walk.caseOf("PED-1055")?.findings[0]?.rule).toBe("promise-broken");
    expect(walk.caseOf("PED-1029")?.findings[0]?.rule).toBe("payment-promise-broken");
  });

  it("after the tour nothing fires that the tour did not bring about", () => {
    const walk = watched(4);
    press(walk, "lucia", "PED-1042", "attach-proof", file("signature"));
    press(walk, "lucia", "PED-1042", "attach-proof", file("photo"));
    press(walk, "lucia", "PED-1061", "confirm-change");
    press(walk, "andres", "PED-1040", "bill-delivered");
    press(walk, "emily", "PED-1046", "invoice-issued", { invoiceId: "FAC-2301" });
    press(walk, "rodrigo", "PED-1050", "approve-credit");
    const untouched = watched(4);
    for (const one of [walk, untouched]) one.to(addHours(ANCHOR, 72));
    const spoken = spokenOf(untouched);
    expect(spokenOf(walk)).toEqual({
      ...spoken,
      // PED-1042 is proven now, and nobody invoices it.
      "delivered-not-invoiced": ["order:PED-1042", "order:PED-1046"],
    });
  });
});

describe("the tour's words", () => {
  it("has the same steps in both languages, and names only what the story has", () => {
    expect(storyHints("es").length).toBe(storyHints("en").length);
    expect(storyHints("es").length).toBeLessThanOrEqual(8);
    const known = storyFacts(ANCHOR).flatMap(idsOf);
    const named = [spanish, english].map((text) => text.match(/(?:PED|FAC|ENT|NC)-\d+/g) ?? []);
    expect(named[0]).toEqual(named[1]);
    const invented = (named[0] ?? []).filter((id) => !known.includes(id));
    expect(invented).toEqual(["FAC-2301"]);
    const channels = STORY_WORKSPACE.channels.map(({ name }) => `#${name}`);
    for (const channel of spanish.match(/#\w+/g) ?? []) expect(channels).toContain(channel);
  });

  it.each(["Lucía Herrera", "Andrés Cárdenas", "Emily Carter", "Rodrigo Beltrán"])(
    "%s is somebody the page can be seen as",
    (name) => {
      expect(STORY_WORKSPACE.users.map(({ realName }) => realName)).toContain(name);
      expect(spanish).toContain(name);
      expect(english).toContain(name);
    },
  );
});

function idsOf(fact: Fact): readonly string[] {
  if ("orderIds" in fact) return [fact.invoiceId, ...fact.orderIds];
  if ("deliveryId" in fact) return [fact.deliveryId];
  return "orderId" in fact ? [fact.orderId] : [];
}
