import type { Instant } from "./calendar.ts";
import type { Level } from "./credit-ladder.ts";
import type { Money } from "./money.ts";

/** Why a credit note is not asked for, signed or withdrawn. */
export type CreditRefusal =
  | { readonly refused: "no-invoice"; readonly invoiceId: string }
  /** Not issued yet, or cancelled: it owes nothing. */
  | { readonly refused: "not-in-force"; readonly invoiceId: string }
  /** Without its total nobody can say how much may be credited. */
  | { readonly refused: "total-unknown"; readonly invoiceId: string }
  | { readonly refused: "other-currency"; readonly currency: string }
  | { readonly refused: "over-credit"; readonly invoiceId: string; readonly left: Money }
  | { readonly refused: "already-requested"; readonly requestId: string; readonly amount: Money }
  | { readonly refused: "own-request" }
  | { readonly refused: "own-posting" }
  | { readonly refused: "already-approved" }
  | { readonly refused: "not-requester"; readonly name: string }
  | { readonly refused: "expired"; readonly at: Instant }
  | { readonly refused: "amount-differs"; readonly amount: Money }
  | {
      readonly refused: "above-limit";
      readonly amount: Money;
      readonly level: Level;
      /** Names of those who may. */
      readonly signers: readonly string[];
    };
