import { endOfDay, epochMs, type Instant } from "../core/calendar.ts";
import { amountOf, type Case } from "../core/case.ts";
import type { Finding } from "../core/finding.ts";
import type { Team } from "../core/fact.ts";
import { type CasePicture, type OrderPicture, orderIn } from "../core/picture.ts";
import { lastDeliveredAt } from "../core/rules/whereabouts.ts";
import type { FindingWords } from "../text/case-words.ts";
import type { Field } from "./card.ts";
import type { Speech } from "./reader.ts";

/** More than six fields are no longer taken in at a glance. */
const MAX_FIELDS = 6;

/** Minutes of delay are no cost that anybody counts. */
const WORTH_TELLING_MS = 3_600_000;

export type CaseFields = {
  readonly fields: readonly Field[];
  /** What found no room among the fields. */
  readonly overflow: readonly Field[];
};

/** Customer, amount, what only the rule knows, who has the ball, until when, and what it costs. */
export function caseFields(
  c: Case,
  first: Finding,
  words: FindingWords,
  o: { readonly picture: CasePicture | null; readonly audience: Team },
  speech: Speech,
): CaseFields {
  const { text, f } = speech;
  const amount = amountOf(c);
  const customer = customerBeside(o.picture);
  const optional = (label: string, value: string | null): readonly Field[] =>
    value === null ? [] : [{ label, value }];
  const held = epochMs(c.closedAt ?? f.now) - epochMs(c.ball.since);
  const must = [
    ...optional(text.card.customer, customer),
    ...optional(amountLabel(first, speech), amount && f.money(amount)),
    ...words.fields.slice(0, 3).map(([label, value]) => ({ label, value })),
    { label: text.card.ball, value: text.card.ballSince(text.team[c.ball.team], f.elapsed(held)) },
  ];
  const wanted = [
    { label: text.card.deadline, value: deadlineWords(c, speech) },
    ...optional(text.card.cost, costWords(first, o, speech)),
  ];
  const room = Math.max(0, MAX_FIELDS - must.length);
  return {
    fields: [...must, ...wanted.slice(0, room)].slice(0, MAX_FIELDS),
    overflow: wanted.slice(room),
  };
}

/**
 * How a case is called: by its order or source; a customer's by name and id, for nobody knows all
 * ids. `name` is null where nobody told it.
 */
export function subjectOf({ group }: Pick<Case, "group">, name: string | null): string {
  if (group.type !== "customer" || name === null || name === group.id) return group.id;
  return `${name} (${group.id})`;
}

/** As `subjectOf`, from what the case's card may tell of. */
export function titleOf(c: Pick<Case, "group">, picture: CasePicture | null): string {
  return subjectOf(c, picture?.kind === "account" ? picture.customer.name : null);
}

/** The customer of an order's case; a customer's own case says it in its title. */
export function customerBeside(picture: CasePicture | null): string | null {
  return picture?.kind === "account" ? null : customerOf(picture);
}

export function customerOf(picture: CasePicture | null): string | null {
  if (picture?.kind === "account") return picture.customer.name ?? picture.customer.id;
  return picture?.order.customerName ?? picture?.customer?.name ?? picture?.order.buyerId ?? null;
}

/** "hoy 17:00, quedan 2 h", or since when it is late. */
export function deadlineWords(c: Case, { text, f }: Speech): string {
  const left = epochMs(c.ball.deadline) - epochMs(f.now);
  const when = f.when(c.ball.deadline);
  return left >= 0
    ? text.card.timeLeft(when, f.left(left))
    : text.card.timeOver(when, f.elapsed(-left));
}

function amountLabel(first: Finding, { text }: Speech): string {
  return first.stage === "promise" || first.stage === "delivery"
    ? text.card.atRisk
    : text.card.held;
}

/**
 * Days of cash from the delivery on, while it is not billed or not collected; before it, the days
 * past the promise in which nothing can be billed. A promise that still holds costs nothing.
 */
function costWords(
  first: Finding,
  o: { readonly picture: CasePicture | null; readonly audience: Team },
  { text, f }: Speech,
): string | null {
  // The team that waits for the money reads its own cost; the others read whose it is.
  const whose = o.audience === "collections" ? null : text.team.collections;
  const order = orderIn(o.picture);
  const late = (from: Instant): string | null => {
    const lateMs = epochMs(f.now) - epochMs(from);
    return lateMs < WORTH_TELLING_MS ? null : text.card.lateCash(f.span(lateMs), whose);
  };
  const deliveredAt = lastDeliveredAt(order?.deliveries ?? []);
  switch (first.stage) {
    case "source":
      return null;
    case "evidence":
    case "billing":
      return late(deliveredAt ?? first.since);
    case "collection":
      // Sold on credit, it is late from its due day on, which what repeats tells by itself.
      return first.severity === "notice" || first.repeats ? null : late(first.since);
    case "promise":
    case "delivery": {
      const billed = order?.invoices.some((one) => one.issuedAt !== null) ?? false;
      if (deliveredAt) return billed ? null : late(deliveredAt);
      const end = promiseEnd(order);
      return end && end < f.now ? text.card.idleDays(f.span(epochMs(f.now) - epochMs(end))) : null;
    }
    default:
      return first.stage satisfies never;
  }
}

function promiseEnd(picture: OrderPicture | null): Instant | null {
  const promisedOn = picture?.order.cancelledAt === null ? picture.order.promisedOn : null;
  return picture && promisedOn ? endOfDay(promisedOn, picture.zone) : null;
}
