import { actionSpec } from "../../core/action.ts";
import type { CreditPolicy } from "../../core/credit-policy.ts";
import { REASON_CODES, type Team } from "../../core/fact.ts";
import type { InvoiceState } from "../../core/invoice.ts";
import { creditWords } from "../../text/credit-words.ts";
import { money } from "../../text/format.ts";
import { parseAmount } from "../../text/parse-amount.ts";
import type { Dialog } from "../../view/card.ts";
import { creditDialog } from "../../view/credit-dialog.ts";
import type { AskCredit, Directory, KeepEvidence, KnownPerson, Reads, Reply } from "../ports.ts";
import type { Submission } from "../ports.ts";
import { type Asker, say } from "./asker.ts";
import { creditSentence, fieldOf } from "./credit-refusal.ts";
import { readForm } from "./read-form.ts";

export type CreditNeeds = {
  readonly reads: Pick<Reads, "invoice">;
  readonly directory: Pick<Directory, "people">;
  readonly keepEvidence: KeepEvidence;
  readonly credit: CreditPolicy;
  readonly askCredit: AskCredit;
};

/**
 * `credit INVOICE [AMOUNT [REASON CODE] [words…]]`: opens the dialog filled with what was typed.
 * `verb` is the command as it was typed, for the sentences that show it.
 */
export async function creditCommand(
  words: readonly string[],
  verb: string,
  person: KnownPerson,
  asker: Asker,
  needs: Pick<CreditNeeds, "reads" | "credit">,
): Promise<Reply> {
  const said = creditWords(asker.reader.lang);
  if (!askingTeam(person)) return refuseTeam(asker);
  const [typedId] = words;
  if (typedId === undefined) return say(asker, said.usage(verb));
  const invoice = await invoiceNamed(typedId, needs.reads);
  if (!invoice) return say(asker, asker.speech.text.act.noInvoice(typedId, []));
  const typed = typedAfter(words.slice(1));
  const amount = typed.amount && invoice.currency && parseAmount(typed.amount, invoice.currency);
  if (typed.amount && !amount) return say(asker, said.badAmount(typed.amount, example(invoice)));
  return { kind: "dialog", dialog: dialogOn(invoice, asker, needs, typed) };
}

/** The dialog of an invoice once more: its form was refused, or its files come by a page. */
export async function reopenCredit(
  invoiceId: string,
  person: KnownPerson,
  asker: Asker,
  needs: Pick<CreditNeeds, "reads" | "credit">,
): Promise<Reply> {
  if (!askingTeam(person)) return refuseTeam(asker);
  const invoice = await needs.reads.invoice(invoiceId);
  if (!invoice) return say(asker, creditWords(asker.reader.lang).noInvoice(invoiceId));
  return { kind: "dialog", dialog: dialogOn(invoice, asker, needs) };
}

function dialogOn(
  invoice: InvoiceState,
  { reader }: Asker,
  { credit: policy }: Pick<CreditNeeds, "credit">,
  prefill: ReturnType<typeof typedAfter> = {},
): Dialog {
  return creditDialog(invoice, { ...reader, policy, prefill });
}

/** The dialog that a command opened comes back. */
export async function submitCredit(
  invoiceId: string,
  submission: Submission,
  person: KnownPerson,
  asker: Asker,
  needs: CreditNeeds,
): Promise<Reply> {
  const team = askingTeam(person);
  if (!team) return refuseTeam(asker);
  const invoice = await needs.reads.invoice(invoiceId);
  if (!invoice) return say(asker, creditWords(asker.reader.lang).noInvoice(invoiceId));
  const { text } = asker.speech;
  const filled = await readForm("credit", submission, {
    case: null,
    finding: null,
    picture: null,
    currency: invoice.currency,
    directory: needs.directory,
    keep: needs.keepEvidence,
    text,
  });
  if ("errors" in filled) return { kind: "invalid", errors: filled.errors };
  const { amount, reasonCode, reason, proofs = [] } = filled.input;
  if (!amount) return { kind: "invalid", errors: { amount: text.answer.missing.amount } };
  if (!reasonCode)
    return { kind: "invalid", errors: { reasonCode: text.answer.missing.reasonCode } };
  const digests = proofs.map(({ sha256 }) => sha256);
  const asked = { invoiceId, person, team, amount, reasonCode, reason, proofs: digests };
  return record(asked, asker, needs);
}

async function record(
  asked: Parameters<AskCredit>[0],
  asker: Asker,
  { askCredit }: CreditNeeds,
): Promise<Reply> {
  const result = await askCredit(asked);
  const { lang } = asker.reader;
  if ("refusal" in result) {
    const { refusal } = result;
    const sentence = creditSentence(refusal, asker.speech);
    const field = fieldOf(refusal);
    return field ? { kind: "invalid", errors: { [field]: sentence } } : say(asker, sentence);
  }
  const words = creditWords(lang);
  const amount = money(asked.amount);
  const text = result.amended
    ? words.amended(result.requestId, amount)
    : words.recorded(result.requestId, amount, asked.invoiceId);
  return { kind: "done", note: { lang, text } };
}

/** For which of their teams somebody asks; null for somebody who may not. */
function askingTeam({ teams }: KnownPerson): Team | null {
  const { who } = actionSpec("credit-note");
  return typeof who === "string" ? null : (who.find((team) => teams.includes(team)) ?? null);
}

function refuseTeam(asker: Asker): Reply {
  const { text, f } = asker.speech;
  const { who } = actionSpec("credit-note");
  const teams = typeof who === "string" ? [] : who.map((team) => text.team[team]);
  return say(asker, text.answer.notYourTeam(text.action["credit-note"], f.list(teams)));
}

async function invoiceNamed(
  typed: string,
  reads: Pick<Reads, "invoice">,
): Promise<InvoiceState | null> {
  return (await reads.invoice(typed)) ?? (await reads.invoice(typed.toUpperCase()));
}

/** "12,300.00 QTY faltan 3 cajas", or "MXN 12,300.00 faltan 3 cajas". */
function typedAfter(words: readonly string[]) {
  const named = /^[A-Za-z]{3}$/.test(words[0] ?? "") && /^\d/.test(words[1] ?? "");
  const amount = words.slice(0, named ? 2 : 1).join(" ");
  const [first, ...rest] = words.slice(named ? 2 : 1);
  const code = REASON_CODES.find((one) => one === first?.toUpperCase());
  const reason = (code ? rest : [first, ...rest]).join(" ").trim();
  return {
    ...(amount ? { amount } : {}),
    ...(code ? { reasonCode: code } : {}),
    ...(reason ? { reason } : {}),
  };
}

function example({ currency }: InvoiceState): string {
  return money({ minor: 1_230_000, currency: currency ?? "MXN" });
}
