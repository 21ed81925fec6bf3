import type { CreditRefusal } from "../../core/credit-refusal.ts";
import type { FieldId } from "../../core/form.ts";
import { creditWords, signerWords } from "../../text/credit-words.ts";
import type { Speech } from "../../view/reader.ts";

/** Beside which input a refusal belongs; null for one that no other input would change. */
export function fieldOf({ refused }: CreditRefusal): FieldId | null {
  switch (refused) {
    case "over-credit":
    case "other-currency":
    case "already-requested":
    case "amount-differs":
      return "amount";
    case "no-invoice":
      return "invoiceId";
    case "not-in-force":
    case "total-unknown":
    case "own-request":
    case "own-posting":
    case "already-approved":
    case "not-requester":
    case "expired":
    case "above-limit":
      return null;
    default:
      return refused satisfies never;
  }
}

/** Why a credit note is not asked for, signed or withdrawn, and what would help. */
export function creditSentence(refusal: CreditRefusal, { f }: Speech): string {
  const words = creditWords(f.lang);
  switch (refusal.refused) {
    case "no-invoice":
      return words.noInvoice(refusal.invoiceId);
    case "not-in-force":
      return words.notInForce(refusal.invoiceId);
    case "total-unknown":
      return words.totalUnknown(refusal.invoiceId);
    case "other-currency":
      return words.otherCurrency(refusal.currency);
    case "over-credit":
      return words.overCredit(refusal.invoiceId, f.money(refusal.left));
    case "already-requested":
      return words.alreadyRequested(refusal.requestId, f.money(refusal.amount));
    case "own-request":
      return words.ownRequest;
    case "own-posting":
      return words.ownPosting;
    case "already-approved":
      return words.alreadyApproved;
    case "not-requester":
      return words.notRequester(refusal.name);
    case "expired":
      return words.expired(f.when(refusal.at));
    case "amount-differs":
      return words.amountDiffers(f.money(refusal.amount));
    case "above-limit": {
      const { amount, level, signers } = refusal;
      const names = signers.length > 0 ? f.list(signers) : null;
      return words.aboveLimit(f.money(amount), signerWords(level, f.lang), names);
    }
    default:
      return refusal satisfies never;
  }
}
