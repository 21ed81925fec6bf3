import type { KeepRejected, Rejected } from "../../app/ports.ts";
import type { Fact } from "../../core/fact.ts";
import { keepable, keepableText } from "../../app/keepable.ts";
import { isPing, toFact } from "./cloud-event.ts";

type SubmitResult = "accepted" | "duplicate";
/** Stores facts and answers once they are safe, one result per fact in the same order. */
export type Submit = (facts: readonly Fact[]) => Promise<readonly SubmitResult[]>;

type Rejection = {
  /** The place of the event in what was sent, from 0. */
  readonly index: number;
  readonly id: string | null;
  readonly reason: string;
};
export type Receipt = {
  readonly accepted: number;
  readonly duplicate: number;
  readonly rejected: number;
  /** The first of them; all are kept and can be listed. */
  readonly rejections: readonly Rejection[];
};

/** An event as sent, or a piece of a stream that is none. */
export type Sent = { readonly event: unknown } | { readonly broken: string; readonly raw: string };

const LISTED_REJECTIONS = 1_000;
const MAX_REASON = 500;

type Doors = {
  readonly source: string;
  readonly submit: Submit;
  readonly keepRejected: KeepRejected;
  /** Epoch milliseconds, for what cannot have happened yet. */
  readonly now: () => number;
};

/** Takes the events of one request: the good ones are stored, the others kept with their reason. */
export async function takeEvents(
  sent: readonly Sent[],
  { source, submit, keepRejected, now }: Doors,
  firstIndex = 0,
): Promise<Receipt> {
  const facts: Fact[] = [];
  const rejections: Rejection[] = [];
  const kept: Rejected[] = [];
  for (const [offset, one] of sent.entries()) {
    if ("event" in one && isPing(one.event)) continue;
    const understood =
      "event" in one ? toFact(one.event, source, now()) : { id: null, reason: one.broken };
    if ("fact" in understood) {
      facts.push(understood.fact);
      continue;
    }
    const { id } = understood;
    const reason = keepableText(understood.reason, MAX_REASON);
    rejections.push({ index: firstIndex + offset, id, reason });
    const body = keepable("event" in one ? one.event : one.raw);
    kept.push({ source, externalId: id, reason, body });
  }
  const [results] = await Promise.all([
    facts.length > 0 ? submit(facts) : [],
    kept.length > 0 ? keepRejected(kept) : undefined,
  ]);
  const accepted = results.filter((result) => result === "accepted").length;
  return {
    accepted,
    duplicate: results.length - accepted,
    rejected: rejections.length,
    rejections: rejections.slice(0, LISTED_REJECTIONS),
  };
}

export const NOTHING: Receipt = { accepted: 0, duplicate: 0, rejected: 0, rejections: [] };

export function addReceipts(a: Receipt, b: Receipt): Receipt {
  return {
    accepted: a.accepted + b.accepted,
    duplicate: a.duplicate + b.duplicate,
    rejected: a.rejected + b.rejected,
    rejections:
      a.rejections.length >= LISTED_REJECTIONS
        ? a.rejections
        : [...a.rejections, ...b.rejections].slice(0, LISTED_REJECTIONS),
  };
}
