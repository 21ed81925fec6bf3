import { epochMs, type Instant, instantOf, latest } from "./calendar.ts";
import type { CreditRequest } from "./credit-request.ts";
import { askedAt, type CreditView } from "./credit-view.ts";
import type { Fact, FactOf } from "./fact.ts";
import type { InvoiceState } from "./invoice.ts";
import type { Person } from "./may.ts";
import type { Money } from "./money.ts";

const MAX_TEXT = 300;
const MAX_ID = 128;

export type About = {
  readonly view: CreditView;
  readonly request: CreditRequest;
  readonly person: Person;
  readonly at: Instant;
};

/**
 * The envelope and the signer of a fact about a request, named by what it does and when. No two of
 * a request have one instant, and a name that held the person could not be forgotten with them.
 */
export function aboutRequest(
  {
    view,
    request,
    person,
    at,
  }: Omit<About, "request"> & { readonly request: { readonly id: string } },
  does: string,
) {
  return {
    source: "remo",
    externalId: `${request.id}:${does}:${at}`.slice(-256),
    occurredAt: at,
    invoiceId: view.invoice.id,
    requestId: request.id,
    personId: person.id,
    personName: person.name,
  };
}

/** How a request counts, from an instant on, towards what its customer may be credited. */
export function tally(
  { customerId }: CreditView,
  id: string,
  amount: Money,
  counts: boolean,
  at: Instant,
): readonly FactOf<"customer.credit-tallied">[] {
  if (customerId === null) return [];
  return [
    {
      type: "customer.credit-tallied",
      source: "remo",
      externalId: `${id}:tally:${counts ? "counts" : "over"}:${at}`.slice(-256),
      occurredAt: at,
      customerId,
      requestId: id,
      amountMinor: amount.minor,
      currency: amount.currency,
      counts,
    },
  ];
}

export function moneyOf({ amountMinor: minor, currency }: CreditRequest): Money {
  return { minor, currency };
}

/** What a person typed, as long as a fact keeps it; `field` is absent when they typed nothing. */
export function typed<Field extends string>(
  field: Field,
  text: string | undefined,
): Partial<Record<Field, string>> {
  const kept = text?.trim().slice(0, MAX_TEXT);
  return (kept ? { [field]: kept } : {}) as Partial<Record<Field, string>>;
}

/** "SNC-FAC-2210-1": people say it, and no two requests of an invoice share it. */
export function nextRequestId({ id, requests }: InvoiceState): string {
  const number = `-${requests.length + 1}`;
  return `SNC-${id.slice(-(MAX_ID - "SNC-".length - number.length))}${number}`;
}

/** After everything that was said of an invoice's requests: what happened before stays before. */
export function afterAll({ requests }: InvoiceState, at: Instant): Instant {
  const last = latest(...requests.map(lastTouch));
  return last !== null && last >= at ? instantOf(epochMs(last) + 1) : at;
}

function lastTouch(request: CreditRequest): Instant | null {
  return latest(
    askedAt(request),
    request.withdrawnAt,
    request.rejected?.at,
    ...request.approvals.map((one) => one.at),
    ...request.remarks.map((one) => one.at),
  );
}

export type Made = {
  readonly facts: readonly Fact[];
  /** What the answer itself tells of it. */
  readonly answer: { readonly requestId?: string; readonly amount?: Money };
};
