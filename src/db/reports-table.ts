import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { NewReport, ReportBody, ReportStore } from "../app/reports.ts";
import type { Instant } from "../core/calendar.ts";
import { URGENT } from "./messages-table.ts";

/** Before the cards that wait: one message for a whole week. After what a person waits for. */
const REPORT_PRIORITY = URGENT / 100;

/** The weekly reports on PostgreSQL. */
export function createReportStore(pool: pg.Pool): ReportStore {
  return {
    async isWanting(dueAt) {
      // A Remo that knew nothing at that instant has missed nothing.
      const { rows } = await pool.query<{ wanting: boolean }>({
        name: "report-wanting",
        text: `
          SELECT NOT EXISTS (SELECT FROM reports WHERE due_at = $1) AND coalesce(
            (SELECT recorded_at FROM facts ORDER BY seq LIMIT 1) <= $1, false) AS wanting`,
        values: [dueAt],
      });
      return rows[0]?.wanting ?? false;
    },
    async keep(dueAt, reports) {
      const client = await pool.connect();
      try {
        await client.query("BEGIN");
        const kept = await keepIn(client, dueAt, reports);
        await client.query(kept ? "COMMIT" : "ROLLBACK");
        client.release();
        return kept;
      } catch (error) {
        await client.query("ROLLBACK").then(
          () => client.release(),
          (broken: Error) => client.release(broken),
        );
        throw error;
      }
    },
  };
}

/** False when another replica was first: it waits here until that one has committed. */
async function keepIn(
  client: pg.PoolClient,
  dueAt: Instant,
  reports: readonly NewReport[],
): Promise<boolean> {
  const rows = reports.map((report) => ({ id: randomUUID(), ...report }));
  const { rowCount } = await client.query(
    `INSERT INTO reports (id, kind, due_at, body)
     SELECT id, kind, $3, body FROM unnest($1::uuid[], $2::text[], $4::json[]) AS r (id, kind, body)
     ON CONFLICT (kind, due_at) DO NOTHING`,
    [
      rows.map(({ id }) => id),
      rows.map(({ kind }) => kind),
      dueAt,
      rows.map(({ body }) => JSON.stringify(body)),
    ],
  );
  if (rowCount !== rows.length) return false;
  const messages = rows.flatMap(({ id, channels }) =>
    channels.map((channel) => ({ reportId: id, platform: channel.platform, channel: channel.id })),
  );
  await client.query(
    `WITH wanted AS (
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[])
         AS m (id, report_id, platform, channel)),
     buckets_made AS (
       INSERT INTO buckets (destination) SELECT DISTINCT platform || ':' || channel FROM wanted
       ORDER BY 1 ON CONFLICT DO NOTHING)
     INSERT INTO messages (id, platform, channel, kind, report_id, desired, priority)
     SELECT id, platform, channel, 'report', report_id, 1, ${REPORT_PRIORITY} FROM wanted`,
    [
      messages.map(() => randomUUID()),
      messages.map(({ reportId }) => reportId),
      messages.map(({ platform }) => platform),
      messages.map(({ channel }) => channel),
    ],
  );
  return true;
}

/** What a message tells of; null for one that tells of no report. */
export async function reportOfMessage(
  pool: pg.Pool,
  messageId: string,
): Promise<{ readonly version: number; readonly report: ReportBody } | null> {
  const { rows } = await pool.query<{ version: number } & ReportBody>({
    name: "report-of-message",
    text: `
      SELECT m.desired AS version, r.kind, r.body FROM messages m
      JOIN reports r ON r.id = m.report_id WHERE m.id = $1`,
    values: [messageId],
  });
  const [row] = rows;
  if (!row) return null;
  const { version, ...report } = row;
  return { version, report };
}
