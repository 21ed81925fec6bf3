import type { AnswerInput } from "../../core/answer.ts";
import { amountOf, type Case, leading } from "../../core/case.ts";
import { EvidenceKind, ReasonCode } from "../../core/fact.ts";
import type { Finding } from "../../core/finding.ts";
import type { FormId } from "../../core/form.ts";
import { formSpec } from "../../core/form.ts";
import type { Matcher, WakeCondition } from "../../core/people-facts.ts";
import { type CasePicture, orderIn } from "../../core/picture.ts";
import { money } from "../../text/format.ts";
import { parseAmount } from "../../text/parse-amount.ts";
import type { Text } from "../../text/text.ts";
import type { Directory, KeepEvidence, Submission } from "../ports.ts";
import { assignable } from "./assignable.ts";
import { keepProofs } from "./keep-proofs.ts";

export type FormContext = {
  /** Null for what is asked without a case. */
  readonly case: Case | null;
  readonly finding: Finding | null;
  readonly picture: CasePicture | null;
  /** In which an amount is typed, where nothing else tells. */
  readonly currency?: string | null;
  readonly directory: Pick<Directory, "people">;
  readonly keep: KeepEvidence;
  readonly text: Text;
};

type Read = { readonly input: AnswerInput } | { readonly errors: Readonly<Record<string, string>> };

/** What people typed and chose as the core knows it, or what is wrong beside each input. */
export async function readForm(form: FormId, given: Submission, o: FormContext): Promise<Read> {
  const { needs, may } = formSpec(form);
  const fields = [...needs, ...may];
  const currency = currencyOf(given, o);
  const amount = given.amount && currency ? parseAmount(given.amount, currency) : null;
  if (given.amount && !amount) {
    const example = money({ minor: 1_230_000, currency: currency ?? "MXN" });
    return { errors: { amount: o.text.answer.badAmount(given.amount, example) } };
  }
  const withFiles = fields.includes("files") && (given.files?.length ?? 0) > 0;
  const kept = withFiles ? await keepProofs(given.files ?? [], o.keep, o.text) : { proofs: null };
  if ("errors" in kept) return kept;
  const reasonCode = ReasonCode.safeParse(given.reasonCode);
  const proofKind = EvidenceKind.safeParse(given.proofKind);
  const mayHave = o.case ? assignable(o.case, o.directory) : [];
  const to = mayHave.find(({ id }) => id === given.person);
  const matcher = given.scope === undefined ? null : matcherOf(given.scope, o);
  const wakeWhen = wakeConditionOf(given.wakeWhen, amount?.minor ?? null);
  return {
    input: {
      ...(given.reason ? { reason: given.reason } : {}),
      ...(given.on ? { on: given.on } : {}),
      ...(given.until ? { until: given.until } : {}),
      ...(given.invoiceId ? { invoiceId: given.invoiceId } : {}),
      ...(amount ? { amount } : {}),
      ...(reasonCode.success ? { reasonCode: reasonCode.data } : {}),
      ...(proofKind.success ? { proofKind: proofKind.data } : {}),
      ...(to ? { to: { personId: to.id, personName: to.name } } : {}),
      ...(matcher ? { matcher } : {}),
      ...(wakeWhen ? { wakeWhen } : {}),
      ...(kept.proofs ? { proofs: kept.proofs } : {}),
    },
  };
}

/** An invoice's own currency where one is named, else that of what is at stake. */
function currencyOf({ invoiceId }: Submission, o: FormContext): string | null {
  const invoices = o.picture?.kind === "account" ? o.picture.receivables : o.picture?.invoices;
  const named = invoices?.find(({ id }) => id === invoiceId)?.currency;
  const stake = o.finding?.amount ?? (o.case && amountOf(o.case));
  return named ?? o.currency ?? stake?.currency ?? null;
}

function wakeConditionOf(when: string | undefined, minor: number | null): WakeCondition | null {
  if (when === "eta-changes" || when === "customer-replies") return { when };
  return when === "amount-passes" && minor !== null ? { when, minor } : null;
}

/** What the chosen scope covers, by the case it was chosen on. */
function matcherOf(scope: string, { case: c, picture }: FormContext): Matcher | null {
  const order = orderIn(picture)?.order;
  const customerId =
    picture?.kind === "account" ? picture.customer.id : (order?.payerId ?? order?.buyerId);
  const rule = c ? leading(c)?.rule : undefined;
  if (scope === "rule" && rule) return { rule };
  if (scope === "customer" && customerId) return { customerId };
  if (scope === "both" && rule && customerId) return { rule, customerId };
  const warehouse = order?.warehouse;
  return scope === "warehouse" && warehouse ? { warehouse } : null;
}
