-- One commitment for each person that a row names, so that one can be forgotten and the others stay
-- vouched for. Rows written before keep their one commitment to all of their names: position 0.
ALTER TABLE "audit_names" ADD COLUMN "position" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "audit_names" ALTER COLUMN "position" DROP DEFAULT;
ALTER TABLE "audit_names" DROP CONSTRAINT "audit_names_pkey";
ALTER TABLE "audit_names" ADD CONSTRAINT "audit_names_pkey" PRIMARY KEY ("kind", "seq", "position");
