import type { AccountSummary } from "../core/account-summary.ts";
import type { Case } from "../core/case.ts";
import type { DeliveryState } from "../core/delivery.ts";
import type { AccountPicture } from "../core/picture.ts";
import type { Field, Note } from "./card.ts";
import { caseRow } from "./cases-note.ts";
import { type Reader, type Speech, speechFor } from "./reader.ts";

/** Rows of each kind; the rest is counted. */
const MOST_OF_A_KIND = 5;
const DAY_MS = 86_400_000;

export type CustomerCard = {
  readonly account: AccountPicture;
  readonly summary: AccountSummary;
  readonly deliveries: readonly DeliveryState[];
  readonly cases: { readonly cases: readonly Case[]; readonly total: number };
};

/** `/remo customer`: what a sales rep needs before a visit. */
export function customerNote(card: CustomerCard, reader: Reader): Note {
  const speech = speechFor(reader);
  const { account } = speech.text;
  return {
    lang: reader.lang,
    title: account.named(nameOf(card.account), card.account.customer.id),
    text: debtSentence(card.summary, speech),
    fields: fieldsOf(card.summary, speech),
    lines: [
      ...overdueLines(card.summary, speech),
      ...withholdingLines(card.summary, speech),
      ...promiseLines(card.summary, speech),
      ...caseLines(card, speech),
      ...deliveryLines(card.deliveries, speech),
      ...recurringLines(card.summary, speech),
    ],
  };
}

function debtSentence({ balances }: AccountSummary, { text, f }: Speech): string {
  const owed = balances.filter((balance) => balance.owed.minor > 0);
  if (owed.length === 0) return text.account.noDebt;
  return text.account.owes(f.list(owed.map((balance) => f.money(balance.owed))));
}

function fieldsOf(summary: AccountSummary, { text, f }: Speech): readonly Field[] {
  const { account } = text;
  const balances = summary.balances.slice(0, 3).map(({ owed, overdue }) => ({
    label: `${account.balance} ${owed.currency}`,
    value: account.balanceOf(f.money(owed), overdue.minor > 0 ? f.money(overdue) : null),
  }));
  const unapplied = summary.balances.filter(({ unapplied: waiting }) => waiting.minor > 0);
  const { credit } = summary;
  return [
    ...balances,
    ...(credit
      ? [
          {
            label: account.credit,
            value: account.creditOf(f.money(credit.available), f.money(credit.limit)),
          },
        ]
      : []),
    { label: account.open, value: account.openOf(summary.openInvoices, summary.openOrders) },
    ...(unapplied.length > 0
      ? [
          {
            label: account.unapplied,
            value: f.list(unapplied.map(({ unapplied: waiting }) => f.money(waiting))),
          },
        ]
      : []),
  ];
}

/** The first rows of a kind, and how many more there are. */
function first(lines: readonly string[], { text }: Speech): readonly string[] {
  const hidden = lines.length - MOST_OF_A_KIND;
  return hidden > 0 ? [...lines.slice(0, MOST_OF_A_KIND), text.account.andMore(hidden)] : lines;
}

function overdueLines({ overdue }: AccountSummary, speech: Speech): readonly string[] {
  const { text, f } = speech;
  const lines = overdue.map(({ invoiceId, left, days, dueOn, isDisputed }) => {
    const late = f.elapsed(days * DAY_MS);
    return text.account.overdue(invoiceId, f.money(left), late, f.date(dueOn), isDisputed);
  });
  return first(lines, speech);
}

function withholdingLines(summary: AccountSummary, speech: Speech): readonly string[] {
  const { text, f } = speech;
  const lines = summary.withoutCertificate.map(({ invoiceId, tax, amount }) =>
    text.account.withholding(invoiceId, tax, amount && f.money(amount)),
  );
  return first(lines, speech);
}

function promiseLines({ promises }: AccountSummary, speech: Speech): readonly string[] {
  const { text, f } = speech;
  const lines = promises.map(({ invoiceId, on, amount, outcome }) =>
    text.account.promise(invoiceId, f.date(on), amount && f.money(amount), outcome),
  );
  return first(lines, speech);
}

function caseLines({ cases }: CustomerCard, speech: Speech): readonly string[] {
  const { text } = speech;
  const hidden = cases.total - cases.cases.length;
  return [
    ...cases.cases.map((one) => text.account.caseOf(caseRow(one, null, speech))),
    ...(hidden > 0 ? [text.command.andMore(hidden)] : []),
  ];
}

function deliveryLines(
  deliveries: readonly DeliveryState[],
  { text, f }: Speech,
): readonly string[] {
  return deliveries.flatMap(({ id, orderId, deliveredAt }) =>
    deliveredAt ? [text.account.delivery(id, orderId, f.when(deliveredAt))] : [],
  );
}

function recurringLines({ recurring }: AccountSummary, speech: Speech): readonly string[] {
  const { text, f } = speech;
  const lines = recurring.map(({ agreementId, every, amount, lastPeriod }) => {
    const often = text.account.every[every];
    return text.account.recurring(agreementId, often, amount && f.money(amount), lastPeriod);
  });
  return first(lines, speech);
}

/** A customer's name as its description tells it, or its orders. */
export function nameOf({ customer, orders }: AccountPicture): string | null {
  return customer.name ?? orders[0]?.order.customerName ?? null;
}
