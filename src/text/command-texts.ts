import type { Role } from "../core/action.ts";
import type { Bucket } from "../core/aging.ts";
import type { PromiseOutcome } from "../core/account-summary.ts";
import type { MonthEndRule } from "../core/month-end.ts";
import type { Task, Verb } from "./verbs.ts";

/** What commands say. Times, money and names arrive as text. */

export type HelpText = {
  readonly title: string;
  /** How to ask about one command. */
  readonly more: string;
  readonly task: Readonly<Record<Task, string>>;
  readonly verb: Readonly<Record<Verb, VerbHelp>>;
};

type VerbHelp = {
  /** After "/remo ". */
  readonly usage: string;
  /** In a few words, beside its usage. */
  readonly what: string;
  /** Sentences that say the rest. */
  readonly detail: readonly string[];
  /** After "/remo ". */
  readonly example: string;
};

/** Cases and invoices that are acted on by command. */
export type ActText = {
  missing(what: MissingPart, usage: string): string;
  badWhen(typed: string): string;
  noOpenCase(subject: string): string;
  noInvoice(typed: string, similar: readonly string[]): string;
  noPerson(typed: string, similar: readonly string[]): string;
  escalated(subject: string): string;
  commented(subject: string): string;
  assigned(subject: string, name: string): string;
  notInvolved(name: string, teams: string): string;
  watched(subject: string): string;
  unwatched(subject: string): string;
  snoozed(subject: string, until: string, unless: string | null): string;
  readonly unlessEta: string;
  unlessPasses(amount: string): string;
  readonly unlessReplies: string;
  promised(invoiceId: string, on: string, amount: string | null): string;
  disputed(invoiceId: string, cause: string, reason: string | null): string;
  notOwed(invoiceId: string): string;
  alreadyDisputed(invoiceId: string): string;
  moreThanOwed(owed: string): string;
  /** "PRI (precio distinto al acordado)", of each code. */
  whichCause(usage: string, causes: string): string;
};

export type MissingPart =
  | "case"
  | "invoice"
  | "date"
  | "text"
  | "person"
  | "until"
  | "source"
  | "customer"
  | "which"
  | "order";

/** Customers, their debts, and the end of a month. */
export type AccountText = {
  /** "Distribuidora del Bajío (CLI-9)". */
  named(name: string | null, id: string): string;
  noCustomer(typed: string, similar: readonly string[]): string;
  readonly noDebt: string;
  owes(amounts: string): string;
  readonly balance: string;
  balanceOf(owed: string, overdue: string | null): string;
  readonly credit: string;
  creditOf(available: string, limit: string): string;
  readonly open: string;
  openOf(invoices: number, orders: number): string;
  readonly unapplied: string;
  overdue(invoiceId: string, amount: string, days: string, due: string, disputed: boolean): string;
  withholding(invoiceId: string, tax: string | null, amount: string | null): string;
  promise(invoiceId: string, on: string, amount: string | null, outcome: PromiseOutcome): string;
  caseOf(row: string): string;
  delivery(deliveryId: string, orderId: string | null, when: string): string;
  recurring(agreementId: string, every: string, amount: string | null, last: string | null): string;
  readonly every: Readonly<Record<"week" | "month", string>>;
  andMore(count: number): string;
  agingTitle(who: string | null): string;
  readonly agingNone: string;
  agingWorst(count: number): string;
  agingLine(who: string, owed: string, overdue: string | null, buckets: string): string;
  readonly bucket: Readonly<Record<Bucket, string>>;
  closeTitle(month: string): string;
  closeClear(month: string): string;
  closeCount(count: number, month: string): string;
  closeTotal(count: number, amount: string | null): string;
  closeLine(what: string, team: string, count: number, amount: string | null): string;
  closeTop(about: string, what: string, amount: string | null, team: string): string;
  readonly blocker: Readonly<Record<MonthEndRule, string>>;
  badMonth(typed: string): string;
};

/** Why a case is there, and who somebody is. */
export type WhyText = {
  title(subject: string): string;
  nothing(subject: string): string;
  rule(tag: string, title: string, id: string): string;
  foldedUnder(tag: string): string;
  since(when: string): string;
  thresholds(list: string): string;
  mayAnswer(action: string, who: string): string;
  /** "Logística (Luis Peña, Marta Gil)". */
  teamOf(team: string, names: string | null): string;
  readonly approvers: string;
  meTitle(name: string): string;
  readonly teams: string;
  readonly roles: string;
  readonly accounts: string;
  readonly onDuty: string;
  readonly notOnDuty: string;
  readonly delegates: string;
  delegateLine(name: string, until: string): string;
  readonly nobody: string;
  readonly role: Readonly<Record<Role, string>>;
  /** Those who have a role. */
  readonly holders: Readonly<Record<Role, string>>;
  dutyHome(teams: string): string;
};

/** Silences, maintenance, duty, delegates and linked accounts. */
export type OfficeText = {
  silencesTitle: string;
  readonly noSilences: string;
  silence(id: string, what: string, until: string, by: string, reason: string | null): string;
  readonly matcher: {
    customer(name: string): string;
    rule(tag: string, id: string): string;
    warehouse(id: string): string;
  };
  silenced(id: string, what: string, until: string): string;
  silenceEnded(id: string): string;
  noRule(typed: string, similar: readonly string[]): string;
  maintenanceTitle: string;
  readonly noMaintenance: string;
  maintenance(source: string, until: string, by: string): string;
  maintained(source: string, until: string): string;
  maintenanceEnded(source: string): string;
  noSource(typed: string, similar: readonly string[]): string;
  dutyTitle: string;
  duty(team: string, name: string | null, next: string | null): string;
  readonly dutyNext: (name: string, from: string, until: string) => string;
  dutyTaken(team: string, name: string, from: string, until: string): string;
  notOfTeam(name: string, team: string): string;
  delegatesTitle: string;
  readonly noDelegates: string;
  delegation(of: string, to: string, from: string, until: string): string;
  delegated(name: string, of: string, from: string, until: string): string;
  delegateEnded(names: string): string;
  readonly ownDelegate: string;
  readonly matchesAll: string;
  nothingToEnd(typed: string): string;
  tooLong(days: number): string;
  readonly backwards: string;
  needsRole(roles: string): string;
  needsTeam(teams: string): string;
  linkCode(code: string, minutes: number): string;
  linked(name: string, account: string, platform: string): string;
  readonly linkUnknown: string;
  readonly linkHere: string;
  readonly linkTwo: string;
  readonly linkNobody: string;
  readonly linkAlready: string;
};
