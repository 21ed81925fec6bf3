import { describe, expect, test } from "vitest";
import { endOfDay, epochMs, type Instant, instantOf } from "../../src/core/calendar.ts";
import type { DeliveryState } from "../../src/core/delivery.ts";
import { Fact, type FactInput, factOrder, type FactType, subjectOf } from "../../src/core/fact.ts";
import type { InvoiceState } from "../../src/core/invoice.ts";
import type { CustomerState } from "../../src/core/customer.ts";
import { newOrder, type OrderState } from "../../src/core/order.ts";
import type { OrderPicture, Picture } from "../../src/core/picture.ts";
import type { PreparedRule } from "../../src/core/rule.ts";
import { heard, newSource } from "../../src/core/source.ts";
import { evolve, newSubject, type Subject } from "../../src/core/subject.ts";

/** Where the tables' days begin and end: six hours behind UTC all year. */
export const ZONE = "America/Mexico_City";
const YEAR = "2026";

/** "11-19 14:10" on the wall clock of the tables' zone, as an instant. */
export function at(wallClock: string): Instant {
  return new Date(`${YEAR}-${wallClock.replace(" ", "T")}:00-06:00`).toISOString();
}

/** "11-19" as a date. */
export function day(monthDay: string): string {
  return `${YEAR}-${monthDay}`;
}

const DEFAULTS: Readonly<Record<string, Record<string, unknown>>> = {
  customer: { customerId: "CLI-1", name: "Distribuidora del Bajío" },
  agreement: { agreementId: "CON-1", customerId: "CLI-1" },
  order: { orderId: "PED-1" },
  delivery: { deliveryId: "ENT-1", orderId: "PED-1" },
  evidence: { deliveryId: "ENT-1", orderId: "PED-1", name: "guia.jpg" },
  invoice: { invoiceId: "FAC-1" },
  answer: {
    group: { type: "order", id: "PED-1" },
    personId: "U1",
    personName: "Ana",
    team: "logistics",
  },
};
const WITH_ORDER: Readonly<Record<string, Record<string, unknown>>> = {
  "order.placed": { currency: "MXN", totalMinor: 100_000, buyerId: "CLI-1" },
  "invoice.drafted": { orderIds: ["PED-1"], currency: "MXN" },
  "invoice.issued": { orderIds: ["PED-1"], currency: "MXN" },
  "invoice.credited": { creditNoteId: "NC-1", currency: "MXN" },
};

/** A fact as a source would tell it; what a table does not care about has a default. */
export function did(
  type: FactType,
  wallClock: string,
  more: Readonly<Record<string, unknown>> = {},
): Fact {
  const noun = type.slice(0, type.indexOf("."));
  const occurredAt = at(wallClock);
  return Fact.parse({
    ...DEFAULTS[noun],
    ...WITH_ORDER[type],
    type,
    source: "erp",
    externalId: `${type} ${occurredAt} ${JSON.stringify(more)}`,
    occurredAt,
    ...more,
  });
}

export function answered(
  action: string,
  wallClock: string,
  more: Partial<Extract<FactInput, { type: "answer.given" }>> = {},
): Fact {
  return did("answer.given", wallClock, { action, ...more });
}

/** So much of one article, as any document's line. */
export function of(quantity: number, more: Readonly<Record<string, unknown>> = {}) {
  return { lines: [{ lineId: "1", sku: "AZU-50", unit: "KGM", quantity, ...more }] };
}

/** Folds facts, in any order and with repetitions, into the picture of one order. */
export function orderPicture(facts: readonly Fact[], orderId = "PED-1"): OrderPicture {
  const known = new Map(facts.map((fact) => [`${fact.source} ${fact.externalId}`, fact]));
  const subjects = new Map<string, Subject>();
  for (const fact of [...known.values()].sort(factOrder)) {
    const key = subjectOf(fact);
    subjects.set(key, evolve(subjects.get(key) ?? newSubject(key), fact));
  }
  let order: OrderState = newOrder(orderId);
  let customer: CustomerState | null = null;
  const deliveries: DeliveryState[] = [];
  const invoices: InvoiceState[] = [];
  for (const { kind, state } of subjects.values()) {
    if (kind === "order" && state.id === orderId) order = state;
    if (kind === "delivery" && state.orderId === orderId) deliveries.push(state);
    if (kind === "invoice" && state.orderIds.includes(orderId)) invoices.push(state);
    if (kind === "customer") customer = state;
  }
  return {
    kind: "order",
    order,
    deliveries: deliveries.sort(byId),
    invoices: invoices.sort(byId),
    customer: customer?.id === order.buyerId ? customer : null,
    zone: order.timeZone ?? ZONE,
  };
}

/** A source last heard at an instant. */
export function sourcePicture(id: string, wallClock: string | null): Picture {
  const source = newSource(id);
  return { kind: "source", source: wallClock === null ? source : heard(source, at(wallClock)) };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** One row: a sentence, what happened, when it is looked at, and what is found. */
export type Row = {
  readonly says: string;
  readonly given: readonly Fact[] | Picture;
  readonly now: string;
  readonly thresholds?: Readonly<Record<string, unknown>>;
  /** What each finding has at least; empty for silence. */
  readonly finds: readonly Readonly<Record<string, unknown>>[];
  /** When time alone could change that; null when never. */
  readonly recheckAt: string | null;
};

type Tested = {
  readonly id: string;
  readonly prepare: (part: unknown) => PreparedRule | { readonly issues: unknown };
};

/** A rule's table. Each row is also looked at again just before its recheck: nothing may change. */
export function ruleTable(rule: Tested, rows: readonly Row[]): void {
  describe(rule.id, () => {
    test.each(rows)("$says", ({ given, now, thresholds, finds, recheckAt }) => {
      const prepared = rule.prepare(thresholds ?? {});
      if ("issues" in prepared) throw new Error(JSON.stringify(prepared.issues));
      const picture = "kind" in given ? given : orderPicture(given);
      const verdict = prepared.judge(picture, at(now));
      expect(verdict.findings).toMatchObject(finds);
      expect(verdict.recheckAt).toBe(recheckAt === null ? null : at(recheckAt));
      const last = verdict.recheckAt ?? endOfDay("2036-01-01", ZONE);
      const justBefore = instantOf(epochMs(last) - 1);
      expect(prepared.judge(picture, justBefore).findings).toEqual(verdict.findings);
    });
  });
}
