import type { Head } from "../core/audit.ts";
import { linkHash, NOTHING_BEFORE } from "./audit-digest.ts";
import type { Problem, Problems } from "./audit-problems.ts";

export type Link = {
  readonly number: number;
  readonly sealed_at: string;
  readonly batch_ids: readonly number[];
  readonly batch_digests: Buffer;
  readonly prev: Buffer;
  readonly hash: Buffer;
};

/** The link before: number 0 and no hash before the first. */
export type LinkBefore = { readonly number: number; readonly hash: Buffer | null };

/** One link against the one before it and against its own hash; answers it as the next one's. */
export function checkLink(link: Link, before: LinkBefore, problems: Problems): LinkBefore {
  const { number, hash } = link;
  for (const says of faultsOf(link, before)) problems.add(problem(link, "changed", says));
  if (number !== before.number + 1) {
    const missing = before.number + 1;
    const says = `the link is gone: after ${before.number} comes ${number}`;
    problems.add({ ...problem(link, "removed", says), row: missing });
  }
  return { number, hash };
}

function faultsOf(link: Link, before: LinkBefore): readonly string[] {
  const is = linkHash({
    number: link.number,
    sealedAt: link.sealed_at,
    batchIds: link.batch_ids,
    batchDigests: link.batch_digests,
    prev: link.prev,
  });
  const follows = link.prev.equals(before.hash ?? NOTHING_BEFORE);
  return [
    ...(is.equals(link.hash) ? [] : ["the link is not as it was sealed"]),
    // After a gap nothing can follow what it should.
    ...(follows || link.number !== before.number + 1
      ? []
      : [`it does not follow link ${before.number}, which was changed and sealed again`]),
  ];
}

/** Every head noted outside of the database must still be in the chain. */
export function checkHeads(link: Link, heads: readonly Head[], problems: Problems): void {
  const noted = heads.filter(({ number }) => number === link.number);
  const is = link.hash.toString("hex");
  if (noted.every(({ hash }) => hash === is)) return;
  const says = "its hash is not the one that was noted: the chain was made anew up to here";
  problems.add(problem(link, "changed", says));
}

function problem(link: Link, fault: Problem["fault"], says: string): Problem {
  const { number, sealed_at: at } = link;
  return { table: "audit_links", row: number, fault, about: null, at, says };
}
