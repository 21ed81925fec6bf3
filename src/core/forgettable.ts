import type { Instant } from "./calendar.ts";
import type { CreditPolicy } from "./credit-policy.ts";
import { namesOn } from "./credit-request.ts";
import { stageOf } from "./credit-view.ts";
import type { Team } from "./fact.ts";
import type { InvoiceState } from "./invoice.ts";
import type { OfficeState } from "./office.ts";
import { unapprovedNotes } from "./rules/unapproved-credit.ts";
import type { Subject } from "./subject.ts";

/** Something that goes by who a person is, and is not over. */
export type Tie =
  | { readonly tie: "request"; readonly requestId: string }
  | { readonly tie: "note"; readonly creditNoteId: string; readonly invoiceId: string }
  | { readonly tie: "duty"; readonly team: Team; readonly until: Instant }
  | { readonly tie: "delegation"; readonly until: Instant };

/**
 * Why a person cannot be forgotten yet; null when nothing stands in the way. Nobody signs their own
 * request, nor twice, because ids are compared: whoever had a hand in what is still to be decided or
 * posted must keep theirs until it is.
 */
export function tieOf(
  personId: string,
  subjects: readonly Subject[],
  now: Instant,
  policy: Pick<CreditPolicy, "expiresDays">,
): Tie | null {
  for (const { kind, state } of subjects) {
    const tie =
      kind === "invoice"
        ? tieToInvoice(personId, state, now, policy)
        : kind === "office"
          ? tieToOffice(personId, state, now)
          : null;
    if (tie) return tie;
  }
  return null;
}

function tieToInvoice(
  personId: string,
  invoice: InvoiceState,
  now: Instant,
  policy: Pick<CreditPolicy, "expiresDays">,
): Tie | null {
  const theirs = invoice.requests.filter(({ by, approvals }) =>
    [by.personId, ...approvals.flatMap(namesOn)].includes(personId),
  );
  if (theirs.length === 0) return null;
  const open = theirs.find((one) =>
    ["waiting", "approved"].includes(stageOf(one, invoice, now, policy)),
  );
  if (open) return { tie: "request", requestId: open.id };
  // Whoever asked may not be who says afterwards that the note was right.
  const note = unapprovedNotes(invoice, null)[0]?.note;
  return note ? { tie: "note", creditNoteId: note.id, invoiceId: invoice.id } : null;
}

function tieToOffice(personId: string, office: OfficeState, now: Instant): Tie | null {
  const duty = office.duty.find((one) => one.onDuty.personId === personId && one.until > now);
  if (duty) return { tie: "duty", team: duty.team, until: duty.until };
  const delegation = office.delegations.find(
    ({ of, to, until }) => [of.personId, to.personId].includes(personId) && until > now,
  );
  return delegation ? { tie: "delegation", until: delegation.until } : null;
}
