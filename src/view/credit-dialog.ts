import { type Instant } from "../core/calendar.ts";
import type { CreditPolicy } from "../core/credit-policy.ts";
import { creditable } from "../core/credit-view.ts";
import { REASON_CODES, type ReasonCode } from "../core/fact.ts";
import { type FieldId, formSpec } from "../core/form.ts";
import type { InvoiceState } from "../core/invoice.ts";
import type { CasePicture } from "../core/picture.ts";
import { isLive } from "../core/receivable.ts";
import { type Country, countryOf, localReason } from "../core/reason-codes.ts";
import { creditWords } from "../text/credit-words.ts";
import { money } from "../text/format.ts";
import type { Dialog, Input } from "./card.ts";
import { filesInput } from "./proof-dialog.ts";
import { type Reader, type Speech, speechFor } from "./reader.ts";

/** As long as the fact that keeps it. */
const MAX_REASON = 300;
const MAX_AMOUNT = 30;
/** As long as an id may be. */
const MAX_ID = 128;

export type CreditForm = {
  readonly invoices: readonly InvoiceState[];
  readonly policy: CreditPolicy;
  readonly now: Instant;
  /** What was typed already. */
  readonly prefill?: Prefill;
};

type Prefill = { readonly amount?: string; readonly reasonCode?: string; readonly reason?: string };

/** What may be credited in a picture: live invoices with something left. */
export function creditableIn(
  picture: CasePicture | null,
  policy: CreditPolicy,
  now: Instant,
): readonly InvoiceState[] {
  const invoices = picture?.kind === "account" ? picture.receivables : (picture?.invoices ?? []);
  const live = invoices.filter(isLive);
  const left = live.filter((one) => (creditable(one, now, policy, { id: null })?.minor ?? 1) > 0);
  return left.length > 0 ? left : live;
}

/** The inputs of a request: the invoice, how much, why by the canonical list, and the evidence. */
export function creditInputs(form: CreditForm, speech: Speech): readonly Input[] {
  const { needs, may } = formSpec("credit");
  return [
    ...needs.map((field) => creditInput(field, form, speech)),
    ...may.map((field): Input => {
      const input = creditInput(field, form, speech);
      return input.kind === "date" ? input : { ...input, optional: true };
    }),
  ];
}

function creditInput(field: FieldId, form: CreditForm, speech: Speech): Input {
  const { text, f } = speech;
  const { prefill = {} } = form;
  const label = text.dialog.fieldIn.credit?.[field] ?? text.dialog.field[field];
  const typed = (long: boolean, maxLength: number, initial: string | undefined): Input => ({
    kind: "text",
    id: field,
    label,
    long,
    maxLength,
    ...(initial ? { initial } : {}),
  });
  switch (field) {
    case "invoiceId":
      // Nothing was invoiced that is known: then its number is typed.
      return form.invoices.length > 0 ? invoiceInput(form, label) : typed(false, MAX_ID, undefined);
    case "amount":
      return { ...typed(false, MAX_AMOUNT, prefill.amount), ...hintOf(form, f.lang) };
    case "reasonCode": {
      const country = form.invoices[0] && countryOf(form.invoices[0], form.policy.countries);
      const choices = REASON_CODES.map((code) => ({
        value: code,
        label: reasonChoice(code, country ?? null, speech),
      }));
      const initial = choices.find(({ value }) => value === prefill.reasonCode)?.value;
      return { kind: "choice", id: field, label, choices, ...(initial ? { initial } : {}) };
    }
    case "files":
      return { ...filesInput(speech), label };
    default:
      return typed(true, MAX_REASON, prefill.reason);
  }
}

function invoiceInput({ invoices }: CreditForm, label: string): Input {
  const choices = invoices.map((invoice) => {
    const { id, currency, totalMinor } = invoice;
    const total = currency !== null && totalMinor !== null;
    const shown = total ? `${id} · ${money({ minor: totalMinor, currency })}` : id;
    return { value: id, label: shown };
  });
  const [first] = choices;
  return {
    kind: "choice",
    id: "invoiceId",
    label,
    choices,
    ...(first && choices.length === 1 ? { initial: first.value } : {}),
  };
}

/** How much may still be asked for, where there is one invoice to ask about. */
function hintOf({ invoices, policy, now }: CreditForm, lang: Speech["f"]["lang"]) {
  const [only, ...others] = invoices;
  const left = only && others.length === 0 ? creditable(only, now, policy, { id: null }) : null;
  if (!left) return {};
  const words = creditWords(lang);
  return { hint: left.minor > 0 ? words.left(money(left)) : words.nothingLeft };
}

/** "cantidad distinta · DIAN 1": the canonical reason, with the country's own code. */
function reasonChoice(code: ReasonCode, country: Country | null, { text }: Speech): string {
  const local = localReason(code, country);
  return local ? `${text.reasonCode[code]} · ${local.list} ${local.code}` : text.reasonCode[code];
}

/** What a dialog names instead of a case: an invoice that may have none. */
function creditTarget(invoiceId: string): string {
  return `invoice:${invoiceId}`;
}

/** The invoice that a dialog's target names; null for a case. */
export function invoiceTargeted(target: string): string | null {
  return target.startsWith("invoice:") ? target.slice("invoice:".length) : null;
}

/** The dialog that a command opens on an invoice. */
export function creditDialog(
  invoice: InvoiceState,
  o: Omit<CreditForm, "invoices" | "now"> & Reader,
): Dialog {
  const speech = speechFor(o);
  const { text } = speech;
  return {
    lang: o.lang,
    title: text.dialog.title.credit,
    submit: text.dialog.submit,
    cancel: text.dialog.cancel,
    intro: text.dialog.intro(text.action["credit-note"], invoice.id, invoice.orderIds[0] ?? null),
    inputs: creditInputs({ ...o, invoices: [invoice] }, speech),
    answer: { action: "credit-note", caseId: creditTarget(invoice.id), finding: null },
  };
}
