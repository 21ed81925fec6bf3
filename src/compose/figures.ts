import { z } from "zod";
import type { CurrencyWeights } from "../app/desired-messages.ts";
import { createMeasure, type Measure } from "../app/measure.ts";
import { createProspects, type FindProspects } from "../app/prospects.ts";
import { evidenceOf, evidencePolicy } from "../core/rules/evidence.ts";
import type { RulesFile } from "../core/rules-file.ts";
import type { Database } from "../db/connect.ts";
import { kpiReads } from "../db/kpi-reads.ts";
import { prospectReads } from "../db/prospect-reads.ts";
import { worthOfMinor } from "../db/reads.ts";

export type Figures = { readonly measure: Measure; readonly prospects: FindProspects };

/** The shared figures on a database, with proofs as this rules file demands them. */
export function createFigures(
  { pool }: Pick<Database, "pool">,
  of: {
    readonly zone: string;
    readonly rules: RulesFile;
    readonly weights: CurrencyWeights;
  },
): Figures {
  const { zone, weights } = of;
  const policy = z.object(evidencePolicy).parse(of.rules.rules["evidence-missing"]);
  return {
    measure: createMeasure({
      read: kpiReads(pool, zone),
      zone,
      completeAt: (picture, delivery) => evidenceOf(picture, delivery, policy).completeAt,
    }),
    prospects: createProspects(prospectReads(pool, zone, worthOfMinor(weights)), weights),
  };
}
