import type { Case } from "../core/case.ts";
import type { Team } from "../core/fact.ts";
import type { Money } from "../core/money.ts";
import { unappliedMinor } from "../core/payment.ts";
import type { AccountPicture } from "../core/picture.ts";
import { outstanding } from "../core/receivable.ts";
import { sumsByCurrency } from "../core/rules/overdue.ts";
import { ACCOUNT_WORDS } from "../text/account-words.ts";
import type { Field, Note } from "./card.ts";
import { caseCard } from "./case-card.ts";
import { titleOf } from "./case-fields.ts";
import { type Reader, type Speech, speechFor } from "./reader.ts";
import { caseSentence } from "./status-note.ts";

const MAX_LINES = 12;

/** `/remo status CLI-1`: what stands open with a customer, and its case with its buttons. */
export function accountNote(
  account: AccountPicture,
  c: Case | null,
  audience: Team,
  reader: Reader,
): Note {
  const speech = speechFor(reader);
  const { customer } = account;
  const group = { type: "customer", id: customer.id } as const;
  const name = titleOf({ group }, account);
  const live = c !== null && c.state !== "closed";
  return {
    lang: reader.lang,
    title: ACCOUNT_WORDS[reader.lang].title(name),
    text: caseSentence(name, c, speech),
    fields: accountFields(account, speech),
    lines: invoiceLines(account, speech),
    cards: live ? [caseCard(c, { ...reader, picture: account, audience })] : [],
  };
}

function accountFields(
  { customer, orders, receivables, payments }: AccountPicture,
  { f }: Speech,
): readonly Field[] {
  const words = ACCOUNT_WORDS[f.lang];
  const field = (label: string, amounts: readonly Money[]): readonly Field[] => {
    const sums = sumsByCurrency(amounts).filter(({ minor }) => minor > 0);
    return sums.length === 0 ? [] : [{ label, value: f.list(sums.map(f.money)) }];
  };
  const unapplied = payments.flatMap((payment) =>
    payment.currency === null
      ? []
      : [{ minor: unappliedMinor(payment), currency: payment.currency }],
  );
  return [
    ...field(
      words.owed,
      receivables.flatMap((one) => outstanding(one) ?? []),
    ),
    ...field(words.unapplied, unapplied),
    ...field(words.limit, customer.creditLimit ? [customer.creditLimit] : []),
    { label: words.openOrders, value: f.quantity(orders.length) },
  ];
}

/** The unpaid invoices, the oldest first; what finds no room is counted. */
function invoiceLines({ receivables }: AccountPicture, { text, f }: Speech): readonly string[] {
  const unpaid = receivables
    .flatMap((invoice) => {
      const owed = outstanding(invoice);
      return owed && owed.minor > 0 ? [{ invoice, owed }] : [];
    })
    .toSorted((a, b) => ((a.invoice.issuedAt ?? "") < (b.invoice.issuedAt ?? "") ? -1 : 1));
  const shown = unpaid.slice(0, MAX_LINES).map(({ invoice, owed }) => {
    const due = invoice.dueOn ? ` · ${ACCOUNT_WORDS[f.lang].due(f.date(invoice.dueOn))}` : "";
    return `${text.command.invoice} ${invoice.id}: ${f.money(owed)}${due}`;
  });
  const hidden = unpaid.length - shown.length;
  return hidden > 0 ? [...shown, ACCOUNT_WORDS[f.lang].moreInvoices(hidden)] : shown;
}
