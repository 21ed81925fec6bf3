import { decideDispute } from "../../../core/command-decisions.ts";
import { REASON_CODES } from "../../../core/fact.ts";
import { causeIn } from "../../../text/parse-cause.ts";
import type { Text } from "../../../text/text.ts";
import type { Reply } from "../../ports.ts";
import { say } from "../asker.ts";
import { type Commanding, doing, missing, type RunVerb, worded } from "../command-context.ts";
import { concluded } from "../decided.ts";
import { invoiceCase, invoiceNamed, orderNamed } from "../named.ts";

const ACTION = "dispute";

/** `dispute INVOICE [reason code or words]`: in its case where it has one, else on the invoice. */
export const dispute: RunVerb = async (c) => {
  const { text } = c.asker.speech;
  const [typed, ...words] = c.words;
  if (typed === undefined) return missing("invoice", c);
  const invoice = await invoiceNamed(typed, c.reads);
  if (!invoice) return unknownInvoice(typed, c);
  const open = await invoiceCase(invoice, ACTION, c.reads);
  if (words.length === 0) {
    if (open) return c.press({ action: ACTION, ...open.on });
    return say(c.asker, text.act.whichCause(text.help.verb.dispute.example, causes(text)));
  }
  const { reasonCode, reason } = causeIn(words, text.reasonCode);
  const done = text.act.disputed(invoice.id, text.reasonCode[reasonCode], reason);
  if (open) {
    const given = { reasonCode, ...(reason ? { reason } : {}) };
    return worded(await c.submit({ action: ACTION, ...open.on }, given), done);
  }
  const objection = { ...doing(c), reasonCode, reason };
  const decided = await c.onInvoice(invoice.id, (current) => decideDispute(current, objection));
  return concluded(decided, done, invoice.id, c.asker);
};

function causes(text: Text): string {
  return REASON_CODES.map((code) => `${code} (${text.reasonCode[code]})`).join(", ");
}

/** Says that there is no such invoice; those of the order that was typed instead, where it was. */
export async function unknownInvoice(typed: string, c: Commanding): Promise<Reply> {
  const found = await orderNamed(typed, c);
  if (found && "reply" in found) return found.reply;
  const similar = (found?.invoices ?? []).slice(0, 3).map(({ id }) => id);
  return say(c.asker, c.asker.speech.text.act.noInvoice(typed, similar));
}
