import type { ActionId, CaseState } from "../core/action.ts";
import type { Notified } from "../core/escalation-policy.ts";
import type { ReasonCode, Team } from "../core/fact.ts";
import type { CardText, LogText } from "./card-texts.ts";
import type { AccountText, ActText, HelpText, OfficeText, WhyText } from "./command-texts.ts";
import type { AnswerText, DialogText } from "./dialog-texts.ts";
import { en } from "./en.ts";
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
  /** Nothing is wrong, but what people write under cards stays where it was written. */
  threadsUnheard(scopes: readonly string[]): string;
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
