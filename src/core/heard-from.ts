import type { Instant } from "./calendar.ts";
import { type Fact } from "./fact.ts";
import type { CasePicture } from "./picture.ts";
import { OWN_SOURCE } from "./subscriber.ts";

/** A watched source that has not spoken for longer than it should, and when it last did. */
export type QuietSource = { readonly source: string; readonly heardAt: Instant };

// An order is told by an ERP, a warehouse and a carrier; who has more has changed systems.
const KEPT = 8;

/** Which sources told of a subject, the newest last; what our own people answered is no source. */
export function heardFrom(known: readonly string[], { source }: Fact): readonly string[] {
  if (source === OWN_SOURCE || known.includes(source)) return known;
  return [...known, source].slice(-KEPT);
}

/** Those of the quiet sources that the picture's documents were told by. */
export function restingOn(
  picture: CasePicture | null,
  quiet: readonly QuietSource[],
): readonly QuietSource[] {
  if (picture === null || quiet.length === 0) return [];
  const told = new Set(documentsIn(picture).flatMap((one) => one.heardFrom));
  return quiet.filter(({ source }) => told.has(source));
}

function documentsIn(picture: CasePicture): readonly { readonly heardFrom: readonly string[] }[] {
  if (picture.kind === "order") return [picture.order, ...picture.deliveries, ...picture.invoices];
  return [...picture.orders.flatMap(documentsIn), ...picture.receivables, ...picture.invoices];
}
