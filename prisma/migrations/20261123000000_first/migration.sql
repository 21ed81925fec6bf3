-- Keys are compared byte by byte ("C"): the same order in every database, so that locks are always
-- taken in one order, and prefixes can be looked up in the index.

CREATE TABLE "facts" (
  "seq" BIGSERIAL NOT NULL,
  "source" TEXT COLLATE "C" NOT NULL,
  "external_id" TEXT COLLATE "C" NOT NULL,
  "type" TEXT NOT NULL,
  "subject" TEXT COLLATE "C" NOT NULL,
  "occurred_at" TIMESTAMPTZ(3) NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  "body" JSON NOT NULL,
  CONSTRAINT "facts_pkey" PRIMARY KEY ("seq")
);
CREATE UNIQUE INDEX "facts_source_external_id_key" ON "facts" ("source", "external_id");
CREATE INDEX "facts_subject_idx" ON "facts" ("subject");

CREATE TABLE "subjects" (
  "key" TEXT COLLATE "C" NOT NULL,
  "state" JSON NOT NULL,
  "fold_key" TEXT COLLATE "C" NOT NULL,
  "version" INTEGER NOT NULL,
  CONSTRAINT "subjects_pkey" PRIMARY KEY ("key")
-- Room on each page for the next versions of its rows: an update then leaves the index alone.
) WITH (fillfactor = 60);

CREATE TABLE "links" (
  "order_key" TEXT COLLATE "C" NOT NULL,
  "subject_key" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT "links_pkey" PRIMARY KEY ("order_key", "subject_key"),
  CONSTRAINT "links_from_order" CHECK ("order_key" LIKE 'order:%')
);
CREATE INDEX "links_subject_key_idx" ON "links" ("subject_key");

CREATE TABLE "groups" (
  "key" TEXT COLLATE "C" NOT NULL,
  "recheck_at" TIMESTAMPTZ(3),
  CONSTRAINT "groups_pkey" PRIMARY KEY ("key")
);
-- The sweep reads this and nothing else: it costs what is due, not what exists.
CREATE INDEX "groups_due" ON "groups" ("recheck_at") WHERE "recheck_at" IS NOT NULL;

CREATE TABLE "cases" (
  "id" TEXT NOT NULL,
  "group_type" TEXT NOT NULL,
  "group_id" TEXT COLLATE "C" NOT NULL,
  "state" TEXT NOT NULL,
  "team" TEXT NOT NULL,
  "severity" INTEGER NOT NULL,
  "amount_minor" BIGINT,
  "currency" TEXT,
  "rules" TEXT[],
  "teams" TEXT[],
  "version" INTEGER NOT NULL,
  "opened_at" TIMESTAMPTZ(3) NOT NULL,
  "closed_at" TIMESTAMPTZ(3),
  "body" JSON NOT NULL,
  CONSTRAINT "cases_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "cases_state" CHECK ("state" IN ('open', 'acknowledged', 'snoozed', 'escalated', 'closed')),
  CONSTRAINT "cases_closed_at" CHECK (("state" = 'closed') = ("closed_at" IS NOT NULL)),
  CONSTRAINT "cases_money" CHECK (("amount_minor" IS NULL) = ("currency" IS NULL)),
  CONSTRAINT "cases_version" CHECK ("version" > 0)
);
-- One story per order: a second open case of a group cannot be stored.
CREATE UNIQUE INDEX "cases_one_open_per_group" ON "cases" ("group_type", "group_id") WHERE "state" <> 'closed';
CREATE INDEX "cases_group_type_group_id_opened_at_idx" ON "cases" ("group_type", "group_id", "opened_at" DESC);
CREATE INDEX "cases_open_by_team" ON "cases" ("team", "severity", "amount_minor" DESC NULLS LAST) WHERE "state" <> 'closed';
CREATE INDEX "cases_open_followed" ON "cases" USING GIN ("teams") WHERE "state" <> 'closed';
CREATE INDEX "cases_closed_by_team" ON "cases" ("team", "closed_at" DESC) WHERE "state" = 'closed';

CREATE TABLE "case_events" (
  "seq" BIGSERIAL NOT NULL,
  "case_id" TEXT NOT NULL,
  "type" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "body" JSON NOT NULL,
  CONSTRAINT "case_events_pkey" PRIMARY KEY ("seq")
);
CREATE INDEX "case_events_case_id_seq_idx" ON "case_events" ("case_id", "seq");

CREATE TABLE "messages" (
  "id" UUID NOT NULL,
  "platform" TEXT NOT NULL,
  "channel" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "case_id" TEXT NOT NULL,
  "parent_id" UUID,
  "event_seq" BIGINT,
  "ref" TEXT,
  "desired" INTEGER NOT NULL,
  "shown" INTEGER NOT NULL DEFAULT 0,
  "state" TEXT NOT NULL DEFAULT 'behind',
  "priority" DOUBLE PRECISION NOT NULL,
  "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "lease_until" TIMESTAMPTZ(3),
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "uncertain" BOOLEAN NOT NULL DEFAULT false,
  "first_attempt_at" TIMESTAMPTZ(3),
  "error" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "messages_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "messages_kind" CHECK ("kind" IN ('card', 'note')),
  CONSTRAINT "messages_note_has_thread" CHECK (("kind" = 'note') = ("parent_id" IS NOT NULL AND "event_seq" IS NOT NULL)),
  CONSTRAINT "messages_state" CHECK ("state" IN ('behind', 'sending', 'current', 'dead')),
  CONSTRAINT "messages_lease" CHECK (("state" = 'sending') = ("lease_until" IS NOT NULL)),
  CONSTRAINT "messages_never_ahead" CHECK ("shown" <= "desired"),
  CONSTRAINT "messages_current_is_shown" CHECK ("state" <> 'current' OR ("shown" = "desired" AND "ref" IS NOT NULL)),
  CONSTRAINT "messages_shown_has_ref" CHECK ("shown" = 0 OR "ref" IS NOT NULL),
  CONSTRAINT "messages_dead_says_why" CHECK ("state" <> 'dead' OR "error" IS NOT NULL)
);
-- One card per case and channel. A note is one event told once.
CREATE UNIQUE INDEX "messages_one_card" ON "messages" ("case_id", "platform", "channel") WHERE "kind" = 'card';
CREATE UNIQUE INDEX "messages_case_id_platform_channel_event_seq_key" ON "messages" ("case_id", "platform", "channel", "event_seq");
-- The sender's question: the most valuable message of a channel that is behind.
CREATE INDEX "messages_behind" ON "messages" ("platform", "channel", "priority" DESC) WHERE "state" = 'behind';
CREATE INDEX "messages_due" ON "messages" ("platform", "channel", "next_at") WHERE "state" = 'behind';
CREATE INDEX "messages_leased" ON "messages" ("lease_until") WHERE "state" = 'sending';
CREATE INDEX "messages_dead" ON "messages" ("created_at" DESC) WHERE "state" = 'dead';

CREATE TABLE "buckets" (
  "destination" TEXT NOT NULL,
  "paid_until" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "buckets_pkey" PRIMARY KEY ("destination")
);

CREATE TABLE "rejections" (
  "seq" BIGSERIAL NOT NULL,
  "source" TEXT NOT NULL,
  "external_id" TEXT,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "reason" TEXT NOT NULL,
  "body" JSON NOT NULL,
  CONSTRAINT "rejections_pkey" PRIMARY KEY ("seq")
);
CREATE INDEX "rejections_at_idx" ON "rejections" ("at" DESC);

CREATE TABLE "evidence_files" (
  "sha256" TEXT NOT NULL,
  "media_type" TEXT NOT NULL,
  "size_bytes" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "evidence_files_pkey" PRIMARY KEY ("sha256"),
  CONSTRAINT "evidence_files_sha256" CHECK ("sha256" ~ '^[0-9a-f]{64}$')
);

CREATE TABLE "schedule_runs" (
  "name" TEXT NOT NULL,
  "fire_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "schedule_runs_pkey" PRIMARY KEY ("name", "fire_at")
);

CREATE TABLE "settings" (
  "key" TEXT NOT NULL,
  "value" JSON NOT NULL,
  CONSTRAINT "settings_pkey" PRIMARY KEY ("key")
);
