-- One row per committed batch: which facts and case events it appended, with the SHA-256 of each, and
-- the digest of the whole. src/core/audit.ts says what is digested.
CREATE TABLE "audit_batches" (
  "id" BIGSERIAL NOT NULL,
  "fact_seqs" BIGINT[],
  "fact_digests" BYTEA NOT NULL,
  "event_seqs" BIGINT[],
  "event_digests" BYTEA NOT NULL,
  "note" TEXT NOT NULL,
  "digest" BYTEA NOT NULL,
  CONSTRAINT "audit_batches_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "audit_batches_facts" CHECK ("fact_seqs" IS NOT NULL AND octet_length("fact_digests") = 32 * cardinality("fact_seqs")),
  CONSTRAINT "audit_batches_events" CHECK ("event_seqs" IS NOT NULL AND octet_length("event_digests") = 32 * cardinality("event_seqs")),
  CONSTRAINT "audit_batches_digest" CHECK (octet_length("digest") = 32)
);
-- Digests do not shrink: trying costs time and saves nothing.
ALTER TABLE "audit_batches" ALTER COLUMN "fact_digests" SET STORAGE EXTERNAL;
ALTER TABLE "audit_batches" ALTER COLUMN "event_digests" SET STORAGE EXTERNAL;

-- Batches that no link of the chain covers yet: the sealer's to-do list, not part of the audit.
CREATE TABLE "audit_unsealed" (
  "batch_id" BIGINT NOT NULL,
  CONSTRAINT "audit_unsealed_pkey" PRIMARY KEY ("batch_id")
);

-- The chain: each link covers some batches and the link before it.
CREATE TABLE "audit_links" (
  "number" BIGINT NOT NULL,
  "sealed_at" TIMESTAMPTZ(3) NOT NULL,
  "batch_ids" BIGINT[],
  "batch_digests" BYTEA NOT NULL,
  "prev" BYTEA NOT NULL,
  "hash" BYTEA NOT NULL,
  CONSTRAINT "audit_links_pkey" PRIMARY KEY ("number"),
  CONSTRAINT "audit_links_batches" CHECK ("batch_ids" IS NOT NULL AND octet_length("batch_digests") = 32 * cardinality("batch_ids")),
  CONSTRAINT "audit_links_hashes" CHECK (octet_length("prev") = 32 AND octet_length("hash") = 32)
);

-- For rows that name people: the digest covers this commitment instead of the names, and whoever
-- forgets a person destroys the salt.
CREATE TABLE "audit_names" (
  "kind" TEXT NOT NULL,
  "seq" BIGINT NOT NULL,
  "salt" BYTEA,
  "commitment" BYTEA NOT NULL,
  CONSTRAINT "audit_names_pkey" PRIMARY KEY ("kind", "seq"),
  CONSTRAINT "audit_names_kind" CHECK ("kind" IN ('facts', 'case_events'))
);

-- What was stored before there was an audit is vouched for from now on, a thousand rows to a batch,
-- names and all.
WITH rows AS (
  SELECT seq, sha256(convert_to(concat_ws(E'\n', 'facts', source, external_id, type, subject,
    to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), body::text), 'UTF8')) AS digest
  FROM facts
), batches AS (
  SELECT array_agg(seq ORDER BY seq) AS seqs, string_agg(digest, '' ORDER BY seq) AS digests
  FROM rows GROUP BY seq / 1000
), made AS (
  INSERT INTO audit_batches (fact_seqs, fact_digests, event_seqs, event_digests, note, digest)
  SELECT seqs, digests, '{}', '', '', sha256(
    convert_to(E'remo audit batch 1\n\nfacts ' || array_to_string(seqs, ',') || E'\n', 'UTF8') || digests
    || convert_to(E'\ncase_events \n', 'UTF8'))
  FROM batches ORDER BY seqs[1] RETURNING id
)
INSERT INTO audit_unsealed SELECT id FROM made;

WITH rows AS (
  SELECT seq, sha256(convert_to(concat_ws(E'\n', 'case_events', case_id, type,
    to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), body::text), 'UTF8')) AS digest
  FROM case_events
), batches AS (
  SELECT array_agg(seq ORDER BY seq) AS seqs, string_agg(digest, '' ORDER BY seq) AS digests
  FROM rows GROUP BY seq / 1000
), made AS (
  INSERT INTO audit_batches (fact_seqs, fact_digests, event_seqs, event_digests, note, digest)
  SELECT '{}', '', seqs, digests, '', sha256(
    convert_to(E'remo audit batch 1\n\nfacts \n\ncase_events ' || array_to_string(seqs, ',') || E'\n', 'UTF8')
    || digests)
  FROM batches ORDER BY seqs[1] RETURNING id
)
INSERT INTO audit_unsealed SELECT id FROM made;

-- Append only, for everybody, the owner included. The one way through is to forget a person: an
-- UPDATE while "remo.forgetting" names the pseudonym; remo audit verify finds whatever else it changes.
CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME IN ('facts', 'case_events', 'audit_names')
    AND coalesce(current_setting('remo.forgetting', true), '') <> '' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'insufficient_privilege', HINT = 'Correct a fact by appending another one.';
END
$$;
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "facts"
  FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "case_events"
  FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_batches"
  FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_links"
  FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_names"
  FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
