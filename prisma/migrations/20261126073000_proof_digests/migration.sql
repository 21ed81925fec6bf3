-- Which deliveries a file was given as proof of, in the order in which it was: a photo that proves
-- two orders is found by its digest. Facts of other kinds are not in it.
CREATE INDEX "facts_proof_digest" ON "facts" (("body"->>'sha256'), "occurred_at", "subject")
    WHERE "type" = 'evidence.attached' AND "body"->>'sha256' IS NOT NULL;
