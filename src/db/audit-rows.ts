import type pg from "pg";
import {
  areForgotten,
  type AuditedTable,
  type Masked,
  maskPeople,
  maskTogether,
} from "../core/audit.ts";
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
  readonly names: readonly string[];
  readonly salts: readonly (Buffer | null)[];
  readonly commitments: readonly Buffer[];
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
    } else {
      if (row.salts.includes(null)) pseudonymized += 1;
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

/** Each the name itself, or the pseudonym of somebody whom a batch of the chain forgot. */
function namesFit({ names, salts, commitments }: Found, forgotten: ReadonlySet<string>): boolean {
  return commitments.every((commitment, index) => {
    const name = names[index];
    if (name === undefined) return false;
    const salt = salts[index] ?? null;
    return salt === null ? areForgotten(name, forgotten) : commitTo(name, salt).equals(commitment);
  });
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

type People = {
  readonly body: string;
  readonly together: boolean | null;
  readonly salts: readonly (Buffer | null)[] | null;
  readonly commitments: readonly Buffer[] | null;
};

/** What is known of the names in a page of rows of one table. */
const NAMES = `(
  SELECT seq, min(position) = 0 AS together, array_agg(salt ORDER BY position) AS salts,
    array_agg(commitment ORDER BY position) AS commitments
  FROM audit_names WHERE kind = $2 AND seq = ANY($1::bigint[]) GROUP BY seq) n`;

/** A row's names as its digest has them apart; a row older than the audit has them in its body. */
function peopleOf({ body, together, salts, commitments }: People) {
  if (salts === null || commitments === null) {
    return { masked: { body, names: [] } satisfies Masked, salts: [], commitments: [] };
  }
  return { masked: together ? maskTogether(body) : maskPeople(body), salts, commitments };
}

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
    }
  >(
    `SELECT f.seq, f.source, f.external_id, f.type, f.subject, f.occurred_at, f.recorded_at,
       f.body::text AS body, n.together, n.salts, n.commitments
     FROM facts f LEFT JOIN ${NAMES} ON n.seq = f.seq
     WHERE f.seq = ANY($1::bigint[])`,
    [seqs, "facts"],
  );
  return rows.map((row) => {
    const { masked, salts, commitments } = peopleOf(row);
    const { seq, subject: about, occurred_at: at } = row;
    const columns = {
      ...row,
      externalId: row.external_id,
      occurredAt: row.occurred_at,
      recordedAt: row.recorded_at,
    };
    const digest = digestBytes([factDigest(columns, masked, commitments)]);
    return { seq, about, at, names: masked.names, salts, commitments, digest };
  });
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
      about: string | null;
    }
  >(
    `SELECT e.seq, e.case_id, e.type, e.at, e.body::text AS body,
       n.together, n.salts, n.commitments, c.group_type || ':' || c.group_id AS about
     FROM case_events e LEFT JOIN ${NAMES} ON n.seq = e.seq
     LEFT JOIN cases c ON c.id = e.case_id
     WHERE e.seq = ANY($1::bigint[])`,
    [seqs, "case_events"],
  );
  return rows.map((row) => {
    const { masked, salts, commitments } = peopleOf(row);
    const { seq, case_id: caseId, at } = row;
    const about = row.about === null ? `case ${caseId}` : `case ${caseId} of ${row.about}`;
    const digest = digestBytes([eventDigest({ ...row, caseId }, masked, commitments)]);
    return { seq, about, at, names: masked.names, salts, commitments, digest };
  });
}
