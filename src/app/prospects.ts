import type { Instant } from "../core/calendar.ts";
import { compare } from "../core/fact.ts";
import { type Money, minorDigits } from "../core/money.ts";
import type { AccountPicture } from "../core/picture.ts";
import { type Prospect, prospectOf, type Prospects } from "../core/prospects.ts";
import type { CurrencyWeights } from "./desired-messages.ts";

export type ProspectStore = {
  /** Accounts of the customers with a credit limit, the highest limits first: bounded. */
  accounts(): AsyncIterable<readonly AccountPicture[]>;
  /** Customers with an open case about what they pay. */
  inCollection(): Promise<ReadonlySet<string>>;
  /** How many orders each of these placed. */
  ordersOf(customerIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
};

export type FindProspects = (now: Instant) => Promise<Prospects>;

/** Customers that a list names one by one; the rest is counted. */
const PROSPECTS_SHOWN = 15;

/** Who owes nothing late and has credit, most of it first; `weights` rank currencies. */
export function createProspects(store: ProspectStore, weights: CurrencyWeights): FindProspects {
  const worth = ({ minor, currency }: Money) =>
    (minor / 10 ** minorDigits(currency)) * (weights[currency] ?? 1);
  return async (now) => {
    const busy = await store.inCollection();
    const found: Prospect[] = [];
    let considered = 0;
    for await (const page of store.accounts()) {
      considered += page.length;
      for (const account of page) {
        const prospect = busy.has(account.customer.id) ? null : prospectOf(account, now);
        if (prospect) found.push(prospect);
      }
    }
    const top = found
      .toSorted(
        (a, b) => worth(b.available) - worth(a.available) || compare(a.customerId, b.customerId),
      )
      .slice(0, PROSPECTS_SHOWN);
    const orders = await store.ordersOf(top.map(({ customerId }) => customerId));
    return {
      top: top.map((one) => ({ ...one, orders: orders.get(one.customerId) ?? 0 })),
      total: found.length,
      considered,
    };
  };
}
