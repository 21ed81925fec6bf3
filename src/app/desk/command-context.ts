import type { Instant } from "../../core/calendar.ts";
import type { Fact, Team } from "../../core/fact.ts";
import type { OfficeState } from "../../core/office.ts";
import type { WhenContext } from "../../text/parse-when.ts";
import type { MissingPart } from "../../text/command-texts.ts";
import type { Verb } from "../../text/verbs.ts";
import type { Demanded } from "../../view/evidence-note.ts";
import type { LinkCodes, Lookups } from "../lookups.ts";
import type { Measure } from "../measure.ts";
import type { OnInvoice } from "../on-invoice.ts";
import type { Directory, KnownPerson, Press, Reads, Reply, Submission } from "../ports.ts";
import type { FindProspects } from "../prospects.ts";
import { type Asker, say } from "./asker.ts";
import type { CreditNeeds } from "./credit-command.ts";

/** What commands need of the application. */
export type CommandNeeds = CreditNeeds & {
  readonly reads: Reads;
  readonly lookups: Lookups;
  readonly directory: Directory;
  readonly demanded: Demanded;
  /** A rule's part of the rules file. */
  readonly thresholdsOf: (rule: string) => Readonly<Record<string, unknown>>;
  /** Who is on duty for a team at an instant, those who stand in after them. */
  readonly onDuty: (team: Team, office: OfficeState, at: Instant) => readonly KnownPerson[];
  /** Decides on an invoice as it is then, and records it. */
  readonly onInvoice: OnInvoice;
  /** Records what a command decided. */
  readonly tell: (facts: readonly Fact[]) => Promise<unknown>;
  /** The figures of a period, and the customers worth a visit. */
  readonly measure: Measure;
  readonly prospects: FindProspects;
  readonly links: LinkCodes;
  /** A random word that names nothing yet. */
  readonly newId: () => string;
};

type OnCase = Omit<Press, "who" | "shownAt">;

/** One command, as its verb sees it. */
export type Commanding = CommandNeeds & {
  readonly verb: Verb;
  /** The verb as it was typed. */
  readonly word: string;
  readonly words: readonly string[];
  /** All of it, as it came. */
  readonly typed: string;
  readonly person: KnownPerson;
  readonly asker: Asker;
  /** The same doors as those of a card's buttons and dialogs. */
  press(on: OnCase): Promise<Reply>;
  submit(on: OnCase, submission: Submission): Promise<Reply>;
};

export type RunVerb = (c: Commanding) => Promise<Reply>;

/** Who does it, when, and a word that tells it from whatever else is done in that instant. */
export function doing({ person, asker, newId }: Commanding) {
  return { person, now: asker.reader.now, nonce: newId() };
}

export function whenContext({ asker }: Pick<Commanding, "asker">): WhenContext {
  const { now, zone, lang } = asker.reader;
  return { now, zone, lang };
}

/** Says what of a command is missing, with the whole of it, its verb as it was typed. */
export function missing(what: MissingPart, { asker, verb, word }: Commanding): Reply {
  const { text } = asker.speech;
  const usage = text.help.verb[verb].usage.replace(/^\S+/, word);
  return say(asker, text.act.missing(what, usage));
}

/** The answer of a door, in words of the command's own where it counted. */
export function worded(reply: Reply, sentence: string): Reply {
  return reply.kind === "done" ? { ...reply, note: { ...reply.note, text: sentence } } : reply;
}
