import { z } from "zod";
import type { ActionId } from "./action.ts";
import { earliest, type Instant } from "./calendar.ts";
import type { Finding, FindingSubject } from "./finding.ts";
import type { Team } from "./fact.ts";
import type { Picture } from "./picture.ts";
import type { CommonThresholds, Found, PreparedRule, Rule } from "./rule.ts";
import { isRuleId, RULES, type RuleId } from "./rules/index.ts";

/** The rules with the thresholds somebody chose; what was not chosen has its default. */
export type RulesFile = {
  readonly version: 1;
  /** Every rule's thresholds, defaults filled in: plain data, to print or to compare. */
  readonly rules: Readonly<Record<RuleId, CommonThresholds>>;
  /** The enabled rules, ready to judge, by the kind of picture they look at. */
  readonly enabled: Readonly<Record<Picture["kind"], readonly Enabled[]>>;
};
type AnyRule = Pick<
  Rule,
  "id" | "about" | "team" | "informs" | "severity" | "stage" | "actions" | "prepare"
>;
type Enabled = { readonly rule: AnyRule; readonly prepared: PreparedRule };
type Parts = Readonly<Record<string, unknown>>;

const Shape = z.strictObject({
  version: z.literal(1, { error: 'must be 1, as in "version: 1"' }),
  rules: z.record(z.string(), z.unknown()).default({}),
});

/** What two rules must agree on is written once, under the first of them. */
const SHARED = [
  // A billable delivery is a proven one.
  { from: "evidence-missing", to: "delivered-not-invoiced", keys: ["required", "perCustomer"] },
  { from: "evidence-missing", to: "evidence-rejected", keys: ["required", "perCustomer"] },
  // An invoice is overdue again from the moment on at which its promise is broken.
  { from: "payment-promise-broken", to: "invoice-overdue", keys: ["promiseGraceHours"] },
] as const;

/**
 * Parses what the rules file contains: `{ version: 1, rules: { <rule id>: { <threshold>: … } } }`.
 * The error is one sentence that names the setting.
 */
export function parseRulesFile(content: unknown): RulesFile | { readonly error: string } {
  const shape = Shape.safeParse(content ?? undefined);
  if (!shape.success) return { error: sentence("", shape.error.issues) };
  const parts = withShared(shape.data.rules);
  const unknown = Object.keys(parts).find((id) => !isRuleId(id));
  if (unknown !== undefined) {
    const known = RULES.map((rule) => rule.id).join(", ");
    return { error: `rules.${unknown} is not a rule; the rules are ${known}.` };
  }
  const all: Enabled[] = [];
  for (const rule of RULES) {
    const prepared = rule.prepare(parts[rule.id] ?? {});
    if ("issues" in prepared) return { error: sentence(`rules.${rule.id}`, prepared.issues) };
    all.push({ rule, prepared });
  }
  return rulesFile(all);
}

/** The rules as they are when nobody wrote a rules file. */
export function defaultRules(): RulesFile {
  const parsed = parseRulesFile({ version: 1 });
  if ("error" in parsed) throw new Error(parsed.error);
  return parsed;
}

function rulesFile(all: readonly Enabled[]): RulesFile {
  const thresholds = Object.fromEntries(
    all.map(({ rule, prepared }) => [rule.id, prepared.thresholds]),
  );
  const enabled = all.filter(({ prepared }) => prepared.thresholds.enabled);
  return {
    version: 1,
    rules: completeRecord(thresholds),
    enabled: {
      order: enabled.filter(({ rule }) => rule.about === "order" || rule.about === "invoice"),
      account: enabled.filter(({ rule }) => rule.about === "account" || rule.about === "invoice"),
      source: enabled.filter(({ rule }) => rule.about === "source"),
    },
  };
}

function completeRecord(
  thresholds: Readonly<Record<string, CommonThresholds>>,
): Readonly<Record<RuleId, CommonThresholds>> {
  if (!isComplete(thresholds)) throw new Error("A rule has no thresholds.");
  return thresholds;
}

function isComplete(
  thresholds: Readonly<Record<string, CommonThresholds>>,
): thresholds is Readonly<Record<RuleId, CommonThresholds>> {
  return RULES.every((rule) => thresholds[rule.id] !== undefined);
}

function withShared(parts: Parts): Parts {
  return SHARED.reduce<Parts>((all, { from, to, keys }) => {
    const said = all[from];
    const own = all[to] ?? {};
    if (!isRecord(said) || !isRecord(own)) return all;
    const agreed = keys.filter((key) => said[key] !== undefined).map((key) => [key, said[key]]);
    return { ...all, [to]: { ...Object.fromEntries(agreed), ...own } };
  }, parts);
}

function isRecord(value: unknown): value is Parts {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The first issue as one sentence: the setting, then what is wrong with it. */
function sentence(where: string, [issue]: readonly z.core.$ZodIssue[]): string {
  const path = [where, ...(issue?.path ?? []).map(String)].filter(Boolean);
  if (issue?.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    return `${[...path, key].join(".")} is not a setting: remove it or correct its name.`;
  }
  const problem = (issue?.message ?? "is not valid").replace(/^Invalid input: /, "");
  return `${path.join(".") || "The rules file"}: ${problem}.`;
}

// These buttons record something of one delivery: without one they would record nothing.
const ABOUT_A_DELIVERY: ReadonlySet<ActionId> = new Set<ActionId>([
  "delivered",
  "failed",
  "returned",
  "re-plan",
  "attach-proof",
]);

export type Judgement = {
  readonly findings: readonly Finding[];
  /** The next instant, after `now`, at which time alone could change the findings. */
  readonly recheckAt: Instant | null;
};

const NOTHING: Judgement = { findings: [], recheckAt: null };

/** Runs every enabled rule on one picture. An order that was never placed is not judged. */
export function judgePicture(picture: Picture, rules: RulesFile, now: Instant): Judgement {
  if (picture.kind === "order" && picture.order.placedAt === null) return NOTHING;
  const findings: Finding[] = [];
  let recheckAt: Instant | null = null;
  for (const { rule, prepared } of rules.enabled[picture.kind]) {
    const verdict = prepared.judge(picture, now);
    if (verdict.recheckAt !== null) recheckAt = earliest(recheckAt, verdict.recheckAt);
    for (const found of verdict.findings) findings.push(complete(rule, prepared, found));
  }
  return { findings, recheckAt };
}

function complete(rule: AnyRule, { thresholds }: PreparedRule, found: Found<unknown>): Finding {
  return {
    rule: rule.id,
    subject: found.subject,
    team: found.team ?? rule.team,
    informs: found.informs ?? followers(rule, found),
    severity: found.severity ?? rule.severity,
    stage: rule.stage,
    amount: found.amount,
    since: found.since,
    ...(found.repeats ? { repeats: true } : {}),
    data: found.data,
    actions: actionsOn(found.subject, found.actions ?? rule.actions),
    answerWithinHours: thresholds.answerWithinHours,
    foldedUnder: null,
    ...(found.signers ? { signers: found.signers } : {}),
    ...(found.folds ? { folds: found.folds } : {}),
  };
}

/** Whoever would have the ball by the rule follows the finding that another team answers. */
function followers({ team, informs }: AnyRule, found: Found<unknown>): readonly Team[] {
  const owner = found.team ?? team;
  return owner === team ? informs : [team, ...informs.filter((one) => one !== owner)];
}

function actionsOn(subject: FindingSubject, actions: readonly ActionId[]): readonly ActionId[] {
  return subject.startsWith("delivery:")
    ? actions
    : actions.filter((action) => !ABOUT_A_DELIVERY.has(action));
}
