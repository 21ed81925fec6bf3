import type { Instant, LocalDate } from "../../core/calendar.ts";
import { issuedAt } from "./moments.ts";
import { type Element, text } from "./xml.ts";

/** A fact as a document tells it, before it is checked. */
export type Draft = Readonly<Record<string, unknown>> & {
  readonly externalId: string;
  readonly occurredAt: Instant;
};

/** An order accepted as asked: a promise for the date that the order itself names. */
export type Acceptance = { readonly orderId: string; readonly draft: Draft };

export type Told =
  | {
      readonly drafts: readonly Draft[];
      readonly accepted?: Acceptance;
      /** The day an order or a change of it asked for, for acceptances to rest on. */
      readonly asked?: {
        readonly orderId: string;
        readonly at: Instant;
        readonly on: LocalDate | undefined;
      };
    }
  /** Nothing in it is a fact for Remo. */
  | { readonly skipped: string }
  /** It should have told a fact, and lacks what that takes. */
  | { readonly refused: string };

export type Context = { readonly zone: string };

/** What is the same in every document. */
export type Heading = { readonly id: string; readonly at: Instant; readonly externalId: string };

/**
 * The heading of a document. Its external id is its UUID, or its kind and number, after the step of
 * the chain that the kind stands for: facts of one instant fold in the order of their external ids,
 * and documents without a time of day share the first instant of their day.
 */
export function headingOf(
  document: Element,
  step: string,
  { zone }: Context,
): Heading | { readonly refused: string } {
  const id = text(document, "ID");
  if (id === undefined) return { refused: "ID: is missing" };
  const at = issuedAt(document, zone);
  if (at === null) return { refused: "IssueDate: is missing, or is no date" };
  const uuid = text(document, "UUID")?.toLowerCase();
  return { id, at, externalId: `ubl/${step}/${uuid ?? id}` };
}

/** Rows by the text they share; rows without one go under the given default. */
export function grouped<T>(
  rows: readonly T[],
  keyOf: (row: T) => string | undefined,
  otherwise: string | undefined,
): ReadonlyMap<string | undefined, readonly T[]> {
  return Map.groupBy(rows, (row) => keyOf(row) ?? otherwise);
}
