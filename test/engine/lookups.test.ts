import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { agingOf, BUCKETS } from "../../src/core/aging.ts";
import { MONTH_END_RULES } from "../../src/core/month-end.ts";
import { parseRulesFile, type RulesFile } from "../../src/core/rules-file.ts";
import { Fact } from "../../src/core/fact.ts";
import type { Database } from "../../src/db/connect.ts";
import { random } from "../bench/random.ts";
import { SIMILAR_CUSTOMERS } from "../../src/db/similar-customers.ts";
import { freshDatabase } from "../support/database.ts";
import { engineOn, testClock } from "../support/engine.ts";
import { did } from "../support/rule-table.ts";
import type { Engine } from "../../src/compose/engine.ts";

const NOW = "2026-11-18T16:00:00.000Z";

/** Random figures that are the same each time. */
function chance(seed: number): (below: number) => number {
  const figures = random(seed);
  return (below) => Math.floor(figures.next() * below);
}

const NAMES = [
  ["CLI-1", "Distribuidora del Bajío"],
  ["CLI-2", "Abarrotes Lupita"],
  ["CLI-3", "Abarrotes Lupe"],
  ["CLI-4", "Ferretería Núñez"],
  ["CLI-5", "Comercial del Norte"],
  ["CLI-6", "Comercial del Norte"],
] as const;

function customers(): Fact[] {
  return NAMES.map(([customerId, name], at) =>
    did("customer.described", "10-01 09:00", {
      customerId,
      name,
      ...(at % 2 === 0 ? { paymentDays: 30 } : {}),
      ...(at === 3 ? { timeZone: "America/Tijuana" } : {}),
    }),
  );
}

/** Invoices of every kind: due and overdue, paid in part, credited, withheld, debited, cancelled. */
function invoices(count: number): Fact[] {
  const any = chance(11);
  return Array.from({ length: count }, (_, at) => {
    const invoiceId = `FAC-${at}`;
    const customerId = `CLI-${1 + any(5)}`;
    const monthDay = `${String(6 + any(5)).padStart(2, "0")}-${String(1 + any(28)).padStart(2, "0")}`;
    const byOrder = any(4) === 0;
    const orderId = `PED-${at}`;
    const when = "11-10 10:00";
    const dueOn = ["2026-11-18", "2026-11-17", "2026-10-18", "2026-08-19", "2026-12-24"][any(5)];
    const told: Fact[] = [
      did("invoice.issued", `${monthDay} 23:30`, {
        invoiceId,
        orderIds: byOrder ? [orderId] : [],
        ...(byOrder ? {} : { payerId: customerId }),
        currency: any(3) === 0 ? "USD" : "MXN",
        ...(any(9) === 0 ? {} : { totalMinor: 50_000 + any(100_000) }),
        ...(any(3) === 0 ? { dueOn } : {}),
        ...(any(4) === 0 ? { paymentDays: any(90) } : {}),
      }),
    ];
    if (byOrder) told.push(did("order.placed", "06-01 09:00", { orderId, buyerId: customerId }));
    if (any(3) === 0)
      told.push(did("invoice.paid", when, { invoiceId, amountMinor: 1_000 + any(90_000) }));
    if (any(8) === 0) told.push(did("invoice.paid", "11-11 10:00", { invoiceId }));
    if (any(5) === 0)
      told.push(did("invoice.credited", when, { invoiceId, totalMinor: any(30_000) }));
    if (any(6) === 0)
      told.push(did("invoice.debited", when, { invoiceId, totalMinor: any(9_000) }));
    if (any(5) === 0)
      told.push(did("withholding.applied", when, { invoiceId, amountMinor: any(9_000) }));
    if (any(12) === 0) told.push(did("invoice.cancelled", when, { invoiceId }));
    return told;
  }).flat();
}

function evidenceSoon(): RulesFile {
  const rules = { "evidence-missing": { required: ["waybill"], graceHours: 4 } };
  const parsed = parseRulesFile({ version: 1, rules });
  if ("error" in parsed) throw new Error(parsed.error);
  return parsed;
}

let database: Database;
let engine: Engine;
beforeAll(async () => {
  database = await freshDatabase();
  engine = engineOn(database, testClock(NOW), evidenceSoon());
  await engine.ingest([...customers(), ...invoices(160)]);
});
afterAll(() => database.close());

describe("aging of all customers", () => {
  it("adds up to what each account says of itself, in every bucket and currency", async () => {
    const { worst, totals } = await engine.lookups.aging(NOW, 100);
    expect(worst.length).toBeGreaterThan(5);
    for (const [id] of NAMES) {
      const account = await engine.reads.account(id);
      if (!account) throw new Error(`${id} is not known`);
      const { receivables, zone, customer } = account;
      const own = agingOf(receivables, { now: NOW, zone, paymentDays: customer.paymentDays });
      const found = worst.filter(({ customerId }) => customerId === id);
      const byCurrency = (rows: typeof own) =>
        Object.fromEntries(rows.map((row) => [row.currency, BUCKETS.map((bucket) => row[bucket])]));
      expect(byCurrency(found)).toEqual(byCurrency(own));
    }
    for (const total of totals) {
      const rows = worst.filter(({ currency }) => currency === total.currency);
      for (const bucket of BUCKETS) {
        expect(rows.reduce((all, row) => all + row[bucket], 0)).toBe(total[bucket]);
      }
      expect(total.customers).toBe(rows.length);
    }
    // A test of buckets that are all empty would say nothing.
    const filled = BUCKETS.filter((bucket) => totals.some((total) => total[bucket] > 0));
    expect(filled.length).toBeGreaterThanOrEqual(5);
  });

  it("names those with the most past due first, and as many as are asked for", async () => {
    const few = await engine.lookups.aging(NOW, 2);
    const all = await engine.lookups.aging(NOW, 100);
    expect(few.worst).toEqual(all.worst.slice(0, 2));
    expect(few.worst).toHaveLength(2);
    const mxn = all.worst.filter(({ currency }) => currency === "MXN");
    const late = mxn.map(({ d30, d60, d90, older }) => d30 + d60 + d90 + older);
    expect(late).toEqual(late.toSorted((a, b) => b - a));
  });
});

describe("customers by what people type", () => {
  it.each([
    ["CLI-2", "CLI-2"],
    ["cli-2", "CLI-2"],
    ["Abarrotes Lupita", "CLI-2"],
    ["  abarrotes   LUPITA ", "CLI-2"],
    ["ferreteria nunez", "CLI-4"],
    ["Abarrotes", null],
    ["Comercial del Norte", null],
    ["", null],
  ])("«%s» is %s", async (typed, id) => {
    expect((await engine.lookups.customer(typed))?.id ?? null).toBe(id);
  });

  it.each([
    ["bajio", ["CLI-1"]],
    ["Distribuidora Bajio", ["CLI-1"]],
    ["Abarotes Lupita", ["CLI-2", "CLI-3"]],
    ["ferreteria", ["CLI-4"]],
    ["Comercial del Norte", ["CLI-5", "CLI-6"]],
    ["CLI-9", ["CLI-1", "CLI-2", "CLI-3"]],
    ["zapatería", []],
    ["x", []],
  ])("near «%s» are %j", async (typed, ids) => {
    const found = await engine.lookups.similarCustomers(typed, 3);
    expect(found.map(({ id }) => id)).toEqual(ids);
  });
});

describe("a customer's last deliveries, promised invoices and cases", () => {
  beforeAll(async () => {
    const orders = [1, 2, 3, 4, 5].flatMap((number) => [
      did("order.placed", "11-01 09:00", {
        orderId: `B-${number}`,
        buyerId: "CLI-6",
        totalMinor: number * 10_000,
      }),
      did("delivery.delivered", `11-0${number} 10:00`, {
        deliveryId: `E-${number}`,
        orderId: `B-${number}`,
      }),
    ]);
    await engine.ingest([
      ...orders,
      did("invoice.issued", "11-02 09:00", {
        invoiceId: "P-1",
        orderIds: ["B-1"],
        totalMinor: 10_000,
      }),
      did("invoice.promised", "11-03 09:00", { invoiceId: "P-1", promisedOn: "2026-11-09" }),
      did("invoice.paid", "11-04 09:00", { invoiceId: "P-1" }),
    ]);
  });

  it("are the newest, also of what is settled", async () => {
    const { deliveries, promised } = await engine.lookups.recentlyOf("CLI-6");
    expect(deliveries.map(({ id }) => id)).toEqual(["E-5", "E-4", "E-3"]);
    expect(promised.map(({ id }) => id)).toEqual(["P-1"]);
    expect(await engine.lookups.recentlyOf("CLI-404")).toEqual({ deliveries: [], promised: [] });
  });

  it("cases are those of its orders, the worst first, the rest counted", async () => {
    const { cases, total } = await engine.lookups.casesOfCustomer("CLI-6", 2);
    expect([cases.map(({ group }) => group.id), total]).toEqual([["B-5", "B-4"], 5]);
    expect(await engine.lookups.casesOfCustomer("CLI-404", 2)).toEqual({ cases: [], total: 0 });
  });
});

describe("the end of a month", () => {
  it("counts an order once, ranks by amount, and leaves out what begins later", async () => {
    const before = "2026-12-01T06:00:00.000Z";
    const found = await engine.lookups.monthEnd(before, MONTH_END_RULES, 3);
    expect(found.top.map(({ about, rule, minor }) => [about, rule, minor])).toEqual([
      ["B-5", "evidence-missing", 50_000],
      ["B-4", "evidence-missing", 40_000],
      ["B-3", "evidence-missing", 30_000],
    ]);
    expect(found.totals).toEqual([
      { rule: "evidence-missing", team: "logistics", currency: "MXN", minor: 150_000, count: 5 },
    ]);
    expect(found.count).toBe(5);
    // October knew nothing of what was delivered in November.
    const october = await engine.lookups.monthEnd("2026-11-01T06:00:00.000Z", MONTH_END_RULES, 3);
    expect(october).toEqual({ top: [], count: 0, totals: [] });
    const none = await engine.lookups.monthEnd(before, ["invoice-disputed"], 3);
    expect(none.count).toBe(0);
  });
});

describe("codes that link accounts", () => {
  const slack = { platform: "slack", userId: "U1", userName: "ana" } as const;
  const LATER = "2026-11-18T16:10:00.000Z";
  const issue = () => engine.links.issue(slack, NOW, LATER);

  it("work once, on the other platform, however they are typed", async () => {
    const code = await issue();
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(await engine.links.claim(code, "slack", NOW)).toBe("same-platform");
    const typed = code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l");
    expect(await engine.links.claim(typed, "teams", NOW)).toEqual(slack);
    expect(await engine.links.claim(code, "teams", NOW)).toBe("unknown");
  });

  it("expire, and an earlier code of the same account goes with the next one", async () => {
    const first = await issue();
    const second = await issue();
    expect(first).not.toBe(second);
    expect(await engine.links.claim(first, "teams", NOW)).toBe("unknown");
    expect(await engine.links.claim(second, "teams", LATER)).toBe("unknown");
  });

  it("of two that type it at once, one has it", async () => {
    const code = await issue();
    const claims = await Promise.all([1, 2, 3].map(() => engine.links.claim(code, "teams", NOW)));
    expect(claims.filter((claim) => claim === "unknown")).toHaveLength(2);
  });

  it("are stored as a digest alone", async () => {
    const code = await issue();
    const { rows } = await database.pool.query("SELECT * FROM link_codes");
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(code.slice(0, 4));
    expect(JSON.stringify(rows)).not.toContain(code.replaceAll("-", ""));
  });
});

it("what people arranged, and who told us something", async () => {
  expect((await engine.lookups.office()).silences).toEqual([]);
  const silence = Fact.parse({
    type: "silence.started",
    source: "remo",
    externalId: "s",
    occurredAt: NOW,
    silenceId: "s1",
    personId: "ana",
    personName: "Ana",
    matcher: { warehouse: "GDL" },
    until: "2026-11-20T16:00:00.000Z",
  });
  await engine.tell([silence]);
  expect((await engine.lookups.office()).silences).toMatchObject([{ id: "s1" }]);
  await database.pool.query(
    `INSERT INTO subjects (key, state, fold_key, version) VALUES ('source:erp', '{}', '', 1)`,
  );
  expect(await engine.lookups.sources()).toEqual(["erp"]);
});

it("the customers near a name are asked of an index, however many there are", async () => {
  await database.pool.query(
    `INSERT INTO subjects (key, state, fold_key, version)
     SELECT 'customer:N-' || n, json_build_object('name', md5(n::text)), '', 1
     FROM generate_series(1, 5000) n`,
  );
  await database.pool.query("ANALYZE subjects");
  const client = await database.pool.connect();
  try {
    await client.query(`PREPARE near (text, text) AS ${SIMILAR_CUSTOMERS}`);
    const plan = await client.query<{ "QUERY PLAN": string }>(
      `EXPLAIN EXECUTE near ('distribuidora bajio', 'Distribuidora Bajio')`,
    );
    const text = plan.rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(text).toContain("subjects_customer_pieces");
    expect(text).not.toContain("Seq Scan");
  } finally {
    client.release(true);
  }
  const found = await engine.lookups.similarCustomers("Distribuidora Bajio", 3);
  expect(found.map(({ id }) => id)).toEqual(["CLI-1"]);
});
