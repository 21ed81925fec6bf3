import type { Case } from "../core/case.ts";
import { endingAnswer, leading } from "../core/case.ts";
import type { DeliveryState } from "../core/delivery.ts";
import type { Team } from "../core/fact.ts";
import type { InvoiceState } from "../core/invoice.ts";
import type { QuietSource } from "../core/heard-from.ts";
import { orderTotal } from "../core/order.ts";
import type { OrderPicture } from "../core/picture.ts";
import { resolvedWord } from "../text/case-words.ts";
import type { Field, Note } from "./card.ts";
import { caseCard, quietNotes } from "./case-card.ts";
import { customerOf } from "./case-fields.ts";
import { clockNotes, onClockOf, type Reader, type Speech, speechFor } from "./reader.ts";

const MAX_LINES = 12;

export type StatusOptions = Reader & {
  /** Decide the buttons of the case. */
  readonly audience: Team;
  readonly personId?: string | undefined;
  readonly quietSources?: readonly QuietSource[] | undefined;
  readonly readyToBill: boolean;
};

/** `/remo status`: the order at a glance, and its case with its buttons when it has one. */
export function statusNote(picture: OrderPicture, c: Case | null, o: StatusOptions): Note {
  const speech = speechFor(onClockOf(o, picture));
  const { text } = speech;
  const live = c !== null && c.state !== "closed";
  return {
    lang: o.lang,
    title: text.command.statusTitle(picture.order.id),
    text:
      live || !o.readyToBill
        ? caseSentence(picture.order.id, c, speech)
        : `${caseSentence(picture.order.id, c, speech)} ${text.command.readyToBill(text.team.collections)}`,
    fields: orderFields(picture, speech),
    lines: [
      ...picture.deliveries.map((one) => deliveryLine(one, speech)),
      ...invoiceLines(picture.invoices, speech),
    ]
      .slice(0, MAX_LINES)
      // The card below says it of itself.
      .concat(live ? [] : [...quietNotes({ ...o, picture }, speech), ...clockNotes(o, speech)]),
    cards: live ? [caseCard(c, { ...o, picture })] : [],
  };
}

/** Whose turn it is, or how the last case of this subject ended. */
export function caseSentence(subject: string, c: Case | null, { text, f }: Speech): string {
  const first = c && leading(c);
  if (!c || !first) return text.command.noCase(subject);
  if (c.state !== "closed") {
    return `${text.card.ball}: ${text.team[c.ball.team]} · ${text.state[c.state]}`;
  }
  const resolved = resolvedWord(first.rule, f.lang, endingAnswer(c)?.action ?? null);
  return text.command.lastCase(subject, resolved, f.when(c.closedAt ?? f.now));
}

function orderFields(picture: OrderPicture, { text, f }: Speech): readonly Field[] {
  const { order } = picture;
  const total = orderTotal(order);
  const field = (label: string, value: string | null): readonly Field[] =>
    value === null ? [] : [{ label, value }];
  return [
    ...field(text.card.customer, customerOf(picture)),
    ...field(text.command.total, total && f.money(total)),
    ...field(text.command.promised, order.promisedOn && f.date(order.promisedOn)),
    ...field(text.command.cancelled, order.cancelledAt && f.when(order.cancelledAt)),
  ];
}

function deliveryLine(delivery: DeliveryState, { text, f }: Speech): string {
  const plan = delivery.plans.at(-1);
  const where = delivery.deliveredAt
    ? `${text.command.delivered} ${f.when(delivery.deliveredAt)}`
    : delivery.dispatchedAt
      ? `${text.command.dispatched} ${f.when(delivery.dispatchedAt)}`
      : [text.command.pending, plan ? f.date(plan.on) : null]
          .filter((part) => part !== null)
          .join(", ");
  return `${text.command.delivery} ${delivery.id}: ${where}`;
}

function invoiceLines(invoices: readonly InvoiceState[], { text, f }: Speech): readonly string[] {
  const standing = invoices.filter((one) => one.cancelledAt === null);
  if (standing.length === 0) return [text.command.notInvoiced];
  return standing.map((one) => {
    const amount =
      one.totalMinor !== null && one.currency !== null
        ? ` · ${f.money({ minor: one.totalMinor, currency: one.currency })}`
        : "";
    const when = one.issuedAt ? f.when(one.issuedAt) : text.command.pending;
    return `${text.command.invoice} ${one.id}: ${when}${amount}`;
  });
}
