-- When an open case next needs a look: what its group's recheck_at is audited against.

ALTER TABLE "cases" ADD COLUMN "due_at" TIMESTAMPTZ(3);

-- Every open case is drawn anew at least then; its other instants are known when it is next written.
UPDATE "cases" SET "due_at" = ("body" ->> 'redrawAt')::timestamptz WHERE "state" <> 'closed';

ALTER TABLE "cases" ADD CONSTRAINT "cases_closed_are_never_due" CHECK ("state" <> 'closed' OR "due_at" IS NULL);

CREATE INDEX "cases_open_due" ON "cases" ("due_at") WHERE "state" <> 'closed' AND "due_at" IS NOT NULL;
