import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cardMessage } from "../../src/chat/slack/render.ts";
import type { Engine } from "../../src/compose/engine.ts";
import type { Case } from "../../src/core/case.ts";
import type { Team } from "../../src/core/fact.ts";
import type { Database } from "../../src/db/connect.ts";
import type { Button } from "../../src/view/card.ts";
import { caseCard } from "../../src/view/case-card.ts";
import { Message } from "../chat/slack-limits.ts";
import { freshDatabase } from "../support/database.ts";
import { engineOn, testClock } from "../support/engine.ts";
import { at, did, ZONE } from "../support/rule-table.ts";

const NOW = at("11-18 10:00");
const OVERDUE = 300;

let database: Database;
let engine: Engine;
let c: Case;

beforeAll(async () => {
  database = await freshDatabase();
  engine = engineOn(database, testClock(NOW));
  await engine.ingest([
    ...Array.from({ length: OVERDUE }, (_, index) =>
      did("invoice.issued", "09-02 12:00", {
        invoiceId: `FAC-${index}`,
        orderIds: [],
        payerId: "CLI-1",
        totalMinor: 100_000 + index,
        dueOn: "2026-10-02",
      }),
    ),
    // Asked for on the last of them: nothing puts it before the others.
    did("credit.requested", "11-18 09:00", {
      invoiceId: `FAC-${OVERDUE - 1}`,
      amountMinor: 100,
      source: "remo",
    }),
  ]);
  await engine.sweep();
  const { rows } = await database.pool.query<{ id: string }>("SELECT id FROM cases");
  const found = await engine.reads.caseById(rows[0]?.id ?? "");
  if (!found) throw new Error("The customer has no case.");
  c = found;
});
afterAll(() => database.close());

async function cardFor(audience: Team) {
  const picture = await engine.reads.picture(c.group);
  return caseCard(c, { picture, audience, lang: "es", zone: ZONE, now: NOW });
}

function actionsOf({ buttons, more }: { buttons: readonly Button[]; more: readonly Button[] }) {
  return [...buttons, ...more].map(({ action }) => action);
}

describe("the case of a customer with hundreds of overdue invoices", () => {
  it("finds them all", () => {
    expect(c.findings.filter(({ rule }) => rule === "invoice-overdue")).toHaveLength(OVERDUE);
  });

  it("can still be given, snoozed, escalated and silenced from its card", async () => {
    const card = await cardFor("collections");
    expect(actionsOf(card)).toEqual(
      expect.arrayContaining(["acknowledge", "snooze", "escalate", "assign", "watch"]),
    );
    expect(card.more.length).toBeLessThan(100);
  });

  it("can still be signed, though the request is among the last", async () => {
    expect(actionsOf(await cardFor("collections"))).toContain("approve-credit");
  });

  it.each(["collections", "controller", "sales"] as const)("fits Slack for %s", async (team) => {
    expect(Message.safeParse(cardMessage(await cardFor(team))).error).toBeUndefined();
  });
});
