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

/** What one transaction appends, digested from the very texts it sends. */
export type Trail = {
  fact(seq: number, row: FactRow): void;
  event(seq: number, row: EventRow): void;
  /**
   * Writes the batch: the last statement before the commit, sent together with it. Nothing was
   * appended: nothing is written.
   */
  write(db: Db, note?: string): Promise<void>;
};

export function createTrail(): Trail {
  const facts: { readonly seq: number; readonly digest: string }[] = [];
  const events: { readonly seq: number; readonly digest: string }[] = [];
  const names: Name[] = [];
  const commit = (kind: AuditedTable, seq: number, masked: Masked): readonly Buffer[] =>
    masked.names.map((name, index) => {
      const salt = randomBytes(SALT_BYTES);
      const commitment = commitTo(name, salt);
      names.push({ kind, seq, position: index + 1, salt, commitment });
      return commitment;
    });
  return {
    fact(seq, row) {
      const masked = maskPeople(row.body);
      facts.push({ seq, digest: factDigest(row, masked, commit("facts", seq, masked)) });
    },
    event(seq, row) {
      const masked = maskPeople(row.body);
      events.push({ seq, digest: eventDigest(row, masked, commit("case_events", seq, masked)) });
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
