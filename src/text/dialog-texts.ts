import type { NotPayable } from "../core/account-consequences.ts";
import type { FieldId, FormId } from "../core/form.ts";
import type { WakeCondition } from "../core/people-facts.ts";

/** The words of dialogs, and of what a person is answered. */

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
