-- How far each subscriber has heard what people told, in the order of the audit's chain: all of the
-- links before "link", and the first "position" facts of it.
CREATE TABLE "subscribers" (
  "name" TEXT NOT NULL,
  "link" BIGINT NOT NULL,
  "position" BIGINT NOT NULL DEFAULT 0,
  "until_link" BIGINT,
  "until_position" BIGINT,
  "state" TEXT NOT NULL DEFAULT 'on',
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "lease_until" TIMESTAMPTZ(3),
  "error" TEXT,
  "delivered_at" TIMESTAMPTZ(3),
  CONSTRAINT "subscribers_pkey" PRIMARY KEY ("name"),
  CONSTRAINT "subscribers_place" CHECK ("link" >= 1 AND "position" >= 0),
  CONSTRAINT "subscribers_until" CHECK (("until_link" IS NULL) = ("until_position" IS NULL)
    AND ("until_link" IS NULL OR ("until_link", "until_position") > ("link", "position"))),
  CONSTRAINT "subscribers_state" CHECK ("state" IN ('on', 'gone')),
  CONSTRAINT "subscribers_gone_says_why" CHECK ("state" = 'on' OR "error" IS NOT NULL)
);

-- What people told is a small part of all that was heard: subscribers look for nothing else.
CREATE INDEX "facts_told_by_people" ON "facts" ("seq") WHERE "source" = 'remo';
