import { z } from "zod";
import { ROLES } from "./action.ts";
import { Team } from "./fact.ts";
import { type Money, minorDigits } from "./money.ts";
import { COUNTRIES } from "./reason-codes.ts";

/** Amounts in the rules file are in major units (pesos, not cents): people write them. */
const Major = z.number().min(0).max(1e12);
const CurrencyKey = z.string().regex(/^([A-Z]{3}|default)$/, 'is not a currency, nor "default"');

const Rung = z.strictObject({
  /** The highest amount it may sign, in major units; only the last rung has none. */
  upTo: Major.optional(),
  /** Absent: whoever has the role, in any team. */
  team: Team.optional(),
  role: z.enum(ROLES),
  /** So many different people. */
  approvals: z.int().min(1).max(5).default(1),
});
export type Rung = z.infer<typeof Rung>;

const Ladder = z
  .array(Rung)
  .min(1)
  .max(10)
  .refine(isAscending, "must ascend by upTo, and its last rung, and no other, has no upTo");

function isAscending(rungs: readonly Rung[]): boolean {
  return rungs.every(({ upTo }, index) => {
    if (index === rungs.length - 1) return upTo === undefined;
    const before = index === 0 ? -1 : (rungs[index - 1]?.upTo ?? 0);
    return upTo !== undefined && upTo > before;
  });
}

function usual(leadUpTo: number, controllerUpTo: number): Rung[] {
  return [
    { upTo: leadUpTo, team: "collections", role: "lead", approvals: 1 },
    { upTo: controllerUpTo, team: "controller", role: "controller", approvals: 1 },
    { role: "director", approvals: 2 },
  ];
}

const LADDERS: Readonly<Record<string, Rung[]>> = {
  MXN: usual(20_000, 100_000),
  COP: usual(4_000_000, 20_000_000),
  PEN: usual(4_000, 20_000),
  CLP: usual(1_000_000, 5_000_000),
  USD: usual(1_000, 5_000),
  default: usual(1_000, 5_000),
};
const STEP_UP: Readonly<Record<string, number>> = {
  MXN: 50_000,
  COP: 10_000_000,
  PEN: 10_000,
  CLP: 2_500_000,
  USD: 2_500,
  default: 2_500,
};

/** What the rules file says of credit notes, under `credit-note-pending`. */
export const creditPolicy = {
  /** Who signs how much, by currency; what is not said here is as usual. */
  ladder: z
    .record(CurrencyKey, Ladder)
    .default({})
    .transform((given): Readonly<Record<string, readonly Rung[]>> => ({ ...LADDERS, ...given })),
  /** Requests and notes of so many days are added up to find the rung. */
  windowDays: z.number().min(1).max(366).default(30),
  /** From this amount on the approver types it again, by currency, in major units. */
  stepUpAbove: z
    .record(CurrencyKey, Major)
    .default({})
    .transform((given): Readonly<Record<string, number>> => ({ ...STEP_UP, ...given })),
  /** A request that nobody decided within so many days is void. */
  expiresDays: z.number().min(1).max(366).default(15),
  /** Whose codes a legal entity or a currency uses, where they are not the currency's own. */
  countries: z.record(z.string().max(128), z.enum(COUNTRIES)).default({}),
};

const CreditPolicyPart = z.object(creditPolicy);
export type CreditPolicy = z.output<typeof CreditPolicyPart>;

/** The policy within a rule's thresholds; what is not said has its default. Throws on nonsense. */
export function creditPolicyOf(part: unknown): CreditPolicy {
  return CreditPolicyPart.parse(part);
}

export function ladderFor(currency: string, { ladder }: CreditPolicy): readonly Rung[] {
  return ladder[currency] ?? ladder["default"] ?? [];
}

/** The rung that may sign an amount: the first whose limit holds it. */
export function rungFor(amount: Money, policy: CreditPolicy): number {
  const rungs = ladderFor(amount.currency, policy);
  const found = rungs.findIndex(
    ({ upTo }) => upTo === undefined || amount.minor <= minorOf(upTo, amount.currency),
  );
  return found === -1 ? rungs.length - 1 : found;
}

/** Whether an approver must type this amount again. */
export function needsStepUp(amount: Money, { stepUpAbove }: CreditPolicy): boolean {
  const above = stepUpAbove[amount.currency] ?? stepUpAbove["default"] ?? 0;
  return amount.minor > minorOf(above, amount.currency);
}

export function minorOf(major: number, currency: string): number {
  return Math.round(major * 10 ** minorDigits(currency));
}
