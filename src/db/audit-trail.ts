import { randomBytes } from "node:crypto";
import {
  type AuditedTable,
  type EventRow,
  type FactRow,
  type Masked,
  maskPeople,
} from "../core/audit.ts";
import { batchDigest, commitTo, digestBytes, eventDigest, factDigest } from "./audit-digest.ts";
import type { Db } from "./statements.ts";

const SALT_BYTES = 16;

type Name = {
  readonly kind: AuditedTable;
  readonly seq: number;
  /** From 1, in the order of the row; 0 is of rows whose names were committed to together. */
  readonly position: number;
  readonly salt: Buffer;
  readonly commitment: Buffer;
};

/** A row digested, which no longer needs its text; its number is not in its own digest. */
export type Vouched = {
  readonly digest: string;
  readonly names: readonly Pick<Name, "position" | "salt" | "commitment">[];
};

/** What one transaction appends, digested from the very texts it sends. */
export type Trail = {
  fact(seq: number, vouched: Vouched): void;
  event(seq: number, vouched: Vouched): void;
  /**
   * Writes the batch: the last statement before the commit, sent together with it. Nothing was
   * appended: nothing is written.
   */
  write(db: Db, note?: string): Promise<void>;
};

const NOBODY: Vouched["names"] = [];

function namesIn({ names }: Masked): Vouched["names"] {
  if (names.length === 0) return NOBODY;
  return names.map((name, index) => {
    const salt = randomBytes(SALT_BYTES);
    return { position: index + 1, salt, commitment: commitTo(name, salt) };
  });
}

export function vouchForFact(row: FactRow): Vouched {
  const masked = maskPeople(row.body);
  const names = namesIn(masked);
  return { digest: factDigest(row, masked, commitments(names)), names };
}

export function vouchForEvent(row: EventRow): Vouched {
  const masked = maskPeople(row.body);
  const names = namesIn(masked);
  return { digest: eventDigest(row, masked, commitments(names)), names };
}

function commitments(names: Vouched["names"]): readonly Buffer[] {
  return names.map(({ commitment }) => commitment);
}

export function createTrail(): Trail {
  const facts: { readonly seq: number; readonly digest: string }[] = [];
  const events: { readonly seq: number; readonly digest: string }[] = [];
  const names: Name[] = [];
  const keepNames = (kind: AuditedTable, seq: number, some: Vouched["names"]) => {
    for (const one of some) names.push({ kind, seq, ...one });
  };
  return {
    fact(seq, { digest, names: some }) {
      facts.push({ seq, digest });
      keepNames("facts", seq, some);
    },
    event(seq, { digest, names: some }) {
      events.push({ seq, digest });
      keepNames("case_events", seq, some);
    },
    async write(db, note = "") {
      if (facts.length === 0 && events.length === 0 && note === "") return;
      const named = names.length > 0 ? writeNames(db, names) : undefined;
      const content = {
        factSeqs: facts.map(({ seq }) => seq),
        factDigests: digestBytes(facts.map(({ digest }) => digest)),
        eventSeqs: events.map(({ seq }) => seq),
        eventDigests: digestBytes(events.map(({ digest }) => digest)),
        note,
      };
      const written = db.query({
        name: "audit-batch",
        text: `
          WITH batch AS (
            INSERT INTO audit_batches
              (fact_seqs, fact_digests, event_seqs, event_digests, note, digest)
            VALUES ($1::bigint[], $2, $3::bigint[], $4, $5, $6) RETURNING id)
          INSERT INTO audit_unsealed (batch_id) SELECT id FROM batch`,
        values: [
          `{${content.factSeqs.join(",")}}`,
          content.factDigests,
          `{${content.eventSeqs.join(",")}}`,
          content.eventDigests,
          note,
          batchDigest(content),
        ],
      });
      await Promise.all([named, written]);
    },
  };
}

async function writeNames(db: Db, names: readonly Name[]): Promise<void> {
  await db.query({
    name: "audit-names",
    text: `
      INSERT INTO audit_names (kind, seq, position, salt, commitment)
      SELECT * FROM unnest($1::text[], $2::bigint[], $3::int[], $4::bytea[], $5::bytea[])`,
    values: [
      names.map((one) => one.kind),
      names.map((one) => one.seq),
      names.map((one) => one.position),
      names.map((one) => one.salt),
      names.map((one) => one.commitment),
    ],
  });
}
