import type { ActionId } from "../core/action.ts";
import type { FieldId } from "../core/form.ts";
import type { Instant } from "../core/calendar.ts";
import type { Case, CaseEvent } from "../core/case.ts";
import type { Asking } from "../core/credit-asking.ts";
import type { CreditRefusal } from "../core/credit-refusal.ts";
import type { Fact, Group, Team } from "../core/fact.ts";
import type { QuietSource } from "../core/heard-from.ts";
import type { InvoiceState } from "../core/invoice.ts";
import type { Person } from "../core/may.ts";
import type { LinkedAccount } from "../core/office.ts";
import type { AccountPicture, CasePicture, OrderPicture } from "../core/picture.ts";
import type { Lang } from "../text/format.ts";
import type { Card, Dialog, Home, Note } from "../view/card.ts";

/** What the application needs of the world, and what it offers to those who speak for people. */

export type Clock = { now(): Instant };

export type Platform = "slack" | "teams";

// ── Facts in ────────────────────────────────────────────────────────────────────────────────

export type Ingested = {
  readonly accepted: number;
  readonly duplicate: number;
  /** Positions of the facts that nobody had told before. */
  readonly fresh: ReadonlySet<number>;
};

/** Takes facts that were already parsed. One batch, one transaction: all of them or none. */
export type Ingest = (facts: readonly Fact[], options?: IngestOptions) => Promise<Ingested>;

export type IngestOptions = {
  /** Judge as of this instant instead of the clock's. */
  readonly now?: Instant;
  /** Leave chat alone: for looking at history. */
  readonly silent?: boolean;
  /** What is told lies back: its source is not heard by it. */
  readonly old?: boolean;
};

export type Rejected = {
  readonly source: string;
  readonly externalId: string | null;
  readonly reason: string;
  readonly body: unknown;
};

/** Keeps what could not be taken, for the administrator to list and mend. */
export type KeepRejected = (rejected: readonly Rejected[]) => Promise<void>;

// ── People and channels ─────────────────────────────────────────────────────────────────────

export type KnownPerson = Person & {
  readonly accounts: Partial<Record<Platform, string>>;
  readonly lang: Lang | null;
};

export type Channel = {
  readonly platform: Platform;
  readonly id: string;
  readonly team: Team;
  readonly lang: Lang;
};

export type Directory = {
  personOf(platform: Platform, userId: string): KnownPerson | null;
  channelsOf(team: Team): readonly Channel[];
  channel(platform: Platform, id: string): Channel | null;
  readonly people: readonly KnownPerson[];
  /** Accounts that people linked in chat: they are theirs from now on. */
  learn(accounts: readonly LinkedAccount[]): void;
  /** Who may decide for a team: its leads, and the controllers in it. */
  leadsOf(team: Team): readonly KnownPerson[];
  readonly zone: string;
  readonly lang: Lang;
};

// ── Reading ─────────────────────────────────────────────────────────────────────────────────

export type CaseQuery = {
  /** With the ball at one of these teams. */
  readonly teams?: readonly Team[];
  /** Shown to one of these teams while another has the ball. */
  readonly followedBy?: readonly Team[];
  /** Given to this person: they come first, and beside those of `teams`. */
  readonly assignedTo?: string;
  readonly rule?: string;
  readonly state?: "open" | "closed";
  readonly limit: number;
};

export type Reads = {
  caseById(id: string): Promise<Case | null>;
  /** The case whose card is this message of a channel; null for any other message. */
  caseShownAs(platform: Platform, channel: string, ref: string): Promise<string | null>;
  /** The open case of a group, or the one closed last. */
  caseOf(group: Group): Promise<Case | null>;
  /** By amount, highest first within each severity, whatever the currencies. */
  cases(query: CaseQuery): Promise<{ readonly cases: readonly Case[]; readonly total: number }>;
  eventsOf(caseId: string): Promise<readonly CaseEvent[]>;
  /** Null for an order nobody placed. */
  order(id: string): Promise<OrderPicture | null>;
  /** What stands open with a customer; null for one nobody heard of. */
  account(customerId: string): Promise<AccountPicture | null>;
  /** The names of customers that told theirs, by id. */
  customerNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** What a case's card tells of: its order or its customer's account. */
  picture(group: Group): Promise<CasePicture | null>;
  /** Order ids (and their customers) that look like a text somebody typed, closest first. */
  similarOrders(
    typed: string,
    limit: number,
  ): Promise<readonly { readonly id: string; readonly customerName: string | null }[]>;
  /**
   * Orders, deliveries and invoices whose number is a prefix and these digits: "1042" is how people
   * say PED-1042. Each with its order; none for anything but digits.
   */
  documentsNumbered(
    digits: string,
    limit: number,
  ): Promise<readonly { readonly id: string; readonly orderId: string }[]>;
  /** The order a delivery or an invoice belongs to, for people who type those numbers. */
  orderOf(documentId: string): Promise<string | null>;
  lastClosed(teams: readonly Team[]): Promise<Case | null>;
  /** Watched sources that do not speak, by their open cases. */
  quietSources(): Promise<readonly QuietSource[]>;
  /** Null for an invoice nobody told of. */
  invoice(id: string): Promise<InvoiceState | null>;
};

/** Asks for a credit note by its invoice: the request's number, or why there is none. */
export type AskCredit = (
  asked: Omit<Asking, "answers">,
) => Promise<
  { readonly requestId: string; readonly amended: boolean } | { readonly refusal: CreditRefusal }
>;

// ── Chat out ────────────────────────────────────────────────────────────────────────────────

export type Outgoing =
  | { readonly kind: "card"; readonly card: Card }
  | { readonly kind: "note"; readonly note: Note; readonly threadOf: string }
  | { readonly kind: "digest"; readonly note: Note };

/** How a send ended. `maybe` means that the platform may have taken it: look before repeating. */
export type Sent =
  | { readonly outcome: "sent"; readonly ref: string }
  | { readonly outcome: "throttled"; readonly retryAfterMs: number }
  | { readonly outcome: "maybe"; readonly reason: string }
  | { readonly outcome: "retry"; readonly reason: string }
  /** The message to update no longer exists: post it anew. */
  | { readonly outcome: "vanished" }
  | { readonly outcome: "refused"; readonly reason: string };

/** What looking for a message of ours showed. */
type Looked = { readonly ref: string } | "absent" | "unknown";

/** One chat platform, as the outbox sees it. `messageId` is ours and travels with the message. */
export type Chat = {
  readonly platform: Platform;
  post(channelId: string, message: Outgoing, messageId: string): Promise<Sent>;
  update(channelId: string, ref: string, message: Outgoing, messageId: string): Promise<Sent>;
  /**
   * Looks for a message of ours posted at or after an instant, in a thread when `threadOf` names
   * one; `unknown` without the right to. Throws when the platform does not answer.
   */
  find(channelId: string, messageId: string, since: Instant, threadOf?: string): Promise<Looked>;
};

// ── Chat in ─────────────────────────────────────────────────────────────────────────────────

export type Who = {
  readonly platform: Platform;
  readonly userId: string;
  readonly userName: string;
  readonly channelId: string | null;
};

export type Press = {
  readonly who: Who;
  readonly action: ActionId;
  /** Or "invoice:" and its number: a credit note may be asked for where there is no case. */
  readonly caseId: string;
  /** `findingKey` of the finding, or its `findingToken` where a platform has little room. */
  readonly finding: string | null;
  /** When the pressed card was last drawn, where the platform tells. */
  readonly shownAt?: Instant;
};

/** Why a platform would not hand over a file's bytes. */
export type FileTrouble = "no-right" | "too-large" | "wrong-type" | "gone" | "slow";

/** Thrown by `IncomingFile.read`. */
export class FileUnreadable extends Error {
  readonly trouble: FileTrouble;
  constructor(trouble: FileTrouble, detail: string) {
    super(detail);
    this.trouble = trouble;
  }
}

/**
 * A file as a platform describes it; `read` fetches its bytes within the limits, or throws
 * `FileUnreadable`.
 */
export type IncomingFile = {
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  read(): Promise<Uint8Array>;
};

/** What was filled in, as text, by field; the files apart. */
export type Submission = Readonly<Partial<Record<Exclude<FieldId, "files">, string>>> & {
  readonly files?: readonly IncomingFile[];
};

export type Reply =
  /** It counted; `note` says so where the pressed card is not the live one. */
  | { readonly kind: "done"; readonly note: Note }
  | { readonly kind: "note"; readonly note: Note }
  | { readonly kind: "dialog"; readonly dialog: Dialog }
  /** Keyed by input id: shown beside the inputs, the dialog stays open. */
  | { readonly kind: "invalid"; readonly errors: Readonly<Record<string, string>> };

type FoundOrder = {
  readonly orderId: string;
  readonly customer: string | null;
  readonly note: Note;
};

/** What somebody wrote in a thread. */
export type Written = {
  readonly channel: string;
  /** The platform's name of the message whose thread it is. */
  readonly threadRef: string;
  readonly messageId: string;
  readonly text: string;
  readonly files: readonly { readonly name: string; readonly url: string }[];
};

/** Everything a chat platform may ask on behalf of a person. Same answers on every platform. */
export type Desk = {
  press(press: Press): Promise<Reply>;
  submit(press: Press, submission: Submission): Promise<Reply>;
  command(who: Who, typed: string): Promise<Reply>;
  /** "Attach as proof of delivery" on somebody's message with files. */
  attachFrom(who: Who, files: readonly IncomingFile[]): Promise<Reply>;
  home(who: Who): Promise<Home>;
  /** Tells a case's other threads what was written in one; whether it was one of a case. */
  comment(who: Who, written: Written): Promise<boolean>;
  /** Orders that match what somebody typed, each as its status; none for a stranger. */
  find(who: Who, typed: string, limit: number): Promise<readonly FoundOrder[]>;
  /** A case's card as this person may read and answer it; null where there is no such case. */
  view(who: Who, caseId: string): Promise<Card | null>;
};

/** Keeps a proof's bytes; the same bytes are kept once. */
export type KeepEvidence = (
  file: IncomingFile,
) => Promise<
  | { readonly sha256: string; readonly sizeBytes: number; readonly mediaType: string }
  | { readonly refused: "too-large" | "unreadable" | "wrong-type"; readonly limit?: number }
>;
