import type { DeliveryState } from "../delivery.ts";
import type { MovedLine } from "../fact.ts";

/** What came back on a document of its own, which never went out: it was of other deliveries. */
export function returnedApart(deliveries: readonly DeliveryState[]): readonly MovedLine[] {
  return deliveries.filter(isReturnNote).flatMap((one) => one.returned ?? []);
}

function isReturnNote(delivery: DeliveryState): boolean {
  const { returnedAt, cancelledAt, plannedAt, releasedAt, dispatchedAt, deliveredAt, failedAt } =
    delivery;
  const went = plannedAt ?? releasedAt ?? dispatchedAt ?? deliveredAt ?? failedAt;
  return returnedAt !== null && cancelledAt === null && went === null;
}
