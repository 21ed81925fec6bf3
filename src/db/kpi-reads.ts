import type pg from "pg";
import type { KpiStore } from "../app/measure.ts";
import { picturesOf } from "../app/pictures.ts";
import { addHours, type Instant } from "../core/calendar.ts";
import type { CaseEvent } from "../core/case.ts";
import { type SubjectKey, type Team, TEAMS } from "../core/fact.ts";
import { BLOCKING_RULES } from "../core/kpi/blocked.ts";
import { ballAfter } from "../core/kpi/hours-held.ts";
import type { InvoiceSeen } from "../core/kpi/invoice-marks.ts";
import type { OrderSeen } from "../core/kpi/order-marks.ts";
import type { Scope } from "../core/kpi/scope.ts";
import { idOf } from "../core/subject.ts";
import * as statements from "./kpi-statements.ts";
import { storedOf, SUBJECT_COLUMNS, type SubjectRow } from "./subjects-table.ts";

/** What one reading of the figures looks at, at most; beyond it they are of a part, and say so. */
const LIMITS = {
  orders: 50_000,
  invoices: 100_000,
  disputes: 20_000,
  cases: 50_000,
  balls: 200_000,
};
const PAGE = 500;
/** A dispute that was opened longer before the period is not looked for. */
const DISPUTES_BACK_HOURS = 400 * 24;
const PATIENCE_MS = 60_000;

const INVOICE_COLUMNS = SUBJECT_COLUMNS.split(", ")
  .map((column) => `i.${column}`)
  .join(", ");

/**
 * Reads for the figures, in one snapshot. States come page by page and are judged by the same code
 * as everything else: no figure has a second definition in SQL. `zone` is that of who says none.
 */
export function kpiReads(pool: pg.Pool, zone: string, most = LIMITS) {
  return async <T>(work: (store: KpiStore) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    try {
      await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
      await client.query(`SET LOCAL statement_timeout = ${PATIENCE_MS}`);
      const done = await work(createKpiStore(client, zone, most));
      await client.query("COMMIT");
      client.release();
      return done;
    } catch (error) {
      await client.query("ROLLBACK").then(
        () => client.release(),
        (broken: Error) => client.release(broken),
      );
      throw error;
    }
  };
}

type Client = Pick<pg.PoolClient, "query">;

function createKpiStore(client: Client, zone: string, most: typeof LIMITS): KpiStore {
  let partial = false;
  const atMost = <Row>(rows: readonly Row[], limit: number): readonly Row[] => {
    if (rows.length > limit) partial = true;
    return rows.slice(0, limit);
  };
  const keysOf = async (text: string, values: readonly unknown[], limit: number) => {
    const { rows } = await client.query<{ key: SubjectKey }>(text, [...values, limit + 1]);
    return atMost(rows, limit).map(({ key }) => key);
  };
  return {
    async *orders({ fromOn, toOn, from, until }) {
      const days = [fromOn, toOn, from, until];
      const keys = await keysOf(statements.ORDER_KEYS, days, most.orders);
      for (const page of pagesOf(keys)) yield await ordersOf(client, page, zone);
    },
    async *invoices({ from }) {
      const keys = await keysOf(statements.INVOICE_KEYS, [from], most.invoices);
      for (const page of pagesOf(keys)) yield await invoicesOf(client, page, zone);
    },
    async *issued({ from, until }) {
      const keys = await keysOf(statements.ISSUED_KEYS, [from, until], most.invoices);
      for (const page of pagesOf(keys)) yield await invoicesOf(client, page, zone);
    },
    async disputes({ from, until }) {
      const { rows } = await client.query<DisputeRow>(statements.DISPUTES, [
        addHours(from, -DISPUTES_BACK_HOURS),
        until,
        most.disputes,
      ]);
      return rows.map(({ subject, at, opens, legal_entity: legalEntity, currency }) => ({
        invoiceId: idOf(subject),
        at,
        opens,
        scope: { legalEntity, currency },
      }));
    },
    async blocked() {
      const { rows } = await client.query<Scope & { team: Team; minor: number }>(
        statements.BLOCKED,
        [BLOCKING_RULES, most.cases + 1],
      );
      return atMost(rows, most.cases);
    },
    async balls({ from, until }) {
      const { rows } = await client.query<{ case_id: string; body: CaseEvent }>(statements.BALLS, [
        from,
        until,
        TEAMS,
        most.balls + 1,
      ]);
      return atMost(rows, most.balls).flatMap(({ case_id: caseId, body }) => {
        const team = ballAfter(body);
        return team === undefined ? [] : [{ caseId, at: body.at, team }];
      });
    },
    isPartial: () => partial,
  };
}

type DisputeRow = {
  subject: SubjectKey;
  at: Instant;
  opens: boolean;
  legal_entity: string | null;
  currency: string;
};

function* pagesOf(keys: readonly SubjectKey[]): Generator<readonly SubjectKey[]> {
  for (let at = 0; at < keys.length; at += PAGE) yield keys.slice(at, at + PAGE);
}

async function ordersOf(
  client: Client,
  keys: readonly SubjectKey[],
  zone: string,
): Promise<readonly OrderSeen[]> {
  const states = await client.query<SubjectRow>(statements.ORDER_STATES(SUBJECT_COLUMNS), [keys]);
  const loaded = new Map(states.rows.map((row) => [row.key, storedOf(row)]));
  const billed = [...loaded.keys()].filter((key) => key.startsWith("invoice:"));
  const cases = await client.query<{ id: string }>(statements.WITH_CASE, [keys.map(idOf)]);
  const objected = await client.query<{ subject: SubjectKey }>(statements.REFUSED, [billed]);
  const withCase = new Set(cases.rows.map(({ id }) => id));
  const refused = new Set(objected.rows.map(({ subject }) => idOf(subject)));
  const pictures = picturesOf(loaded, zone);
  return keys.flatMap((key): readonly OrderSeen[] => {
    const picture = pictures.of(key);
    if (picture?.kind !== "order") return [];
    return [{ picture, hadCase: withCase.has(picture.order.id), refused }];
  });
}

type InvoiceRow = SubjectRow & {
  legal_entity: string | null;
  zone: string | null;
  payment_days: number | null;
  was_rejected: boolean;
};

async function invoicesOf(
  client: Client,
  keys: readonly SubjectKey[],
  zone: string,
): Promise<readonly InvoiceSeen[]> {
  const { rows } = await client.query<InvoiceRow>(statements.INVOICE_STATES(INVOICE_COLUMNS), [
    keys,
  ]);
  return rows.flatMap((row): readonly InvoiceSeen[] => {
    const { subject } = storedOf(row);
    if (subject.kind !== "invoice") return [];
    return [
      {
        invoice: subject.state,
        legalEntity: row.legal_entity,
        zone: row.zone ?? zone,
        paymentDays: row.payment_days,
        wasRejected: row.was_rejected,
      },
    ];
  });
}
