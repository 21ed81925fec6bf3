import { localDate } from "../calendar.ts";
import { type Agreement, isInForce } from "../customer.ts";
import type { OrderPicture } from "../picture.ts";

/** What billing an order under an agreement needs of it. */
const TERMS = ["prices", "paymentDays", "payerId", "evidence", "validFrom"] as const;

/** A term it lacks; or nobody described it; or it does not hold on the day of the order. */
export type Missing = (typeof TERMS)[number] | "description" | "validity";

/** What the agreement that the order names lacks, in the order in which an agreement is read. */
export function missingTerms({ agreement, order, zone }: OrderPicture): readonly Missing[] {
  if (!agreement) return ["description"];
  const lacks: Missing[] = TERMS.filter((term) => isMissing(agreement, term));
  const holds = order.placedAt === null || isInForce(agreement, localDate(order.placedAt, zone));
  return holds ? lacks : [...lacks, "validity"];
}

function isMissing(agreement: Agreement, term: (typeof TERMS)[number]): boolean {
  // No proof at all is a policy too; no price is none.
  if (term === "prices") return (agreement.prices?.length ?? 0) === 0 && !isFlat(agreement);
  return agreement[term] === null;
}

/** So much a month, whatever is delivered: it needs no price per article. */
function isFlat({ recurring }: Agreement): boolean {
  return recurring?.amountMinor !== undefined;
}
