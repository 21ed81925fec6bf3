import type { Reads } from "../ports.ts";

/** Order ids that somebody may mean: by a number, its digits, or what looks like it; nearest first. */
export async function ordersLike(
  typed: string,
  reads: Pick<Reads, "order" | "orderOf" | "documentsNumbered" | "similarOrders">,
  limit: number,
): Promise<readonly string[]> {
  const words = typed.trim();
  if (words === "") return [];
  const exact = words.toUpperCase();
  const [own, through, numbered, similar] = await Promise.all([
    reads.order(exact),
    reads.orderOf(exact),
    reads.documentsNumbered(words, limit),
    reads.similarOrders(words, limit),
  ]);
  const ids = [
    ...(own ? [own.order.id] : []),
    ...(through === null ? [] : [through]),
    ...numbered.map(({ orderId }) => orderId),
    ...similar.map(({ id }) => id),
  ];
  return [...new Set(ids)].slice(0, limit);
}
