import { decidePromise } from "../../../core/command-decisions.ts";
import { localDate } from "../../../core/calendar.ts";
import type { InvoiceState } from "../../../core/invoice.ts";
import { money } from "../../../text/format.ts";
import { parseAmount } from "../../../text/parse-amount.ts";
import { takeWhen } from "../../../text/parse-when.ts";
import type { Reply } from "../../ports.ts";
import { say } from "../asker.ts";
import {
  type Commanding,
  doing,
  missing,
  type RunVerb,
  whenContext,
  worded,
} from "../command-context.ts";
import { concluded } from "../decided.ts";
import { invoiceCase, invoiceNamed } from "../named.ts";
import { unknownInvoice } from "./dispute.ts";

const ACTION = "promise-to-pay";

/** `promise INVOICE DATE [AMOUNT]`: in its case where it has one, else on the invoice itself. */
export const promise: RunVerb = async (c) => {
  const [typed, ...words] = c.words;
  if (typed === undefined) return missing("invoice", c);
  const invoice = await invoiceNamed(typed, c.reads);
  if (!invoice) return unknownInvoice(typed, c);
  const open = await invoiceCase(invoice, ACTION, c.reads);
  if (words.length === 0) {
    return open ? c.press({ action: ACTION, ...open.on }) : missing("date", c);
  }
  const taken = takeWhen(withoutPreposition(words), whenContext(c));
  if (!taken) return say(c.asker, c.asker.speech.text.act.badWhen(words.join(" ")));
  const amount = taken.rest.join(" ");
  return open
    ? inCase(c, open.on, invoice, { on: taken.when.on, amount })
    : onInvoice(c, invoice, { on: taken.when.on, amount });
};

type Promised = { readonly on: string; readonly amount: string };

function withoutPreposition(words: readonly string[]): readonly string[] {
  return /^(para|by|on|el)$/i.test(words[0] ?? "") ? words.slice(1) : words;
}

async function inCase(
  c: Commanding,
  on: { caseId: string; finding: string | null },
  invoice: InvoiceState,
  promised: Promised,
): Promise<Reply> {
  const given = promised.amount === "" ? {} : { amount: promised.amount };
  const reply = await c.submit({ action: ACTION, ...on }, { on: promised.on, ...given });
  const amount = invoice.currency === null ? null : parseAmount(promised.amount, invoice.currency);
  return worded(reply, sentence(c, invoice, promised.on, amount && money(amount)));
}

async function onInvoice(c: Commanding, invoice: InvoiceState, promised: Promised): Promise<Reply> {
  const { now, zone } = c.asker.reader;
  const { currency } = invoice;
  const amount = currency === null ? null : parseAmount(promised.amount, currency);
  if (promised.amount !== "" && !amount) {
    const example = money({ minor: 1_230_000, currency: currency ?? "MXN" });
    const { badAmount } = c.asker.speech.text.answer;
    return say(c.asker, badAmount(promised.amount, example));
  }
  const said = { ...doing(c), on: promised.on, amount, today: localDate(now, zone) };
  const decided = await c.onInvoice(invoice.id, (current) => decidePromise(current, said));
  const done = sentence(c, invoice, promised.on, amount && money(amount));
  return concluded(decided, done, invoice.id, c.asker);
}

function sentence(c: Commanding, { id }: InvoiceState, on: string, amount: string | null): string {
  const { text, f } = c.asker.speech;
  return text.act.promised(id, f.date(on), amount);
}
