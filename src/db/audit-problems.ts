import type { AuditedTable } from "../core/audit.ts";

type Table = AuditedTable | "audit_batches" | "audit_links" | "audit_unsealed";

/** One row that is not as it was when it was written. */
export type Problem = {
  readonly table: Table;
  /** The row's number: `seq`, a batch's id or a link's number. */
  readonly row: number;
  readonly fault: "changed" | "removed" | "moved" | "added" | "left-out";
  /** What the row is about, where that is still known: "order:PED-1", or a case. */
  readonly about: string | null;
  /** When it happened or was recorded, as far as is known. */
  readonly at: string | null;
  readonly says: string;
};

export type Problems = {
  add(problem: Problem): void;
  /** Whether more would only be counted: what they say need not be found out. */
  full(): boolean;
  readonly count: number;
  readonly first: readonly Problem[];
};

const LISTED = 20;

export function createProblems(): Problems {
  const first: Problem[] = [];
  let count = 0;
  return {
    add(problem) {
      count += 1;
      if (first.length < LISTED) first.push(problem);
    },
    full: () => first.length >= LISTED,
    get count() {
      return count;
    },
    first,
  };
}
