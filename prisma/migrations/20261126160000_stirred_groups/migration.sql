-- Not only customers' accounts are to be judged again by who does not lock them.
ALTER TABLE "stirred_accounts" RENAME TO "stirred_groups";
ALTER TABLE "stirred_groups" RENAME COLUMN "customer_key" TO "key";
ALTER TABLE "stirred_groups" DROP CONSTRAINT "stirred_accounts_customer";
ALTER TABLE "stirred_groups" RENAME CONSTRAINT "stirred_accounts_pkey" TO "stirred_groups_pkey";
ALTER SEQUENCE "stirred_accounts_seq_seq" RENAME TO "stirred_groups_seq_seq";
