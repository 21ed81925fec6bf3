import { z } from "zod";
import { isTimeZone } from "./calendar.ts";

/** What facts are made of: fields with their limits, and the lines of documents. */

// PostgreSQL stores no NUL, and a control character in a number is a broken export.
const Name = z
  .string()
  .trim()
  .min(1)
  // oxlint-disable-next-line no-control-regex -- they are what it looks for
  .regex(/^[^\u0000-\u001f\u007f]+$/, "has control characters");
export const Id = Name.max(128);
export const ShortText = z
  .string()
  .max(300)
  // oxlint-disable-next-line no-control-regex -- likewise
  .regex(/^[^\u0000]*$/, "has NUL characters");
/** What people write to each other: several lines, as chat takes them. */
export const CommentText = z
  .string()
  .max(3_000)
  // oxlint-disable-next-line no-control-regex -- likewise
  .regex(/^[^\u0000]*$/, "has NUL characters");
export const InstantField = z.iso
  .datetime({ offset: true, error: "is not an ISO 8601 instant with an offset" })
  .transform((text) => (isUtcToMs(text) ? text : new Date(text).toISOString()));

/** Whether an ISO 8601 instant is written as Remo writes it: most are, and need no rewriting. */
function isUtcToMs(text: string): boolean {
  return text.length === "2026-01-05T06:00:00.000Z".length && text.endsWith("Z");
}
export const DateField = z.iso.date({ error: "is not a date (YYYY-MM-DD)" });
export const Minor = z.int().min(-1e15).max(1e15);
export const Currency = z.string().regex(/^[A-Z]{3}$/, "is not an ISO 4217 code such as MXN");
const Quantity = z.number().min(0).max(1e12);
export const Zone = z
  .string()
  .refine(isTimeZone, "is not an IANA time zone such as America/Bogota");

export const EVIDENCE_KINDS = ["waybill", "signature", "photo", "stamp"] as const;
export const EvidenceKind = z.enum(EVIDENCE_KINDS);
export type EvidenceKind = z.infer<typeof EvidenceKind>;

/** One line; `sku` and `lineId` join order, delivery and invoice lines, whichever both sides have. */
export const OrderLine = z.object({
  lineId: Id,
  sku: Id.optional(),
  description: ShortText.optional(),
  quantity: Quantity,
  unit: z.string().max(12).optional(),
  amountMinor: Minor.optional(),
});
export const MovedLine = z.object({
  lineId: Id.optional(),
  sku: Id.optional(),
  quantity: Quantity,
  unit: z.string().max(12).optional(),
  /** Ordered, not in this delivery, still to come (UBL BackorderQuantity). */
  backorderQuantity: Quantity.optional(),
});
/** `quantity` is what was received; what was rejected may be in it or beside it. */
export const ReceivedLine = MovedLine.extend({
  rejectedQuantity: Quantity.optional(),
  shortQuantity: Quantity.optional(),
});
export const BilledLine = MovedLine.omit({ backorderQuantity: true }).extend({
  amountMinor: Minor.optional(),
});
export type OrderLine = z.infer<typeof OrderLine>;
export type MovedLine = z.infer<typeof MovedLine>;
export type ReceivedLine = z.infer<typeof ReceivedLine>;
export type BilledLine = z.infer<typeof BilledLine>;

const envelope = { source: Id, externalId: Name.max(256), occurredAt: InstantField };
export const lines = <T extends z.ZodType>(line: T) => z.array(line).max(2_000);

export function fact<Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) {
  return z.object({ type: z.literal(type), ...envelope, ...shape });
}

export const GROUP_TYPES = ["order", "customer", "source"] as const;
export const Group = z.object({ type: z.enum(GROUP_TYPES), id: Id });
/** What a case is about: its findings share this group. */
export type Group = z.infer<typeof Group>;

export const TEAMS = ["sales", "logistics", "collections", "controller", "administrator"] as const;
export const Team = z.enum(TEAMS);
export type Team = z.infer<typeof Team>;

/** Why an invoice is objected to or credited: the clarification reasons of Peppol's invoice response. */
export const REASON_CODES = [
  "REF",
  "LEG",
  "REC",
  "QUA",
  "DEL",
  "PRI",
  "QTY",
  "ITM",
  "PAY",
  "UNR",
  "FIN",
  "PPD",
  "OTH",
] as const;
export const ReasonCode = z.enum(REASON_CODES);
export type ReasonCode = z.infer<typeof ReasonCode>;

/** Somebody of ours, by the id and the name that remo.yaml gives. */
export const byPerson = { personId: Id, personName: ShortText };
