import { decideDispute } from "../../../core/command-decisions.ts";
import { REASON_CODES, ReasonCode } from "../../../core/fact.ts";
import { plainWord } from "../../../text/plain-word.ts";
import type { Text } from "../../../text/text.ts";
import type { Reply } from "../../ports.ts";
import { say } from "../asker.ts";
import { type Commanding, missing, type RunVerb, worded } from "../command-context.ts";
import { conclude } from "../decided.ts";
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
  const { reasonCode, reason } = causeIn(words, text);
  const done = text.act.disputed(invoice.id, text.reasonCode[reasonCode], reason);
  if (open) {
    const given = { reasonCode, ...(reason ? { reason } : {}) };
    return worded(await c.submit({ action: ACTION, ...open.on }, given), done);
  }
  const { now } = c.asker.reader;
  const decided = decideDispute(invoice, { person: c.person, now, reasonCode, reason });
  return conclude(decided, done, invoice.id, c);
};

function causes(text: Text): string {
  return REASON_CODES.map((code) => `${code} (${text.reasonCode[code]})`).join(", ");
}

/**
 * "PRI acordado a 120" names its code; "precio distinto" is words of one code's name; any others
 * are told as they are, under another cause.
 */
export function causeIn(
  words: readonly string[],
  text: Text,
): { readonly reasonCode: ReasonCode; readonly reason: string | null } {
  const code = ReasonCode.safeParse(words[0]?.toUpperCase());
  if (code.success) return { reasonCode: code.data, reason: words.slice(1).join(" ") || null };
  const said = words.map(plainWord);
  const named = REASON_CODES.filter((one) => {
    const name = plainWord(text.reasonCode[one]).split(" ");
    return said.every((word) => name.includes(word));
  });
  const [only, other] = named;
  if (only && !other) return { reasonCode: only, reason: null };
  return { reasonCode: "OTH", reason: words.join(" ") };
}

/** Says that there is no such invoice; those of the order that was typed instead, where it was. */
export async function unknownInvoice(typed: string, c: Commanding): Promise<Reply> {
  const found = await orderNamed(typed, c);
  if (found && "reply" in found) return found.reply;
  const similar = (found?.invoices ?? []).slice(0, 3).map(({ id }) => id);
  return say(c.asker, c.asker.speech.text.act.noInvoice(typed, similar));
}
