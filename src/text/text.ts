import type { NotPayable } from "../core/account-consequences.ts";
import type { ActionId, CaseState } from "../core/action.ts";
import type { Notified } from "../core/escalation-policy.ts";
import type { ReasonCode, Team } from "../core/fact.ts";
import type { FieldId, FormId } from "../core/form.ts";
import type { AccountText, ActText, HelpText, OfficeText, WhyText } from "./command-texts.ts";
import { en } from "./en.ts";
import type { WakeCondition } from "../core/people-facts.ts";
import { es } from "./es.ts";
import type { Lang } from "./format.ts";
import type { KpiText, ProspectsText } from "./kpi-text.ts";
import type { StormText } from "./storm-text.ts";
import type { UploadText } from "./upload-text.ts";

/** Everything Remo says that is not about one rule. Times, money and names arrive as text. */
export type Text = {
  readonly team: Readonly<Record<Team, string>>;
  /** On the button: verb and object. */
  readonly action: Readonly<Record<ActionId, string>>;
  /** After a name: "Luis Pérez (Logística) confirmó el cambio". */
  readonly did: Readonly<Record<ActionId, string>>;
  readonly state: Readonly<Record<CaseState, string>>;
  /** Whom a step of a policy tells. */
  readonly notified: Readonly<Record<Notified, string>>;
  /** Why an invoice is objected to or credited. */
  readonly reasonCode: Readonly<Record<ReasonCode, string>>;
  readonly card: CardText;
  readonly dialog: DialogText;
  readonly answer: AnswerText;
  readonly command: CommandText;
  readonly help: HelpText;
  readonly act: ActText;
  readonly account: AccountText;
  readonly why: WhyText;
  readonly office: OfficeText;
  readonly log: LogText;
  readonly setup: SetupText;
  readonly storm: StormText;
  readonly upload: UploadText;
  readonly kpi: KpiText;
  readonly prospects: ProspectsText;
};

export type CardText = {
  readonly customer: string;
  readonly held: string;
  readonly atRisk: string;
  readonly ball: string;
  readonly deadline: string;
  readonly cost: string;
  readonly evidence: string;
  readonly why: string;
  readonly more: string;
  readonly asleepTag: string;
  readonly closedTag: string;
  /** For a rule that this version no longer knows. */
  readonly unknownTag: string;
  /** "resuelto", when no rule tells what its end looks like. */
  readonly resolved: string;
  /** What ended a case that its order took along. */
  readonly orderCancelled: string;
  ballSince(team: string, held: string): string;
  timeLeft(when: string, left: string): string;
  timeOver(when: string, late: string): string;
  /** Delivered and not collected: how late the money is, and for whom when that is another team. */
  lateCash(span: string, whose: string | null): string;
  /** Not delivered yet: nothing can be billed meanwhile. */
  idleDays(span: string): string;
  also(facts: string): string;
  asleepUntil(when: string, wake: string | null): string;
  assigned(name: string): string;
  watched(names: string): string;
  /** Who hears of it next, and when, unless somebody takes the case. */
  nextStep(who: string, when: string): string;
  silencedUntil(when: string, by: string, reason: string | null): string;
  /** The case rests on a source that does not speak; `at` is when it last did. */
  quietSource(source: string, at: string): string;
  /** Under the card of somebody whom the case no longer concerns. */
  readonly leftHere: string;
  /** Under a card whose times are not those of the reader's usual clock. */
  onClock(clock: string): string;
  /** "Última respuesta: …" with the line of what was done. */
  lastAnswer(line: string): string;
  readyToBill(from: string, to: string): string;
  heldBy(list: string): string;
  readonly confirmTitle: string;
  readonly confirmYes: string;
  readonly confirmNo: string;
  confirmText(action: string, subject: string, amount: string | null): string;
  summary(parts: SummaryParts): string;
  closedSummary(parts: {
    subject: string;
    resolved: string;
    stamp: string;
    who: string | null;
    next: string | null;
  }): string;
};

type SummaryParts = {
  readonly tag: string;
  readonly subject: string;
  readonly fact: string;
  readonly customer: string | null;
  readonly amount: string | null;
  readonly age: string;
  readonly team: string;
  readonly deadline: string;
};

export type DialogText = {
  readonly submit: string;
  readonly cancel: string;
  readonly close: string;
  readonly field: Readonly<Record<FieldId, string>>;
  /** Where a dialog calls one of its fields otherwise. */
  readonly fieldIn: Readonly<Partial<Record<FormId, Readonly<Partial<Record<FieldId, string>>>>>>;
  readonly hint: Readonly<Partial<Record<FieldId, string>>>;
  readonly case: string;
  readonly attachTitle: string;
  /** Dialog titles have room for 24 characters. */
  readonly title: Readonly<Record<FormId, string>>;
  intro(action: string, subject: string, customer: string | null): string;
  snoozeFor(span: string, when: string): string;
  /** What wakes a paused case before its time. */
  readonly wake: Readonly<Record<WakeCondition["when"] | "time", string>>;
  /** Which cases a silence covers. */
  readonly scope: {
    customer(name: string): string;
    rule(tag: string): string;
    both(name: string, tag: string): string;
    warehouse(id: string): string;
  };
  readonly working: string;
  readonly workingTitle: string;
  /** Where a form takes no files: what they are sent by instead. */
  readonly upload: {
    /** The button that opens the page. */
    readonly open: string;
    /** The page takes the files, and with them the whole answer. */
    readonly page: string;
    /** As `page`, for files that may be left out. */
    readonly pageToo: string;
    /** In a person's own chat: files are sent there like to anybody. */
    readonly here: string;
    /** Where there is neither: in the person's own chat with Remo. */
    readonly chat: string;
  };
  readonly doneTitle: string;
  readonly refusedTitle: string;
};

export type AnswerText = {
  unknownPerson(userName: string, userId: string, platform: string): string;
  readonly caseGone: string;
  /** "Este botón es de las 14:10." */
  buttonFrom(at: string): string;
  /** "A las 14:25 Luis Pérez (Logística) ya confirmó el cambio; nada que hacer." */
  meanwhileDid(at: string, who: string, did: string): string;
  meanwhileResolved(at: string, resolved: string): string;
  readonly changed: string;
  wrongState(state: string, by: string | null): string;
  notYourTeam(action: string, teams: string): string;
  needsApprover(action: string, names: string | null): string;
  /** A silence over more than one rule of one customer; names are of those who may. */
  needsLead(names: string | null): string;
  silenceTooLong(days: number): string;
  /** Already silenced: until when, and by whom. */
  silenced(when: string, by: string): string;
  readonly approvalWaits: string;
  done(action: string, subject: string): string;
  closed(action: string, subject: string): string;
  readonly missing: Readonly<Record<FieldId | "case", string>>;
  /** An amount that cannot be read as money in this currency. */
  badAmount(typed: string, example: string): string;
  /** Why a payment cannot be applied to an invoice. */
  notPayable(why: NotPayable["why"], invoiceId: string): string;
  pastDate(date: string): string;
  pastInstant(when: string): string;
  tooManyFiles(limit: number): string;
  fileTooLarge(name: string, limitMb: number): string;
  fileUnreadable(name: string): string;
  fileWrongType(name: string): string;
  fileNoRight(name: string): string;
  fileGone(name: string): string;
  fileSlow(name: string): string;
  readonly noFiles: string;
  readonly noCaseForProof: string;
  readonly failed: string;
};

export type CommandText = {
  unknownVerb(typed: string, suggestion: string | null): string;
  /** "PED-1024 no existe. ¿PED-1042 (Distribuidora del Bajío) o PED-1027?" */
  notFound(typed: string, similar: readonly string[]): string;
  /** "¿PED-1042 o FAC-1042?": the digits alone fit several. */
  whichOne(ids: readonly string[]): string;
  statusTitle(orderId: string): string;
  noCase(orderId: string): string;
  /** After what the status says of cases: the next step. */
  readyToBill(team: string): string;
  lastCase(orderId: string, resolved: string, when: string): string;
  readonly promised: string;
  readonly delivered: string;
  readonly pending: string;
  readonly dispatched: string;
  readonly invoiced: string;
  readonly notInvoiced: string;
  readonly cancelled: string;
  readonly total: string;
  readonly stateLabel: string;
  readonly delivery: string;
  readonly invoice: string;
  casesTitle(scope: string, total: number): string;
  readonly mine: string;
  noCases(scope: string, lastClosed: string | null): string;
  andMore(count: number): string;
  caseLine(parts: { subject: string; fact: string; amount: string | null; ball: string }): string;
  evidenceTitle(orderId: string): string;
  evidenceOf(deliveryId: string, when: string): string;
  notDelivered(deliveryId: string): string;
  noDeliveries(orderId: string): string;
  noneDemanded(deliveryId: string): string;
  attached(kind: string, name: string, when: string, by: string | null): string;
  greeting(name: string): string;
  readonly stranger: string;
  homeMine: string;
  homeOthers: string;
  homeEmpty: string;
};

export type LogText = {
  opened(tag: string, team: string, title: string): string;
  added(title: string): string;
  cleared(resolved: string): string;
  passed(from: string, to: string, title: string): string;
  answered(who: string, did: string, detail: string | null): string;
  readonly woke: Readonly<Record<WakeCondition["when"] | "time", string>>;
  /** Taken, and nothing came of it. */
  readonly expired: string;
  /** A step of the policy: whom it reached; `names` is null when nobody has that role. */
  /** `skipped`: whom the steps below would have told, had somebody looked in time. */
  notified(who: string, names: string | null, again: boolean, skipped: string | null): string;
  passedOver(who: string, dueAt: string): string;
  silenced(when: string, by: string, reason: string | null): string;
  readonly unsilenced: string;
  /** Before the silence was over. */
  readonly heardAgain: string;
  closed(held: string | null): string;
  who(name: string, team: string): string;
};

/** For the administrator: one sentence that says what is wrong and what to do. */
export type SetupText = {
  readonly token: string;
  readonly appToken: string;
  readonly signingSecret: string;
  scope(name: string): string;
  channel(team: string, id: string): string;
  tokenMissing(name: string): string;
  tokenInvalid(name: string, error: string): string;
  appTokenInvalid(error: string): string;
  appTokenMissing: string;
  signingSecretMissing: string;
  unreachable(url: string, error: string): string;
  scopeMissing(scope: string): string;
  notInChannel(id: string): string;
  channelNotFound(id: string): string;
  /** Somebody in remo.yaml to whom Slack lets nobody write. */
  personNotFound(id: string): string;
  channelTrouble(id: string, error: string): string;
  refused(error: string): string;
  readonly teamsApp: string;
  teamsAppInvalid(error: string): string;
  notInTeamsChannel(channel: string): string;
  /** Somebody to whom Remo never was introduced. */
  teamsPersonUnknown(account: string): string;
  teamsRefused(error: string): string;
};

const TEXTS: Readonly<Record<Lang, Text>> = { es, en };

export function textFor(lang: Lang): Text {
  return TEXTS[lang];
}
