import { describe, expect, test } from "vitest";
import { endOfDay, epochMs, type Instant, instantOf } from "../../src/core/calendar.ts";
import { withConsequences } from "../../src/core/expand.ts";
import {
  Fact,
  type FactInput,
  type FactType,
  type SubjectKey,
  subjectOf,
} from "../../src/core/fact.ts";
import type { AccountPicture, OrderPicture, Picture } from "../../src/core/picture.ts";
import type { PreparedRule } from "../../src/core/rule.ts";
import { heard, newSource } from "../../src/core/source.ts";
import { fold, type Folded, unfolded } from "../../src/core/subject.ts";
import { pictureAmong } from "./loaded.ts";

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
  payment: { paymentId: "PAG-1", payerId: "CLI-1" },
  withholding: { invoiceId: "FAC-1", withholdingId: "RET-1" },
  credit: {
    invoiceId: "FAC-1",
    requestId: "SNC-1",
    personId: "U1",
    personName: "Ana",
    currency: "MXN",
    reasonCode: "QTY",
  },
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
  "invoice.debited": { debitNoteId: "ND-1", currency: "MXN" },
  "payment.received": { currency: "MXN" },
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
  const picture = pictureAmong(folded(facts, `order:${orderId}`), `order:${orderId}`, ZONE);
  if (picture?.kind !== "order") throw new Error(`These facts tell of no order ${orderId}.`);
  return picture;
}

/** Folds facts into all that stands open with one customer. */
export function accountPicture(facts: readonly Fact[], customerId = "CLI-1"): AccountPicture {
  const key = `customer:${customerId}` as const;
  const picture = pictureAmong(folded(facts, key), key, ZONE);
  if (picture?.kind !== "account") throw new Error(`These facts tell of no ${key}.`);
  return picture;
}

function folded(facts: readonly Fact[], at: SubjectKey): ReadonlyMap<SubjectKey, Folded> {
  const told = facts.flatMap(withConsequences);
  const known = new Map(told.map((fact) => [`${fact.source} ${fact.externalId}`, fact]));
  const subjects = new Map<SubjectKey, Folded>([[at, unfolded(at)]]);
  for (const [key, own] of Map.groupBy(known.values(), subjectOf)) {
    subjects.set(key, fold(unfolded(key), own));
  }
  return subjects;
}

/** A source last heard at an instant. */
export function sourcePicture(id: string, wallClock: string | null): Picture {
  const source = newSource(id);
  return { kind: "source", source: wallClock === null ? source : heard(source, at(wallClock)) };
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
