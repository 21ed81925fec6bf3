-- An index on something inside "state" is written anew with every version of every subject, for
-- the database cannot know that the name in it is still the same. On a column of its own it does,
-- and a new version of a state stays on its page and leaves all indexes alone.
ALTER TABLE "subjects"
    ADD COLUMN "customer_name" TEXT GENERATED ALWAYS AS (
        CASE WHEN "key" LIKE 'customer:%' THEN "state"->>'name' END) STORED,
    ADD COLUMN "first_promised_on" TEXT COLLATE "C" GENERATED ALWAYS AS (
        CASE WHEN "key" LIKE 'order:%' THEN "state"->>'firstPromisedOn' END) STORED;

DROP INDEX "subjects_customer_name";
CREATE INDEX "subjects_customer_name" ON "subjects" ("remo_plain"("customer_name"))
    WHERE "customer_name" IS NOT NULL;
DROP INDEX "subjects_customer_pieces";
CREATE INDEX "subjects_customer_pieces" ON "subjects" USING GIN ("remo_pieces"("customer_name"))
    WHERE "customer_name" IS NOT NULL;
DROP INDEX "subjects_first_promised";
CREATE INDEX "subjects_first_promised" ON "subjects" ("first_promised_on")
    WHERE "first_promised_on" IS NOT NULL;
