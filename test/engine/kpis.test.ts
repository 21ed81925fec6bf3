import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { picturesOf } from "../../src/app/pictures.ts";
import { createMeasure, type KpiStore, type MeasureParts } from "../../src/app/measure.ts";
import { createEngine, type Engine } from "../../src/compose/engine.ts";
import { createDirectory } from "../../src/app/directory.ts";
import type { CaseEvent } from "../../src/core/case.ts";
import type { Fact, SubjectKey } from "../../src/core/fact.ts";
import { ballAfter } from "../../src/core/kpi/hours-held.ts";
import type { InvoiceSeen } from "../../src/core/kpi/invoice-marks.ts";
import { lastDays, monthPeriod, type Period, weekBefore } from "../../src/core/kpi/period.ts";
import { evidenceOf } from "../../src/core/rules/evidence.ts";
import { parseRulesFile, type RulesFile } from "../../src/core/rules-file.ts";
import type { Database } from "../../src/db/connect.ts";
import { kpiReads } from "../../src/db/kpi-reads.ts";
import { storedOf, SUBJECT_COLUMNS, type SubjectRow } from "../../src/db/subjects-table.ts";
import { random } from "../bench/random.ts";
import { freshDatabase } from "../support/database.ts";
import { testClock, USUAL_TIME } from "../support/engine.ts";
import { did } from "../support/rule-table.ts";

const ZONE = "America/Mexico_City";
const NOW = "2026-11-18T16:00:00.000Z";
const POLICY = { required: ["waybill"], perCustomer: {} } as const;
const ORDERS = 260;

/** Orders of four months in two companies and two currencies, each as far as chance lets it come. */
function histories(): readonly Fact[] {
  const figures = random(29);
  const any = (below: number) => Math.floor(figures.next() * below);
  const customers = Array.from({ length: 6 }, (_, n) =>
    did("customer.described", "07-01 09:00", {
      customerId: `CLI-${n}`,
      ...(n % 2 === 0 ? { paymentDays: 20 } : {}),
      ...(n === 3 ? { timeZone: "America/Tijuana" } : {}),
    }),
  );
  return [...customers, ...Array.from({ length: ORDERS }, (_, n) => one(n, any)).flat()];
}

function one(n: number, any: (below: number) => number): readonly Fact[] {
  const start = Date.parse("2026-07-20T15:00:00Z") + any(115) * 86_400_000;
  const on = (days: number) => {
    const at = new Date(start + days * 86_400_000 + any(600) * 60_000).toISOString();
    return `${at.slice(5, 10)} ${at.slice(11, 16)}`;
  };
  const date = (days: number) => new Date(start + days * 86_400_000).toISOString().slice(0, 10);
  const [orderId, deliveryId, invoiceId] = [`PED-${n}`, `ENT-${n}`, `FAC-${n}`];
  const customerId = `CLI-${any(6)}`;
  const currency = any(3) === 0 ? "USD" : "MXN";
  const legalEntity = any(2) === 0 ? "Norte" : "Sur";
  const totalMinor = 10_000 + any(90_000);
  const told = [
    did("order.placed", on(0), {
      orderId,
      buyerId: customerId,
      currency,
      legalEntity,
      totalMinor,
      promisedOn: date(2 + any(4)),
    }),
  ];
  const maybe = (oneIn: number, make: () => Fact) => void (any(oneIn) === 0 && told.push(make()));
  maybe(20, () => did("order.cancelled", on(1), { orderId }));
  if (any(8) > 0) told.push(did("delivery.delivered", on(2 + any(4)), { deliveryId, orderId }));
  if (any(4) > 0)
    told.push(did("evidence.attached", on(3 + any(5)), { deliveryId, orderId, kind: "waybill" }));
  if (any(6) === 0) return told;
  const own = any(2) === 0 ? { payerId: customerId } : {};
  const entity = any(2) === 0 ? { legalEntity } : {};
  told.push(
    did("invoice.issued", on(6), {
      invoiceId,
      orderIds: [orderId],
      currency,
      totalMinor,
      ...own,
      ...entity,
    }),
  );
  maybe(2, () => did("invoice.filed", on(7), { invoiceId }));
  maybe(6, () => did("invoice.rejected", on(8), { invoiceId }));
  maybe(3, () => did("invoice.accepted", on(9), { invoiceId }));
  maybe(6, () => did("invoice.disputed", on(10), { invoiceId }));
  maybe(9, () => did("invoice.dispute-resolved", on(14), { invoiceId, outcome: "refused" }));
  maybe(5, () =>
    did("invoice.credited", on(12 + any(40)), { invoiceId, currency, totalMinor: any(9_000) }),
  );
  maybe(9, () => did("invoice.debited", on(12 + any(40)), { invoiceId, totalMinor: any(9_000) }));
  maybe(9, () => did("withholding.applied", on(15), { invoiceId, amountMinor: any(5_000) }));
  maybe(15, () => did("invoice.cancelled", on(10 + any(40)), { invoiceId }));
  maybe(3, () => did("invoice.paid", on(20 + any(40)), { invoiceId, amountMinor: any(60_000) }));
  maybe(2, () => did("invoice.paid", on(25 + any(40)), { invoiceId, amountMinor: 200_000 }));
  maybe(12, () => did("invoice.paid", on(30), { invoiceId }));
  return told.filter(({ occurredAt }) => occurredAt <= NOW);
}

function rules(): RulesFile {
  const file = parseRulesFile({
    version: 1,
    rules: { "evidence-missing": { required: ["waybill"], graceHours: 4 } },
  });
  if ("error" in file) throw new Error(file.error);
  return file;
}

let database: Database;
let engine: Engine;
let measure: ReturnType<typeof createMeasure>;
const clock = testClock(NOW);
beforeAll(async () => {
  database = await freshDatabase();
  engine = createEngine({
    database,
    clock,
    rules: rules(),
    weights: {},
    time: USUAL_TIME,
    directory: createDirectory({ channels: [], people: [], zone: ZONE, lang: "es" }),
    report: (error) => {
      throw error;
    },
  });
  // Judged day by day, so that cases open, pass on and close at many instants.
  const facts = histories().toSorted((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1));
  const byDay = Map.groupBy(facts, ({ occurredAt }) => occurredAt.slice(0, 10));
  for (const [day, some] of byDay) {
    const now = `${day}T23:59:59.000Z`;
    await engine.ingest(some, { now, silent: true });
    await engine.sweep(now, { silent: true });
  }
  measure = engine.figures.measure;
}, 120_000);
afterAll(() => database.close());

const completeAt: MeasureParts["completeAt"] = (picture, delivery) =>
  evidenceOf(picture, delivery, POLICY).completeAt;

/** Everything there is, whatever the period: what no index may leave out. */
async function everything(): Promise<KpiStore> {
  const { rows } = await database.pool.query<SubjectRow>(`SELECT ${SUBJECT_COLUMNS} FROM subjects`);
  const loaded = new Map(rows.map((row) => [row.key, storedOf(row)]));
  const facts = await database.pool.query<{ subject: SubjectKey; type: string; at: string }>(
    `SELECT subject, type, occurred_at AS at FROM facts ORDER BY occurred_at, source, external_id`,
  );
  const has = (key: SubjectKey, type: string) =>
    facts.rows.some((fact) => fact.subject === key && fact.type === type);
  const cases = await database.pool.query<{ id: string }>(
    `SELECT group_id AS id FROM cases WHERE group_type = 'order'`,
  );
  const pictures = picturesOf(loaded, ZONE);
  const subjects = [...loaded.values()].map(({ subject }) => subject);
  const orders = [...loaded.keys()].flatMap((key) => {
    const picture = pictures.of(key);
    if (picture?.kind !== "order") return [];
    const refused = picture.invoices
      .map(({ id }) => id)
      .filter(
        (id) =>
          has(`invoice:${id}`, "invoice.rejected") || has(`invoice:${id}`, "invoice.disputed"),
      );
    return [
      {
        picture,
        refused: new Set(refused),
        hadCase: cases.rows.some(({ id }) => id === picture.order.id),
      },
    ];
  });
  const invoices = subjects.flatMap((one): InvoiceSeen[] => {
    if (one.kind !== "invoice") return [];
    const { state: invoice } = one;
    const order = loaded.get(`order:${invoice.orderIds[0]}`)?.subject;
    const placed = order?.kind === "order" ? order.state : null;
    const customer = loaded.get(
      `customer:${invoice.payerId ?? placed?.payerId ?? placed?.buyerId}`,
    )?.subject;
    const known = customer?.kind === "customer" ? customer.state : null;
    return [
      {
        invoice,
        legalEntity: invoice.legalEntity ?? placed?.legalEntity ?? null,
        zone: known?.timeZone ?? ZONE,
        paymentDays: known?.paymentDays ?? null,
        wasRejected: has(`invoice:${invoice.id}`, "invoice.rejected"),
      },
    ];
  });
  const scopeOf = (key: SubjectKey) => {
    const seen = invoices.find(({ invoice }) => `invoice:${invoice.id}` === key);
    return { legalEntity: seen?.legalEntity ?? null, currency: seen?.invoice.currency ?? "" };
  };
  const ends = ["invoice.dispute-resolved", "invoice.accepted", "invoice.cancelled"];
  const events = await database.pool.query<{ case_id: string; body: CaseEvent }>(
    `SELECT case_id, body FROM case_events ORDER BY case_id, seq`,
  );
  return {
    async *orders() {
      yield orders;
    },
    async *invoices() {
      yield invoices;
    },
    async *issued() {
      yield invoices;
    },
    disputes: () =>
      Promise.resolve(
        facts.rows
          .filter(({ type }) => type === "invoice.disputed" || ends.includes(type))
          .toSorted((a, b) => (a.subject < b.subject ? -1 : Number(a.subject > b.subject)))
          .map(({ subject, type, at }) => ({
            invoiceId: subject.slice(8),
            at,
            opens: type === "invoice.disputed",
            scope: scopeOf(subject),
          })),
      ),
    blocked: () => Promise.resolve([]),
    balls: () =>
      Promise.resolve(
        events.rows.flatMap(({ case_id: caseId, body }) => {
          const team = ballAfter(body);
          return team === undefined ? [] : [{ caseId, at: body.at, team }];
        }),
      ),
    isPartial: () => false,
  };
}

const PERIODS: readonly (readonly [string, Period | null])[] = [
  ["the last 30 days", lastDays(30, NOW, ZONE)],
  ["the week before", weekBefore(NOW, ZONE)],
  ["this month", monthPeriod("2026-11", NOW, ZONE)],
  ["a month that is over", monthPeriod("2026-09", NOW, ZONE)],
  ["a month before everything", monthPeriod("2026-06", NOW, ZONE)],
];

describe("the figures on PostgreSQL", () => {
  it.each(PERIODS)("of %s are those of all that is stored", async (_says, period) => {
    if (!period) throw new Error("That month has begun.");
    const store = await everything();
    const plain = createMeasure({ read: (work) => work(store), zone: ZONE, completeAt });
    const [found, wanted] = await Promise.all([measure(period, NOW), plain(period, NOW)]);
    expect({ ...found, blocked: [] }).toEqual(wanted);
  });

  it("have something to say of every company and currency", async () => {
    const { scopes, heldMs, blocked } = await measure(lastDays(30, NOW, ZONE), NOW);
    expect(scopes.map(({ legalEntity, currency }) => `${legalEntity} ${currency}`)).toEqual([
      "Norte MXN",
      "Norte USD",
      "Sur MXN",
      "Sur USD",
    ]);
    for (const scope of scopes) {
      for (const value of Object.values(scope)) expect(value).not.toBeNaN();
      expect(scope.onTimeInFull?.whole).toBeGreaterThan(3);
      expect(scope.openDisputes).not.toBeNull();
    }
    expect(Object.keys(heldMs).length).toBeGreaterThan(1);
    expect(blocked.length).toBeGreaterThan(2);
  });

  it("of what is blocked are the open cases' own amounts, each once", async () => {
    const { blocked } = await measure(lastDays(7, NOW, ZONE), NOW);
    const { rows } = await database.pool.query<{ team: string; currency: string; minor: number }>(
      `SELECT team, currency, sum(amount_minor)::bigint AS minor FROM cases
       WHERE state <> 'closed' AND group_type = 'order' AND (body->'findings'->0->>'stage') IN
         ('evidence', 'billing', 'collection') AND body->'findings'->0->>'rule' <> 'invoice-due-soon'
       GROUP BY team, currency`,
    );
    const sums = new Map<string, number>();
    for (const { team, currency, minor } of blocked) {
      sums.set(`${team} ${currency}`, (sums.get(`${team} ${currency}`) ?? 0) + minor);
    }
    expect(rows.length).toBeGreaterThan(1);
    for (const { team, currency, minor } of rows) {
      expect(sums.get(`${team} ${currency}`), team).toBeGreaterThanOrEqual(minor);
    }
  });

  it("say so when there is more than is counted at once", async () => {
    const few = { orders: 10, invoices: 10, disputes: 10, cases: 10, balls: 10 };
    const read = kpiReads(database.pool, ZONE, few);
    const some = createMeasure({ read, zone: ZONE, completeAt });
    expect((await some(lastDays(30, NOW, ZONE), NOW)).isPartial).toBe(true);
    expect((await measure(lastDays(30, NOW, ZONE), NOW)).isPartial).toBe(false);
  });

  it("are read one period after the other, and one that fails holds up no other", async () => {
    const real = kpiReads(database.pool, ZONE);
    let atOnce = 0;
    let most = 0;
    let fail = true;
    const watched = createMeasure({
      zone: ZONE,
      completeAt,
      read: async (work) => {
        most = Math.max(most, (atOnce += 1));
        try {
          if (fail) throw new Error("the database is away");
          return await real(work);
        } finally {
          atOnce -= 1;
          fail = false;
        }
      },
    });
    const asked = [7, 14, 21].map((days) => watched(lastDays(days, NOW, ZONE), NOW));
    const [first, ...others] = await Promise.allSettled(asked);
    expect(first?.status).toBe("rejected");
    expect(others.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    expect(most).toBe(1);
    expect((await watched(lastDays(7, NOW, ZONE), NOW)).period.days).toBe(7);
  });

  it("are the same for whoever asks at the same time", async () => {
    const period = lastDays(30, NOW, ZONE);
    const [one, two] = await Promise.all([measure(period, NOW), measure(period, NOW)]);
    expect(one).toBe(two);
    expect(await measure(period, NOW)).toEqual(one);
  });
});
