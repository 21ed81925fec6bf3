import { expect, it } from "vitest";
import { createDirectory } from "../../src/app/directory.ts";
import type { KnownPerson } from "../../src/app/ports.ts";
import { createEngine } from "../../src/compose/engine.ts";
import { Fact } from "../../src/core/fact.ts";
import { findingKey } from "../../src/core/finding.ts";
import { defaultRules } from "../../src/core/rules-file.ts";
import { freshDatabase } from "../support/database.ts";
import { testClock, USUAL_TIME } from "../support/engine.ts";
import { delivered, invoiced, order } from "../support/orders.ts";
import type { Told } from "../support/remo.ts";

const NOW = "2026-11-18T16:00:00.000Z";
const person = (
  id: string,
  teams: KnownPerson["teams"],
  roles: KnownPerson["roles"],
): KnownPerson => ({ id, name: id, teams, roles, accounts: {}, lang: null });
const ANA = person("ana", ["sales"], ["member"]);
const LUCIA = person("lucia", ["collections"], ["lead"]);
const DIEGO = person("diego", ["controller"], ["director"]);
const DORA = person("dora", ["controller"], ["director"]);
const EVA = person("eva", ["controller"], ["director"]);

/** A real engine on a database of its own, with two orders of one customer invoiced. */
async function office() {
  const database = await freshDatabase();
  const engine = createEngine({
    database,
    clock: testClock(NOW),
    rules: defaultRules(),
    weights: {},
    time: USUAL_TIME,
    directory: createDirectory({
      channels: [],
      people: [ANA, LUCIA, DIEGO, DORA, EVA],
      zone: "America/Mexico_City",
      lang: "es",
    }),
    report: (error) => {
      throw error;
    },
  });
  const tell = (...told: readonly Told[]) =>
    engine.ingest(
      told.map((one, index) =>
        Fact.parse({ source: "erp", externalId: `${one.type} ${index}`, occurredAt: NOW, ...one }),
      ),
    );
  await tell(
    ...["1", "2"].flatMap((n) => [
      order(`PED-${n}`, { buyerId: "CLI-1" }),
      delivered(`E-${n}`, `PED-${n}`),
      invoiced(`FAC-${n}`, `PED-${n}`),
    ]),
  );
  const ask = (invoiceId: string, major: number, by = ANA) =>
    engine.askCredit({
      invoiceId,
      person: by,
      team: "sales",
      amount: { minor: major * 100, currency: "MXN" },
      reasonCode: "PRI",
      reason: undefined,
      proofs: [],
    });
  const approve = async (orderId: string, by: KnownPerson) => {
    const c = await engine.reads.caseOf({ type: "order", id: orderId });
    const finding = c?.findings.find(({ rule }) => rule === "credit-note-pending");
    if (!c || !finding) throw new Error(`Nothing waits on ${orderId}.`);
    const input = finding.amount ? { amount: finding.amount } : {};
    const command = { person: by, finding: findingKey(finding), input };
    return engine.answer({ ...command, action: "approve-credit" }, c.id);
  };
  const requests = async (id: string) => (await engine.reads.invoice(id))?.requests ?? [];
  return { database, engine, tell, ask, approve, requests };
}

it("three directors press at once, and exactly two signatures are taken", async () => {
  const { database, ask, approve, requests } = await office();
  await ask("FAC-1", 150_000);
  const pressed = await Promise.all([DIEGO, DORA, EVA].map((one) => approve("PED-1", one)));
  expect(pressed.filter((one) => "done" in one)).toHaveLength(2);
  expect(pressed.filter((one) => "refusal" in one)).toMatchObject([
    { refusal: { refused: "gone" } },
  ]);
  const [request] = await requests("FAC-1");
  expect(request?.approvals).toHaveLength(2);
  expect(request?.approvedAt).not.toBeNull();
  await database.close();
});

it("one person pressing twice at once signs once", async () => {
  const { database, ask, approve, requests } = await office();
  await ask("FAC-1", 150_000);
  const pressed = await Promise.all([approve("PED-1", DIEGO), approve("PED-1", DIEGO)]);
  expect(pressed.filter((one) => "done" in one)).toHaveLength(1);
  expect((await requests("FAC-1"))[0]?.approvals).toHaveLength(1);
  await database.close();
});

it("requests at once never add up to more than the invoice", async () => {
  const { database, ask, requests } = await office();
  const people = [ANA, LUCIA, DIEGO, DORA];
  const asked = await Promise.all(people.map((one) => ask("FAC-1", 100_000, one)));
  expect(asked.filter((one) => "requestId" in one)).toHaveLength(1);
  expect(asked.filter((one) => "refusal" in one)).toMatchObject(
    Array.from({ length: 3 }, () => ({
      refusal: { refused: "over-credit", left: { minor: 8_400_000 } },
    })),
  );
  expect(await requests("FAC-1")).toHaveLength(1);
  await database.close();
});

it("two halves asked for at once, on two orders: the lead signs neither", async () => {
  const { database, ask, approve } = await office();
  await Promise.all([ask("FAC-1", 15_000), ask("FAC-2", 15_000)]);
  const pressed = await Promise.all([approve("PED-1", LUCIA), approve("PED-2", LUCIA)]);
  const level = { team: "controller", role: "controller" };
  const refusal = { refused: "above-limit", level };
  expect(pressed).toMatchObject([{ refusal }, { refusal }]);
  await database.close();
});

it("an invoice of two orders is asked about while both are written: once, and nobody waits in a circle", async () => {
  const { database, engine, tell, ask, requests } = await office();
  await tell(invoiced("FAC-3", "PED-1", { orderIds: ["PED-2", "PED-1"] }));
  const news = (n: number) =>
    engine.ingest(
      ["PED-2", "PED-1"].map((orderId) =>
        Fact.parse({
          ...order(orderId, { buyerId: "CLI-1" }),
          source: "erp",
          externalId: `${orderId} again ${n}`,
          occurredAt: NOW,
        }),
      ),
    );
  const asked = [ask("FAC-3", 100_000), ask("FAC-3", 100_000, LUCIA)] as const;
  const [first, second] = await Promise.all([...asked, ...[1, 2, 3, 4].map(news)]);
  expect([first, second].filter((one) => one && "requestId" in one)).toHaveLength(1);
  expect(await requests("FAC-3")).toHaveLength(1);
  const { rows } = await database.pool.query(
    "SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()",
  );
  expect(rows).toEqual([{ deadlocks: 0 }]);
  await database.close();
});
