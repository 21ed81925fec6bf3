import type pg from "pg";
import type { Platform, Rejected } from "../app/ports.ts";
import type { Instant } from "../core/calendar.ts";
import type { CaseEvent } from "../core/case.ts";
import type { PrismaClient } from "./generated/client.ts";

/** The groups that are due, the longest due first: an index range, whatever else is stored. */
export async function dueGroups(
  pool: pg.Pool,
  now: Instant,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ key: string }>({
    name: "due-groups",
    text: `SELECT key FROM groups WHERE recheck_at <= $1 ORDER BY recheck_at LIMIT $2`,
    values: [now, limit],
  });
  return rows.map((row) => row.key);
}

/** When the next group is due, if any is. */
export async function nextDueAt(pool: pg.Pool): Promise<Instant | null> {
  const { rows } = await pool.query<{ at: Instant | null }>({
    name: "next-due-at",
    text: `SELECT min(recheck_at) AS at FROM groups WHERE recheck_at IS NOT NULL`,
  });
  return rows[0]?.at ?? null;
}

/**
 * Makes everything due: the rules themselves changed. Others may be writing, and lock their groups
 * in the order of keys: this does the same, or each would wait for the other.
 */
async function recheckEverything(pool: pg.Pool, now: Instant): Promise<void> {
  await pool.query(
    `WITH locked AS MATERIALIZED (SELECT key FROM groups ORDER BY key FOR UPDATE)
     UPDATE groups SET recheck_at = $1 FROM locked WHERE groups.key = locked.key`,
    [now],
  );
}

/** Every card and report of these channels is to be shown again: their language changed. */
export async function redrawChannels(
  pool: pg.Pool,
  platform: Platform,
  channels: readonly string[],
): Promise<void> {
  await pool.query(
    `UPDATE messages SET shown = greatest(0, shown - 1), next_at = now(),
       state = CASE WHEN state = 'current' AND shown > 0 THEN 'behind' ELSE state END
     WHERE platform = $1 AND channel = ANY($2::text[]) AND kind IN ('card', 'report')
       AND state = 'current'`,
    [platform, channels],
  );
}

/** Every card of an open case is to be shown again: the clock moved, and "2 h ago" with it. */
export async function redrawOpenCards(pool: pg.Pool): Promise<void> {
  await pool.query(
    `UPDATE messages SET shown = shown - 1, next_at = now(), state = 'behind'
     WHERE kind = 'card' AND state = 'current' AND shown > 0
       AND case_id IN (SELECT id FROM cases WHERE state <> 'closed')`,
  );
}

export async function eventBySeq(pool: pg.Pool, seq: number): Promise<CaseEvent | null> {
  const { rows } = await pool.query<{ body: CaseEvent }>({
    name: "event-by-seq",
    text: `SELECT body FROM case_events WHERE seq = $1`,
    values: [seq],
  });
  return rows[0]?.body ?? null;
}

export async function keepRejected(
  prisma: PrismaClient,
  rejected: readonly Rejected[],
): Promise<void> {
  if (rejected.length === 0) return;
  await prisma.rejection.createMany({
    data: rejected.map((one) => ({
      source: one.source,
      externalId: one.externalId,
      reason: one.reason,
      body: JSON.parse(JSON.stringify(one.body ?? null)),
    })),
  });
}

/** A value kept between runs; null when it was never set. */
export async function readSetting(prisma: PrismaClient, key: string): Promise<unknown> {
  const row = await prisma.setting.findUnique({ where: { key } });
  return row?.value ?? null;
}

export async function writeSetting(
  prisma: PrismaClient,
  key: string,
  value: string | number,
): Promise<void> {
  await prisma.setting.upsert({
    where: { key },
    create: { key, value },
    update: { value },
  });
}

/** A value that whoever comes first sets, for good: of several replicas all get the same one. */
export async function settleSetting(pool: pg.Pool, key: string, fresh: string): Promise<string> {
  await pool.query(
    `INSERT INTO settings (key, value) VALUES ($1, to_json($2::text)) ON CONFLICT DO NOTHING`,
    [key, fresh],
  );
  const { rows } = await pool.query<{ value: string }>(
    `SELECT value #>> '{}' AS value FROM settings WHERE key = $1`,
    [key],
  );
  return rows[0]?.value ?? fresh;
}

/** Messages given up on, newest first. */
export async function deadMessages(prisma: PrismaClient, limit: number) {
  return prisma.message.findMany({
    where: { state: "dead" },
    orderBy: { createdAt: "desc" },
    take: limit,
    select: {
      id: true,
      platform: true,
      channel: true,
      kind: true,
      caseId: true,
      error: true,
      attempts: true,
      createdAt: true,
    },
  });
}

/** Sends dead messages again: all of them, or the one named. Answers how many. */
export async function resendDead(prisma: PrismaClient, id: string | null): Promise<number> {
  const { count } = await prisma.message.updateMany({
    where: { state: "dead", ...(id === null ? {} : { id }) },
    data: { state: "behind", attempts: 0, nextAt: new Date(), error: null },
  });
  return count;
}

/** Notes a proof whose bytes were kept; known bytes are noted once. */
export async function rememberFile(
  prisma: PrismaClient,
  file: { sha256: string; mediaType: string; sizeBytes: number; name: string },
): Promise<void> {
  await prisma.evidenceFile.createMany({ data: [file], skipDuplicates: true });
}

/** What sources sent and could not be taken, newest first. */
export async function rejections(prisma: PrismaClient, limit: number) {
  return prisma.rejection.findMany({
    orderBy: { seq: "desc" },
    take: limit,
    select: { source: true, externalId: true, at: true, reason: true, body: true },
  });
}

/** Makes everything due when the rules differ from those that judged last; answers whether. */
export async function noticeNewRules(
  database: { readonly pool: pg.Pool; readonly prisma: PrismaClient },
  digest: string,
  now: Instant,
): Promise<boolean> {
  const known = await readSetting(database.prisma, "rules.digest");
  if (known === digest) return false;
  if (known !== null) await recheckEverything(database.pool, now);
  await writeSetting(database.prisma, "rules.digest", digest);
  return known !== null;
}
