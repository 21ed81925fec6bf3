import { say } from "../asker.ts";
import { missing, type RunVerb } from "../command-context.ts";
import { invoiceCase, invoiceNamed } from "../named.ts";
import { unknownInvoice } from "./dispute.ts";

const ACTION = "credit-note";

/** `credit INVOICE [AMOUNT]`: the dialog of the case in which the invoice waits for a credit note. */
export const credit: RunVerb = async (c) => {
  const [typed] = c.words;
  if (typed === undefined) return missing("invoice", c);
  const invoice = await invoiceNamed(typed, c.reads);
  if (!invoice) return unknownInvoice(typed, c);
  const open = await invoiceCase(invoice, ACTION, c.reads);
  if (open) return c.press({ action: ACTION, ...open.on });
  return say(c.asker, c.asker.speech.text.act.noCreditCase(invoice.id));
};
