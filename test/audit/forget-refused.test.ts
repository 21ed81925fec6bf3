import { expect, it } from "vitest";
import { maskTogether } from "../../src/core/audit.ts";
import { batchDigest, commitTo, digestBytes, factDigest } from "../../src/db/audit-digest.ts";
import type { Database } from "../../src/db/connect.ts";
import { freshDatabase } from "../support/database.ts";
import { forget, verify } from "./stage.ts";
import { ALL_OF_LUIS, LUIS, MARTA, rowsSaying, type Said, tell } from "./two-people.ts";

const NOW = "2026-11-18T18:00:00.000Z";
const CREDIT = { invoiceId: "FAC-1", requestId: "SNC-1", amountMinor: 500_000, currency: "MXN" };
const REQUESTED = { type: "credit.requested", ...CREDIT, ...LUIS, reasonCode: "QTY" } as const;
const POSTED = { type: "invoice.credited", invoiceId: "FAC-1", currency: "MXN" } as const;
const SPAN = { from: NOW, until: "2026-11-25T18:00:00.000Z" } as const;

const IN_FORCE: readonly (readonly [string, readonly Said[], RegExp])[] = [
  ["their undecided request", [REQUESTED], /^luis asked for or signed the credit note SNC-1/],
  [
    "a signature on what is not decided",
    [
      { ...REQUESTED, ...MARTA },
      { type: "credit.approved", ...CREDIT, ...LUIS },
    ],
    /SNC-1, which is not decided/,
  ],
  [
    "somebody's signature in their name",
    [
      { ...REQUESTED, ...MARTA },
      { type: "credit.approved", ...CREDIT, personId: "a", personName: "A", onBehalfOf: LUIS },
    ],
    /SNC-1, which is not decided/,
  ],
  [
    "an approved request that is not posted",
    [REQUESTED, { type: "credit.approved", ...CREDIT, ...MARTA, final: true }],
    /SNC-1, which is not decided and posted yet/,
  ],
  [
    "a note that goes beyond what was approved",
    [
      REQUESTED,
      { type: "credit.approved", ...CREDIT, ...MARTA, final: true },
      { ...POSTED, creditNoteId: "NC-1", requestId: "SNC-1", totalMinor: 900_000 },
    ],
    /hand in a request on FAC-1, where the credit note NC-1 waits/,
  ],
  [
    "their duty",
    [{ type: "duty.taken", team: "logistics", ...MARTA, onDuty: LUIS, ...SPAN }],
    /on duty for logistics until 2026-11-25/,
  ],
  ["their delegate", [{ type: "delegate.named", ...LUIS, delegate: MARTA, ...SPAN }], /signs for/],
  [
    "being a delegate",
    [{ type: "delegate.named", ...MARTA, delegate: LUIS, ...SPAN }],
    /signs for/,
  ],
];

it.each(IN_FORCE)(
  "nobody is forgotten while this goes by who they are: %s",
  async (_, said, why) => {
    const database = await freshDatabase();
    await tell(database, NOW, said);
    await expect(forget(database, "luis", NOW)).rejects.toThrow(why);
    expect(await rowsSaying(database, ALL_OF_LUIS)).not.toEqual([]);
    expect(await verify(database)).toMatchObject({ ok: true, pseudonymized: 0 });
    await database.close();
  },
);

it("after the requester was forgotten a decided request stands as it was decided", async () => {
  const database = await freshDatabase();
  await tell(database, NOW, [
    REQUESTED,
    // Their own signature never counted, and does not begin to.
    { type: "credit.approved", ...CREDIT, ...LUIS },
    { type: "credit.approved", ...CREDIT, ...MARTA, final: true },
    { ...POSTED, creditNoteId: "NC-1", requestId: "SNC-1", totalMinor: 500_000 },
  ]);
  const forgotten = await forget(database, "luis", NOW);
  const { rows } = await database.pool.query<{ requests: unknown }>(
    `SELECT state->'requests' AS requests FROM subjects WHERE key = 'invoice:FAC-1'`,
  );
  expect(rows[0]?.requests).toMatchObject([
    { by: { personId: forgotten?.pseudonym }, approvals: [MARTA], approvedAt: expect.any(String) },
  ]);
  await database.close();
});

/** A fact as it was stored when all the names of a row had one commitment. */
async function toldBefore({ pool }: Database, externalId: string, body: object): Promise<void> {
  const text = JSON.stringify(body);
  const at = NOW;
  const row = { source: "remo", type: "duty.taken", subject: "office:main" } as const;
  const { rows } = await pool.query<{ seq: number }>(
    `INSERT INTO facts (source, external_id, type, subject, occurred_at, recorded_at, body)
     VALUES ('remo', $1, 'duty.taken', 'office:main', $2, $2, $3::json) RETURNING seq`,
    [externalId, at, text],
  );
  const factSeqs = rows.map(({ seq }) => seq);
  const masked = maskTogether(text);
  const salt = Buffer.alloc(16, 7);
  const commitment = commitTo(masked.names.join(), salt);
  const columns = { ...row, externalId, occurredAt: at, recordedAt: at };
  const factDigests = digestBytes([factDigest(columns, masked, [commitment])]);
  const eventDigests = Buffer.alloc(0);
  const digest = batchDigest({ factSeqs, factDigests, eventSeqs: [], eventDigests, note: "" });
  await pool.query(
    `INSERT INTO audit_names (kind, seq, position, salt, commitment) VALUES ('facts', $1, 0, $2, $3)`,
    [factSeqs[0], salt, commitment],
  );
  await pool.query(
    `WITH batch AS (INSERT INTO audit_batches
       (fact_seqs, fact_digests, event_seqs, event_digests, note, digest)
       VALUES ($1::bigint[], $2, '{}', '', '', $3) RETURNING id)
     INSERT INTO audit_unsealed SELECT id FROM batch`,
    [factSeqs, factDigests, digest],
  );
}

it("a row from before, with one commitment to its names, is verified, and forgets them at once", async () => {
  const database = await freshDatabase();
  const duty = { type: "duty.taken", source: "remo", occurredAt: NOW, office: "main", ...SPAN };
  const team = "logistics";
  await toldBefore(database, "d1", { ...duty, externalId: "d1", team, ...LUIS, onDuty: LUIS });
  expect(await verify(database)).toMatchObject({ ok: true });
  expect(await forget(database, "luis")).toMatchObject({ facts: 1 });
  expect(await rowsSaying(database, ALL_OF_LUIS)).toEqual([]);
  expect(await verify(database)).toMatchObject({ ok: true, pseudonymized: 1 });
  await toldBefore(database, "d2", { ...duty, externalId: "d2", team, ...LUIS, onDuty: MARTA });
  await expect(forget(database, "luis")).rejects.toThrow("losing somebody else's name");
  expect(await verify(database)).toMatchObject({ ok: true, pseudonymized: 1 });
  await database.close();
});
