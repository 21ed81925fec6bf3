import { startOfDay } from "../../calendar.ts";
import { DateField } from "../../fact-fields.ts";
import { invoiceRule } from "../../rule.ts";
import { common } from "../thresholds.ts";
import { unapprovedNotes } from "../unapproved-credit.ts";

/** The ERP holds a credit note that no approved request explains. */
export const creditNoteUnapproved = invoiceRule({
  id: "credit-note-unapproved",
  team: "controller",
  informs: ["collections"],
  severity: "warning",
  stage: "billing",
  thresholds: common(
    {
      /** Since which day every note needs a request; before it, only on invoices that have one. */
      from: DateField.nullable().default(null),
    },
    { answerWithinHours: 10 },
  ),
  actions: ["approve-after", "reverse-credit"],
  judge({ invoice, zone }, _now, { from }) {
    const start = from === null ? null : startOfDay(from, zone);
    const findings = unapprovedNotes(invoice, start).map(({ note, fault, since }) => ({
      subject: `invoice:${invoice.id}` as const,
      amount: note.totalMinor === null ? null : { minor: note.totalMinor, currency: note.currency },
      since,
      // Sent back, it waits for whoever reverses it in the ERP.
      team: note.sentBackAt === null ? ("controller" as const) : ("collections" as const),
      informs: ["controller" as const, "collections" as const],
      signers: ["controller" as const],
      ...(note.sentBackAt === null ? {} : { actions: ["approve-after" as const] }),
      data: {
        creditNoteId: note.id,
        invoiceId: invoice.id,
        postedAt: note.at,
        postedBy: note.postedBy,
        sentBackAt: note.sentBackAt,
        currency: note.currency,
        ...fault,
      },
    }));
    return { findings, recheckAt: null };
  },
});
