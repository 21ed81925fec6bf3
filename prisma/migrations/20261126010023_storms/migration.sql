-- Alert storms: when too many cards wait for a channel, the most valuable go out, the others are
-- held, and one digest speaks for them.

CREATE TABLE "storms" (
  "id" UUID NOT NULL,
  "platform" TEXT NOT NULL,
  "channel" TEXT NOT NULL,
  "started_at" TIMESTAMPTZ(3) NOT NULL,
  "passed_at" TIMESTAMPTZ(3),
  "ended_at" TIMESTAMPTZ(3),
  "lull_at" TIMESTAMPTZ(3) NOT NULL,
  "lull_came" INTEGER NOT NULL DEFAULT 0,
  "came" INTEGER NOT NULL DEFAULT 0,
  "settled" INTEGER NOT NULL DEFAULT 0,
  "looked_at" TIMESTAMPTZ(3) NOT NULL,
  "swept_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "digest_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "storms_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "storms_pass_before_they_end" CHECK ("ended_at" IS NULL OR "passed_at" IS NOT NULL),
  CONSTRAINT "storms_counts" CHECK ("settled" >= 0 AND "settled" <= "came")
);
-- One storm at a time in a channel, and the way to those that are not over.
CREATE UNIQUE INDEX "storms_one_per_channel" ON "storms" ("platform", "channel") WHERE "ended_at" IS NULL;

-- A digest is about its storm, whose id it has, and about no case.
ALTER TABLE "messages" ALTER COLUMN "case_id" DROP NOT NULL;
ALTER TABLE "messages" ADD COLUMN "storm_id" UUID;
ALTER TABLE "messages" DROP CONSTRAINT "messages_kind";
ALTER TABLE "messages" ADD CONSTRAINT "messages_kind" CHECK ("kind" IN ('card', 'note', 'digest'));
ALTER TABLE "messages" ADD CONSTRAINT "messages_about_a_case" CHECK (("kind" = 'digest') = ("case_id" IS NULL));
ALTER TABLE "messages" DROP CONSTRAINT "messages_state";
ALTER TABLE "messages" ADD CONSTRAINT "messages_state" CHECK ("state" IN ('behind', 'sending', 'current', 'dead', 'held', 'settled'));
ALTER TABLE "messages" ADD CONSTRAINT "messages_held_by_a_storm" CHECK ("state" <> 'held' OR ("kind" = 'card' AND "ref" IS NULL AND "storm_id" IS NOT NULL));
ALTER TABLE "messages" ADD CONSTRAINT "messages_settled_unseen" CHECK ("state" <> 'settled' OR "ref" IS NULL);

-- How many cards wait that were never posted: counted up to a limit, so often that it must be cheap.
CREATE INDEX "messages_unposted" ON "messages" ("platform", "channel", "priority" DESC) WHERE "state" = 'behind' AND "kind" = 'card' AND "ref" IS NULL;
CREATE INDEX "messages_held" ON "messages" ("platform", "channel", "priority" DESC) WHERE "state" = 'held';
CREATE INDEX "messages_in_storm" ON "messages" ("storm_id", "priority" DESC, "id") WHERE "storm_id" IS NOT NULL;
