/**
 * What people told, as a subquery: the facts of the audit's chain behind a place in it, up to and with
 * a link, as (link, position, type, body). Batches name their rows' numbers: these lie close together,
 * and a partial index finds the few of them that people told.
 */
export function toldIn(link: string, position: string, lastLink: string): string {
  return `(
    SELECT l.number AS link, place.position, f.type, f.body
    FROM audit_links l
    CROSS JOIN LATERAL (
      SELECT b.fact_seqs,
        sum(cardinality(b.fact_seqs)) OVER (ORDER BY o.nth) - cardinality(b.fact_seqs) AS before
      FROM unnest(l.batch_ids) WITH ORDINALITY AS o (id, nth) JOIN audit_batches b ON b.id = o.id
    ) batch
    CROSS JOIN LATERAL (
      SELECT min(seq) AS low, max(seq) AS high FROM unnest(batch.fact_seqs) AS one (seq)
    ) range
    JOIN facts f ON f.source = 'remo' AND f.seq BETWEEN range.low AND range.high
    CROSS JOIN LATERAL (
      SELECT batch.before + array_position(batch.fact_seqs, f.seq) AS position
    ) place
    WHERE l.number BETWEEN ${link} AND ${lastLink} AND place.position IS NOT NULL
      AND (l.number, place.position) > (${link}, ${position}))`;
}

/** Types of fact, with or without a `*` at the end, for SQL's LIKE. */
export function likePatterns(types: readonly string[]): readonly string[] {
  return types.map((type) => type.replace("*", "%"));
}
