-- What the figures of a period are made of: the facts that move money or goods, by when they
-- happened. Partial, so that no other fact pays for it.
CREATE INDEX "facts_measured" ON "facts" ("type", "occurred_at") WHERE "type" IN (
    'delivery.delivered', 'invoice.issued', 'invoice.paid', 'invoice.credited', 'invoice.debited',
    'invoice.cancelled', 'invoice.corrected', 'invoice.disputed', 'withholding.applied',
    'withholding.certified');
-- Which orders were due on a day, by the day first promised. Dates as text sort as dates do.
CREATE INDEX "subjects_first_promised" ON "subjects" (("state"->>'firstPromisedOn') COLLATE "C")
    WHERE "key" LIKE 'order:%';

-- What was measured once for all channels that are told of it.
CREATE TABLE "reports" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "body" JSON NOT NULL,

    CONSTRAINT "reports_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "reports_kind" CHECK ("kind" IN ('figures', 'prospects'))
);
-- Whoever writes the row of an instant first tells of it, however many replicas look at the clock.
CREATE UNIQUE INDEX "reports_kind_due_at_key" ON "reports"("kind", "due_at");

-- A report is a message of its own, about no case, once in a channel.
ALTER TABLE "messages" ADD COLUMN "report_id" UUID;
ALTER TABLE "messages" DROP CONSTRAINT "messages_kind";
ALTER TABLE "messages" ADD CONSTRAINT "messages_kind" CHECK ("kind" IN ('card', 'note', 'digest', 'report'));
ALTER TABLE "messages" DROP CONSTRAINT "messages_about_a_case";
ALTER TABLE "messages" ADD CONSTRAINT "messages_about_a_case" CHECK (("kind" IN ('digest', 'report')) = ("case_id" IS NULL));
ALTER TABLE "messages" ADD CONSTRAINT "messages_of_a_report" CHECK (("kind" = 'report') = ("report_id" IS NOT NULL));
CREATE UNIQUE INDEX "messages_one_report" ON "messages" ("report_id", "platform", "channel") WHERE "report_id" IS NOT NULL;
