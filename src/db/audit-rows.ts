import type pg from "pg";
import { type AuditedTable, isPseudonym, maskPeople } from "../core/audit.ts";
import { commitTo, digestBytes, eventDigest, factDigest } from "./audit-digest.ts";
import type { Problems } from "./audit-problems.ts";

/** A row as its batch recorded it. */
export type Expected = {
  readonly seq: number;
  readonly digest: Buffer;
  /** When its batch was sealed; null while it is not. */
  readonly sealedAt: string | null;
};

type Found = {
  readonly seq: number;
  readonly about: string;
  readonly at: string;
  readonly body: string;
  readonly salt: Buffer | null;
  readonly commitment: Buffer | null;
  readonly digest: Buffer;
};

/** Compares rows with what their batches recorded of them; answers how many are pseudonymized. */
export async function checkRows(
  client: pg.ClientBase,
  table: AuditedTable,
  expected: readonly Expected[],
  forgotten: ReadonlySet<string>,
  problems: Problems,
): Promise<number> {
  const seqs = expected.map(({ seq }) => seq);
  const rows = table === "facts" ? await readFacts(client, seqs) : await readEvents(client, seqs);
  const found = new Map(rows.map((row) => [row.seq, row]));
  let pseudonymized = 0;
  for (const one of expected) {
    const row = found.get(one.seq);
    if (!row) {
      problems.add({ ...removed(one), table });
    } else if (!row.digest.equals(one.digest)) {
      await tellDifference(client, table, row, problems);
    } else if (row.commitment !== null) {
      if (row.salt === null) pseudonymized += 1;
      if (!namesFit(row, forgotten)) problems.add({ ...renamed(row), table });
    }
  }
  return pseudonymized;
}

function removed({ seq, sealedAt }: Expected) {
  const when = sealedAt === null ? "a batch not yet sealed" : `a batch sealed at ${sealedAt}`;
  const says = `the row is gone; it was recorded in ${when}`;
  return { row: seq, fault: "removed", about: null, at: sealedAt, says } as const;
}

function renamed({ seq, about, at }: Found) {
  const says = "the row names another person than when it was recorded";
  return { row: seq, fault: "changed", about, at, says } as const;
}

/** The names themselves, or the pseudonym of somebody whom a batch of the chain forgot. */
function namesFit({ body, salt, commitment }: Found, forgotten: ReadonlySet<string>): boolean {
  const { names } = maskPeople(body);
  if (salt !== null) return commitment !== null && commitTo(names, salt).equals(commitment);
  const parsed: unknown = JSON.parse(`[${names}]`);
  return (
    Array.isArray(parsed) &&
    parsed.every((name) => typeof name === "string" && isPseudonym(name) && forgotten.has(name))
  );
}

/** A row with another row's content was moved: the batch of that other row tells. */
async function tellDifference(
  client: pg.ClientBase,
  table: AuditedTable,
  row: Found,
  problems: Problems,
): Promise<void> {
  const { seq, about, at } = row;
  const from = problems.full() ? null : await recordedAs(client, table, row.digest);
  problems.add(
    from === null
      ? { table, row: seq, fault: "changed", about, at, says: "the row is not as it was recorded" }
      : { table, row: seq, fault: "moved", about, at, says: `it was recorded as row ${from}` },
  );
}

async function recordedAs(
  client: pg.ClientBase,
  table: AuditedTable,
  digest: Buffer,
): Promise<number | null> {
  const kind = table === "facts" ? "fact" : "event";
  const { rows } = await client.query<{ seq: number }>(
    `SELECT ${kind}_seqs[(position($1::bytea IN ${kind}_digests) + 31) / 32] AS seq
     FROM audit_batches WHERE position($1::bytea IN ${kind}_digests) > 0 LIMIT 1`,
    [digest],
  );
  return rows[0]?.seq ?? null;
}

type People = { readonly salt: Buffer | null; readonly commitment: Buffer | null };

async function readFacts(
  client: pg.ClientBase,
  seqs: readonly number[],
): Promise<readonly Found[]> {
  const { rows } = await client.query<
    People & {
      seq: number;
      source: string;
      external_id: string;
      type: string;
      subject: string;
      occurred_at: string;
      recorded_at: string;
      body: string;
    }
  >(
    `SELECT f.seq, f.source, f.external_id, f.type, f.subject, f.occurred_at, f.recorded_at,
       f.body::text AS body, n.salt, n.commitment
     FROM facts f LEFT JOIN audit_names n ON n.kind = 'facts' AND n.seq = f.seq
     WHERE f.seq = ANY($1::bigint[])`,
    [seqs],
  );
  return rows.map((row) => ({
    ...row,
    about: row.subject,
    at: row.occurred_at,
    digest: digestBytes([
      factDigest(
        {
          ...row,
          externalId: row.external_id,
          occurredAt: row.occurred_at,
          recordedAt: row.recorded_at,
        },
        row.commitment,
      ),
    ]),
  }));
}

async function readEvents(
  client: pg.ClientBase,
  seqs: readonly number[],
): Promise<readonly Found[]> {
  const { rows } = await client.query<
    People & {
      seq: number;
      case_id: string;
      type: string;
      at: string;
      body: string;
      about: string | null;
    }
  >(
    `SELECT e.seq, e.case_id, e.type, e.at, e.body::text AS body, n.salt, n.commitment,
       c.group_type || ':' || c.group_id AS about
     FROM case_events e LEFT JOIN audit_names n ON n.kind = 'case_events' AND n.seq = e.seq
     LEFT JOIN cases c ON c.id = e.case_id
     WHERE e.seq = ANY($1::bigint[])`,
    [seqs],
  );
  return rows.map((row) => ({
    ...row,
    about: row.about === null ? `case ${row.case_id}` : `case ${row.case_id} of ${row.about}`,
    digest: digestBytes([eventDigest({ ...row, caseId: row.case_id }, row.commitment)]),
  }));
}
