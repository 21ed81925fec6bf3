import type { OrderChange } from "../order.ts";

type Change<V> = { readonly before: V | null; readonly after: V };

/** The first value before and the last after, over several changes; null where they are equal. */
export function span<V>(
  changes: readonly OrderChange[],
  of: (change: OrderChange) => Change<V> | undefined,
): Change<V> | null {
  const touched = changes.map(of).filter((change) => change !== undefined);
  const first = touched[0];
  const last = touched.at(-1);
  if (!first || !last || first.before === last.after) return null;
  return { before: first.before, after: last.after };
}
