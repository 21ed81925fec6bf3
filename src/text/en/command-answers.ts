import type { AccountText, ActText, MissingPart, OfficeText, WhyText } from "../command-texts.ts";

const MISSING: Readonly<Record<MissingPart, string>> = {
  case: "The number of the order or of the case is missing",
  order: "The number is missing",
  invoice: "The invoice number is missing",
  date: "The date is missing",
  text: "The text is missing",
  person: "The person is missing, with @",
  until: "It does not say until when",
  source: "The source is missing",
  customer: "The customer is missing",
  which: "It does not say which one ends",
};

export const act: ActText = {
  missing: (what, usage) => `${MISSING[what]}: /remo ${usage}`,
  badWhen: (typed) =>
    `"${typed}" is no date and no time; for example "2h", "tomorrow 9:00", "friday" or "15/12".`,
  noOpenCase: (subject) => `${subject} has no open cases; nothing to do.`,
  noInvoice: (typed, similar) =>
    similar.length > 0
      ? `Invoice ${typed} does not exist. ${similar.join(" or ")}?`
      : `Invoice ${typed} does not exist.`,
  noPerson: (typed, similar) =>
    similar.length > 0
      ? `Remo does not know ${typed}. ${similar.join(" or ")}?`
      : `Remo does not know ${typed}. Mention the person with @; they must be in remo.yaml.`,
  commented: (subject) => `✅ Told in the threads of ${subject}.`,
  escalated: (subject) => `✅ ${subject} is escalated. Those who decide were told.`,
  assigned: (subject, name) => `✅ ${subject} is assigned to ${name}.`,
  notInvolved: (name, teams) => `${name} is not of the teams of this case: ${teams}.`,
  watched: (subject) => `✅ ${subject} comes by direct message as well from now on.`,
  unwatched: (subject) => `✅ ${subject} no longer comes by direct message.`,
  snoozed: (subject, until, unless) =>
    `✅ ${subject} is snoozed until ${until}${unless ? `, or sooner if ${unless}` : ""}.`,
  unlessEta: "the ETA changes",
  unlessPasses: (amount) => `the amount passes ${amount}`,
  unlessReplies: "the customer replies",
  promised: (invoiceId, on, amount) =>
    `✅ ${invoiceId}: the customer will pay ${amount ?? "all that is owed"} on ${on}. Recorded.`,
  disputed: (invoiceId, cause, reason) =>
    `✅ ${invoiceId} is disputed: ${cause}${reason ? ` (${reason})` : ""}. Recorded.`,
  notOwed: (invoiceId) =>
    `${invoiceId} is not to be collected: it was paid, cancelled or never issued.`,
  alreadyDisputed: (invoiceId) => `${invoiceId} is disputed already; nothing to do.`,
  moreThanOwed: (owed) => `The amount is more than is owed: ${owed}.`,
  whichCause: (usage, causes) => `The cause is missing: /remo ${usage}. Causes: ${causes}.`,
};

export const account: AccountText = {
  named: (name, id) => (name ? `${name} (${id})` : id),
  noCustomer: (typed, similar) =>
    similar.length > 0
      ? `Customer "${typed}" does not exist. ${similar.join(" or ")}?`
      : `Customer "${typed}" does not exist, and nothing looks like it.`,
  noDebt: "Owes nothing.",
  owes: (amounts) => `Owes ${amounts}.`,
  balance: "Balance",
  balanceOf: (owed, overdue) =>
    overdue ? `${owed} · overdue ${overdue}` : `${owed} · none overdue`,
  credit: "Credit available",
  creditOf: (available, limit) => `${available} of ${limit}`,
  open: "Open documents",
  openOf: (invoices, orders) =>
    `${invoices === 1 ? "1 invoice" : `${invoices} invoices`}, ` +
    `${orders === 1 ? "1 order" : `${orders} orders`}`,
  unapplied: "Payments not applied",
  overdue: (invoiceId, amount, days, due, disputed) =>
    `Overdue · ${invoiceId} · ${amount} · ${days} (due ${due})${disputed ? " · disputed" : ""}`,
  withholding: (invoiceId, tax, amount) =>
    ["Withheld without a certificate", invoiceId, tax, amount].filter(Boolean).join(" · "),
  promise: (invoiceId, on, amount, outcome) => {
    const words = { kept: "kept", broken: "not kept", waiting: "still in time" };
    return [`Promise to pay`, invoiceId, on, amount, words[outcome]].filter(Boolean).join(" · ");
  },
  caseOf: (row) => `Case · ${row}`,
  delivery: (deliveryId, orderId, when) =>
    `Delivery · ${deliveryId}${orderId ? ` of ${orderId}` : ""} · ${when}`,
  recurring: (agreementId, every, amount, last) =>
    [`Recurring`, agreementId, every, amount, last ? `invoiced up to ${last}` : "not invoiced yet"]
      .filter(Boolean)
      .join(" · "),
  every: { week: "every week", month: "every month" },
  andMore: (count) => `and ${count} more`,
  agingTitle: (who) => (who ? `Aging · ${who}` : "Aging"),
  agingNone: "Nobody owes anything.",
  agingWorst: (count) =>
    count === 1 ? "The customer with most overdue:" : `The ${count} customers with most overdue:`,
  agingLine: (who, owed, overdue, buckets) =>
    `${who} · owes ${owed}${overdue ? ` · overdue ${overdue}` : ""} · ${buckets}`,
  bucket: {
    current: "current",
    d30: "1–30 days",
    d60: "31–60 days",
    d90: "61–90 days",
    older: "more than 90 days",
    undated: "without a due date",
  },
  closeTitle: (month) => `Close of ${month}`,
  closeClear: (month) => `Nothing keeps ${month} from closing.`,
  closeCount: (count, month) =>
    count === 1
      ? `1 item keeps ${month} from closing.`
      : `${count} items keep ${month} from closing.`,
  closeTotal: (count, amount) =>
    [amount, count === 1 ? "1 item" : `${count} items`].filter(Boolean).join(" · "),
  closeLine: (what, team, count, amount) =>
    [`${team}`, `${what}: ${count}`, amount].filter(Boolean).join(" · "),
  closeTop: (about, what, amount, team) =>
    [about, what, amount, `${team} has it`].filter(Boolean).join(" · "),
  blocker: {
    "delivered-not-invoiced": "delivered, not invoiced",
    "period-not-invoiced": "period not invoiced",
    "evidence-missing": "proof missing",
    "evidence-rejected": "proof that is no good",
    "invoice-not-filed": "invoice not filed",
    "invoice-rejected": "invoice rejected",
    "invoice-disputed": "invoice disputed",
    "credit-note-pending": "credit note to decide",
  },
  badMonth: (typed) => `"${typed}" is not a month; for example "2026-11" or "november".`,
};

export const why: WhyText = {
  title: (subject) => `Why · ${subject}`,
  nothing: (subject) => `${subject} has no cases: no rule finds anything.`,
  rule: (tag, title, id) => `${tag}: ${title} · rule ${id}`,
  foldedUnder: (tag) => `It is a consequence of "${tag}".`,
  since: (when) => `Since ${when}.`,
  thresholds: (list) => `Thresholds: ${list}`,
  mayAnswer: (action, who) => `${action}: ${who}`,
  teamOf: (team, names) => (names ? `${team} (${names})` : team),
  approvers: "Those who approve",
  meTitle: (name) => name,
  teams: "Teams",
  roles: "Roles",
  accounts: "Accounts",
  onDuty: "On duty",
  notOnDuty: "no",
  delegates: "Delegate",
  delegateLine: (name, until) => `${name}, until ${until}`,
  nobody: "nobody",
  role: {
    member: "member",
    lead: "lead",
    controller: "controller",
    manager: "manager",
    director: "director",
    admin: "administrator",
  },
  holders: {
    member: "members",
    lead: "leads",
    controller: "controllers",
    manager: "managers",
    director: "directors",
    admin: "administrators",
  },
  dutyHome: (teams) => `On duty for ${teams}`,
};

export const office: OfficeText = {
  silencesTitle: "Silences in force",
  noSilences: "No silences are in force.",
  silence: (id, what, until, by, reason) =>
    [id, what, `until ${until}`, by, reason].filter(Boolean).join(" · "),
  matcher: {
    customer: (name) => `customer ${name}`,
    rule: (tag, id) => `"${tag}" (${id})`,
    warehouse: (id) => `warehouse ${id}`,
  },
  silenced: (id, what, until) =>
    `✅ Silence ${id}: ${what}, until ${until}. To end it sooner: /remo silence end ${id}`,
  silenceEnded: (id) => `✅ Silence ${id} has ended.`,
  noRule: (typed, similar) =>
    similar.length > 0
      ? `Rule "${typed}" does not exist. ${similar.join(" or ")}?`
      : `Rule "${typed}" does not exist. /remo why PED-1042 says what a case's rule is called.`,
  maintenanceTitle: "Maintenance under way",
  noMaintenance: "No source is in maintenance.",
  maintenance: (source, until, by) => `${source} · until ${until} · ${by}`,
  maintained: (source, until) =>
    `✅ ${source} is in maintenance until ${until}: its silence will be no news.`,
  maintenanceEnded: (source) => `✅ Maintenance of ${source} has ended.`,
  noSource: (typed, similar) =>
    similar.length > 0
      ? `Source "${typed}" does not exist. ${similar.join(" or ")}?`
      : `Source "${typed}" does not exist: it has told nothing yet.`,
  dutyTitle: "On duty",
  duty: (team, name, next) => `${team}: ${name ?? "nobody"}${next ? ` · ${next}` : ""}`,
  dutyNext: (name, from, until) => `then ${name}, from ${from} to ${until}`,
  dutyTaken: (team, name, from, until) =>
    `✅ ${name} is on duty for ${team}, from ${from} to ${until}.`,
  notOfTeam: (name, team) => `${name} is not of ${team}.`,
  delegatesTitle: "Delegates",
  noDelegates: "Nobody approves in another's place.",
  delegation: (of, to, from, until) => `${to} approves in place of ${of}, from ${from} to ${until}`,
  delegated: (name, of, from, until) =>
    `✅ ${name} may approve in place of ${of}, from ${from} to ${until}. ` +
    "To end it: /remo delegate end",
  delegateEnded: (names) => `✅ Delegation ended: ${names}.`,
  ownDelegate: "Nobody can be their own delegate.",
  matchesAll: "What to quiet is missing: a customer, a rule or a warehouse.",
  nothingToEnd: (typed) =>
    typed ? `"${typed}" is not in force; nothing to end.` : "There is nothing to end.",
  tooLong: (days) => `That is too long: ${days} days at most.`,
  backwards: "It ends before it begins.",
  needsRole: (roles) => `That is for ${roles}.`,
  needsTeam: (teams) => `That is for ${teams}.`,
  linkCode: (code, minutes) =>
    `The code is ${code}. On the other platform: /remo link ${code}. It works once, for ` +
    `${minutes} minutes; share it with nobody.`,
  linked: (name, userName, platform) =>
    `✅ ${userName} on ${platform} and ${name} are one person for Remo from now on.`,
  linkUnknown: "That code does not exist, was used or has expired. /remo link gives a new one.",
  linkHere: "The code is typed on the other platform, not where it was shown.",
  linkTwo: "Both accounts belong to different people in remo.yaml already; nothing changed.",
  linkNobody: "Remo knows neither account: the administrator adds one to remo.yaml first.",
  linkAlready: "Both accounts are one person already; nothing to do.",
};
