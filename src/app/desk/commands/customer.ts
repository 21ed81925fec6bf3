import { summaryOf } from "../../../core/account-summary.ts";
import { customerNote } from "../../../view/customer-note.ts";
import { missing, type RunVerb } from "../command-context.ts";
import { customerNotFound } from "../named.ts";

const CASES = 5;

/** `customer NAME`: all that a sales rep needs before a visit. */
export const customer: RunVerb = async (c) => {
  const typed = c.words.join(" ");
  if (typed === "") return missing("customer", c);
  const { now } = c.asker.reader;
  const named = await c.lookups.customer(typed);
  const account = named && (await c.reads.account(named.id));
  if (!account) return customerNotFound(typed, c);
  const [recent, cases] = await Promise.all([
    c.lookups.recentlyOf(named.id),
    c.lookups.casesOfCustomer(named.id, CASES),
  ]);
  const summary = summaryOf(account, recent.promised, now);
  const { deliveries } = recent;
  return {
    kind: "note",
    note: customerNote({ account, summary, deliveries, cases }, c.asker.reader),
  };
};
