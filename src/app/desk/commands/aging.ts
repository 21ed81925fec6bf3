import { agingOf } from "../../../core/aging.ts";
import { AGED_CUSTOMERS, agingNote, customerAgingNote } from "../../../view/aging-note.ts";
import type { RunVerb } from "../command-context.ts";
import { customerNotFound } from "../named.ts";

/** `aging [CUSTOMER]`: what is owed by days past due, of one customer or of the worst of all. */
export const aging: RunVerb = async (c) => {
  const { reader } = c.asker;
  const { now } = reader;
  const typed = c.words.join(" ");
  if (typed === "") {
    const found = await c.lookups.aging(now, AGED_CUSTOMERS);
    return { kind: "note", note: agingNote(found, reader) };
  }
  const named = await c.lookups.customer(typed);
  const account = named && (await c.reads.account(named.id));
  if (!account) return customerNotFound(typed, c);
  const { receivables, customer, zone } = account;
  const aged = agingOf(receivables, { now, zone, paymentDays: customer.paymentDays });
  return { kind: "note", note: customerAgingNote(account, aged, reader) };
};
