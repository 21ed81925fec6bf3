import { epochMs } from "../calendar.ts";
import type { InvoiceState } from "../invoice.ts";
import { isLive } from "../receivable.ts";
import { isWithin, type Period } from "./period.ts";

/** How an invoice fared with the customer's portal or the tax authority. */
export type Filing = {
  /** From issued to filed; null while it is not. */
  readonly ms: number | null;
  /** Whether it was accepted without ever being rejected; null where nobody answered. */
  readonly firstPass: boolean | null;
};

/** Of an invoice that was issued in the period; null of any other. */
export function filingOf(
  invoice: InvoiceState,
  wasRejected: boolean,
  period: Period,
): Filing | null {
  const { issuedAt, filedAt, acceptedAt } = invoice;
  if (issuedAt === null || !isLive(invoice) || !isWithin(issuedAt, period)) return null;
  const answered = wasRejected || acceptedAt !== null;
  return {
    ms: filedAt === null ? null : Math.max(0, epochMs(filedAt) - epochMs(issuedAt)),
    firstPass: answered ? !wasRejected : null,
  };
}
