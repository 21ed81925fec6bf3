import type { AnswerText, DialogText } from "../dialog-texts.ts";

export const dialog: DialogText = {
  submit: "Save",
  cancel: "Cancel",
  close: "Close",
  field: {
    reason: "Reason",
    on: "Date",
    until: "Until",
    wakeWhen: "Or sooner, if",
    invoiceId: "Invoice number",
    amount: "Amount",
    reasonCode: "Cause",
    person: "Person",
    scope: "Which cases",
    proofKind: "Kind of proof",
    files: "Files",
  },
  fieldIn: {
    date: { on: "New date" },
    proof: { reason: "Note" },
    snooze: { until: "Snooze until", amount: "Amount that wakes the case" },
    maintenance: { until: "Under maintenance until" },
    silence: { until: "Silence until" },
    promise: { on: "Will pay on", amount: "Amount, if not all of it" },
    dispute: { amount: "Disputed amount, if not all of it" },
    amount: { amount: "The amount, typed again" },
    amend: { amount: "New amount" },
    credit: { invoiceId: "Invoice", files: "Evidence" },
  },
  hint: {
    reason: "The other teams will read it in the thread of the case.",
    invoiceId: "As the document shows it, for example FAC-2210.",
    files: "A well-lit photo of the whole sheet, or a PDF. Up to 5 files.",
  },
  case: "Case",
  attachTitle: "Attach proof",
  title: {
    reason: "Reason",
    date: "New date",
    proof: "Attach proof",
    snooze: "Snooze the case",
    invoice: "Invoice number",
    amount: "Confirm the amount",
    amend: "Change amount",
    credit: "Credit note",
    dispute: "Dispute",
    promise: "Promise to pay",
    "with-files": "Reason and files",
    certificate: "Attach certificate",
    person: "Assign the case",
    maintenance: "Maintenance",
    silence: "Silence cases",
  },
  intro: (action, subject, customer) => `${action} · ${subject}${customer ? ` · ${customer}` : ""}`,
  snoozeFor: (span, when) => `${span}, until ${when}`,
  wake: {
    time: "only when the time comes",
    "eta-changes": "the estimated arrival changes",
    "amount-passes": "the amount passes what is given below",
    "customer-replies": "the customer replies",
  },
  scope: {
    customer: (name) => `Everything of ${name}`,
    rule: (tag) => `All cases "${tag}"`,
    both: (name, tag) => `"${tag}" of ${name}`,
    warehouse: (id) => `Everything of warehouse ${id}`,
  },
  working: "Saving the files. The result will appear here.",
  workingTitle: "Saving",
  upload: {
    open: "Upload files",
    page: "Files are uploaded on a page of Remo; a phone's camera will do.",
    pageToo: "With files? Answer on a page of Remo; a phone's camera will do.",
    here: "Send the files here, in this chat; Remo then asks which case they belong to.",
    chat: "Send the files in your own chat with Remo, which asks which case they belong to.",
  },
  doneTitle: "Done",
  refusedTitle: "Nothing changed",
};

export const answer: AnswerText = {
  unknownPerson: (userName, userId, platform) =>
    `Remo does not know ${userName} yet. To add this person, the administrator writes their ` +
    `${platform} account (${userId}), teams and roles under "people" in remo.yaml.`,
  caseGone: "This case no longer exists; nothing to do.",
  buttonFrom: (at) => `This button is from ${at}.`,
  meanwhileDid: (at, who, did) => `${atTime(at)} ${who} already ${did}; nothing to do.`,
  meanwhileResolved: (at, resolved) =>
    `${atTime(at)} it was resolved: ${resolved.toLowerCase()}; nothing to do.`,
  changed: "The case has changed since; the card shows what there is now.",
  wrongState: (state, by) => `The case is already ${state}${by ? `: ${by}` : ""}. Nothing to do.`,
  notYourTeam: (action, teams) => `"${action}" is for ${teams}.`,
  needsApprover: (action, names) =>
    names
      ? `"${action}" needs approval. Who can give it: ${names}.`
      : `"${action}" needs the approval of a lead or the controller.`,
  needsLead: (names) =>
    `Silencing a whole rule, customer or warehouse is for a lead or an administrator` +
    `${names ? ` (${names})` : ""}. This kind of case of this customer can be silenced.`,
  silenceTooLong: (days) => `A silence lasts ${days} days at most.`,
  silenced: (when, by) => `The case is silenced until ${when}, by ${by}. Nothing to do.`,
  approvalWaits: "This case waits for an approval, and that is not silenced.",
  done: (action, subject) => `✅ ${action} · ${subject}. It is on record.`,
  closed: (action, subject) => `✅ ${action} · ${subject}. The case is resolved.`,
  missing: {
    reason: "The reason is missing.",
    on: "The date is missing.",
    until: "Choose until when.",
    wakeWhen: "The condition is missing.",
    invoiceId: "The invoice number is missing.",
    amount: "The amount is missing.",
    reasonCode: "The cause is missing.",
    person: "The person is missing.",
    scope: "Choose which cases.",
    proofKind: "The kind of proof is missing.",
    files: "At least one file is missing.",
    case: "Choose the case.",
  },
  badAmount: (typed, example) => `"${typed}" is not an amount; for example ${example}.`,
  notPayable: (why, invoiceId) =>
    ({
      unknown: `${invoiceId} is not among this customer's open invoices.`,
      "nothing-owed": `${invoiceId} owes nothing: the payment cannot go there.`,
      "other-currency": `${invoiceId} is in another currency than the payment.`,
      "nothing-left": "Nothing of this payment is left to apply.",
    })[why],
  pastDate: (date) => `${date} is in the past; choose today or a later date.`,
  pastInstant: (when) => `${capital(when)} is in the past; choose a later time.`,
  tooManyFiles: (limit) => `The limit is ${limit} files at a time; send the others after these.`,
  fileTooLarge: (name, limitMb) =>
    `${name} is too large: the limit is ${limitMb} MB. A smaller photo will do.`,
  fileUnreadable: (name) =>
    `${name} cannot be read. Needed: a well-lit photo of the whole sheet, or the original PDF.`,
  fileWrongType: (name) =>
    `${name} is neither a photo nor a PDF. JPG, PNG, WebP, HEIC and PDF will do.`,
  fileNoRight: (name) =>
    `Slack did not hand over ${name}: Remo lacks the scope files:read. The administrator adds it ` +
    `under "OAuth & Permissions", reinstalls the app and runs "remo doctor".`,
  fileGone: (name) => `${name} is no longer in Slack; it has to be attached again.`,
  fileSlow: (name) => `Slack took too long to hand over ${name}; please try again.`,
  noFiles: "That message has no files. Proof is taken from a message with a photo or a PDF.",
  noCaseForProof: "No open case of these teams is waiting for proof.",
  failed:
    "The answer could not be saved, and nothing changed. Please try again; if it happens again, " +
    `the administrator can see why with "remo doctor".`,
};

/** "At 14:25", "Yesterday 18:05,". */
function atTime(at: string): string {
  return /^\d/.test(at) ? `At ${at}` : `${capital(at)},`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
