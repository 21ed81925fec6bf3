import type { KpiText, ProspectsText } from "../kpi-text.ts";

export const kpi: KpiText = {
  name: {
    receivables: "Receivables",
    dso: "Days sales outstanding (DSO)",
    dsoCountback: "DSO by countback",
    bestPossibleDso: "Best possible DSO",
    collectionEffectiveness: "Collection effectiveness (CEI)",
    onTimeInFull: "On time in full (OTIF)",
    perfectOrder: "Perfect order",
    billableInADay: "Billable in 24 h",
    withoutIncident: "Orders without incident",
    orderToInvoice: "Order to invoice",
    proofTurnaround: "Delivery to proof",
    filingTurnaround: "Issued to filed",
    disputes: "Disputes",
    creditNotes: "Credit notes",
    blocked: "Amount held up",
    held: "Hours by team",
  },
  counts: {
    receivables: "what invoices still owe at the end of the period, and how much of it is overdue",
    dso: "receivables ÷ credit sales of the period × its days",
    dsoCountback: "the days of the latest sales that add up to what is owed",
    bestPossibleDso: "as DSO, with only what is not due yet",
    collectionEffectiveness: "of what could be collected in the period, how much was",
    onTimeInFull: "orders promised for the period that came whole, by the day first promised",
    perfectOrder: "of the same: also undamaged and with right documents, order by order",
    billableInADay: "deliveries with all their proof within 24 h; newer ones do not count yet",
    withoutIncident: "orders paid in the period that never had a case",
    orderToInvoice: "time from the order until its invoice is issued",
    proofTurnaround: "time from the delivery until its last valid proof",
    filingTurnaround:
      "time until the customer or the tax authority has it, and how many it accepted at once",
    disputes: "time of those resolved in the period, and the age of those still open",
    creditNotes:
      "amount credited ÷ amount invoiced; avoidable: our own mistake, of those that say why",
    blocked: "what cannot be invoiced or collected today because of an open case, by team",
    held: "hours each team had the cases in the period; they add up to the lives of the cases",
  },
  title: (from, to) => `Figures · ${from} to ${to}`,
  weekTitle: (from, to) => `Figures of the week · ${from} to ${to}`,
  shared: "The same for all teams, by legal entity and currency.",
  weekly: "The same for all teams. What each one counts, and the others: /remo kpi",
  none: "There is no data of that period.",
  noData: "no data",
  noEntity: "no legal entity",
  partial: "There are more documents than are counted at once: these are figures of a part.",
  owed: (owed, overdue) => (overdue === null ? owed : `${owed}, overdue ${overdue}`),
  days: (days) => (days === "1" ? "1 day" : `${days} days`),
  rate: (percent, part, whole) => `${percent} (${part} of ${whole})`,
  spread: (median, p90, count) => `median ${median}, 9 in 10 within ${p90} (${count})`,
  firstPass: (rate) => `at once ${rate}`,
  openDisputes: (count, isOne, age) =>
    isOne ? `1 open for ${age}` : `${count} open, median ${age}`,
  creditNotes: (percent, count, isOne, amount) =>
    `${percent === null ? "" : `${percent} · `}${isOne ? "1 note" : `${count} notes`} of ${amount}`,
  noCreditNotes: "none",
  avoidable: (percent) => `avoidable ${percent}`,
  hours: (hours) => `${hours} h`,
  total: (hours) => `${hours} h in all`,
  andMore: (scopes) => `and ${scopes} more`,
  badPeriod: (typed) =>
    `"${typed}" is not a period with data; for example "week", "2026-10" or "october".`,
};

export const prospects: ProspectsText = {
  title: (count) => `Customers in good standing with credit · ${count}`,
  about: "Nothing overdue, no open collection case and credit available; most of it first.",
  none: "No customer with a credit limit is in good standing and has credit available.",
  noLimits: "No source has told the credit limit of any customer.",
  line: (name, available, limit, orders) =>
    `${name} · ${available} available of ${limit} · ${orders}`,
  orders: (count, isOne) =>
    count === "0" ? "no orders yet" : isOne ? "1 order" : `${count} orders`,
  andMore: (count) => `and ${count} more`,
};
