-- In whose account an order, an invoice or a payment stands open, and until when.
ALTER TABLE "subjects" ADD COLUMN     "account" TEXT,
ADD COLUMN     "account_until" TIMESTAMPTZ(3),
ADD CONSTRAINT "subjects_account_until" CHECK ("account_until" IS NULL OR "account" IS NOT NULL);
-- Only what is open is asked for: neither index grows with what was settled.
CREATE INDEX "subjects_open" ON "subjects" ("account") WHERE "account" IS NOT NULL;
CREATE INDEX "subjects_in_sight" ON "subjects" ("account_until") WHERE "account_until" IS NOT NULL;

-- Customers whose accounts are to be judged.
CREATE TABLE "stirred_accounts" (
    "seq" BIGSERIAL NOT NULL,
    "customer_key" TEXT NOT NULL,

    CONSTRAINT "stirred_accounts_pkey" PRIMARY KEY ("seq"),
    CONSTRAINT "stirred_accounts_customer" CHECK ("customer_key" LIKE 'customer:%')
);

-- States written before lack what came since: a changed state is written whole, and orders and
-- invoices known so far enter their accounts with their next fact.
