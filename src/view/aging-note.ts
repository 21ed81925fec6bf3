import { type Aged, BUCKETS, overdueMinor, owedMinor } from "../core/aging.ts";
import type { AgedCustomer } from "../core/aging.ts";
import type { AccountPicture } from "../core/picture.ts";
import type { Note } from "./card.ts";
import { nameOf } from "./customer-note.ts";
import { type Reader, type Speech, speechFor } from "./reader.ts";

/** Customers that the answer names. */
export const AGED_CUSTOMERS = 10;

/** `/remo aging`: what all owe by days past due, and who owes the most past it. */
export function agingNote(
  found: { readonly totals: readonly Aged[]; readonly worst: readonly AgedCustomer[] },
  reader: Reader,
): Note {
  const speech = speechFor(reader);
  const { account } = speech.text;
  if (found.totals.length === 0) return { lang: reader.lang, text: account.agingNone };
  const worst = found.worst.slice(0, AGED_CUSTOMERS);
  return {
    lang: reader.lang,
    title: account.agingTitle(null),
    text: found.totals.map((aged) => line(aged.currency, aged, speech)).join("\n"),
    lines: [
      account.agingWorst(worst.length),
      ...worst.map((one) => line(account.named(one.name, one.customerId), one, speech)),
    ],
  };
}

/** `/remo aging CUSTOMER`. */
export function customerAgingNote(
  picture: AccountPicture,
  aged: readonly Aged[],
  reader: Reader,
): Note {
  const speech = speechFor(reader);
  const { account } = speech.text;
  const owing = aged.map((one) => line(one.currency, one, speech));
  return {
    lang: reader.lang,
    title: account.agingTitle(account.named(nameOf(picture), picture.customer.id)),
    text: owing.length > 0 ? owing.join("\n") : account.noDebt,
  };
}

function line(who: string, aged: Aged, { text, f }: Speech): string {
  const { currency } = aged;
  const overdue = overdueMinor(aged);
  const buckets = BUCKETS.filter((bucket) => aged[bucket] > 0).map(
    (bucket) => `${text.account.bucket[bucket]} ${f.money({ minor: aged[bucket], currency })}`,
  );
  return text.account.agingLine(
    who,
    f.money({ minor: owedMinor(aged), currency }),
    overdue > 0 ? f.money({ minor: overdue, currency }) : null,
    buckets.join(" · "),
  );
}
