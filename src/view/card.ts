import type { ActionId } from "../core/action.ts";
import type { FieldId } from "../core/form.ts";
import type { Lang } from "../text/format.ts";

/** What a card says, platform-neutral. All texts are plain: the renderer escapes and decorates. */
export type Card = {
  readonly lang: Lang;
  readonly tone: Tone;
  /** Line 1, without emoji: tag, order number, the fact, its age. */
  readonly headline: {
    readonly tag: string;
    readonly subject: string;
    /** Where the order lives in the ERP, when the source said so. */
    readonly url: string | null;
    readonly fact: string;
    readonly age: string | null;
  };
  /** The whole card in full sentences: push notices and screen readers use it. */
  readonly summary: string;
  readonly fields: readonly Field[];
  readonly why: string | null;
  readonly checklist: readonly { readonly label: string; readonly done: boolean }[];
  readonly checklistLabel: string | null;
  /** What was folded, what was answered: short lines under the rest. */
  readonly notes: readonly string[];
  /** Once the case is closed: what, when and who, in place of the buttons. */
  readonly outcome: string | null;
  /** At most three; the rest is in `more`. */
  readonly buttons: readonly Button[];
  readonly more: readonly Button[];
};

/** The state of things, as an emoji and a colour: always beside a word, never alone. */
export type Tone = "critical" | "warning" | "notice" | "approval" | "done" | "asleep";

export type Field = { readonly label: string; readonly value: string };

export type Button = {
  readonly label: string;
  readonly action: ActionId;
  readonly caseId: string;
  /** `findingKey` as shown; null for buttons of the whole case. A platform may send its token. */
  readonly finding: string | null;
  readonly style?: "primary" | "danger";
  /** Asked before it counts. */
  readonly confirm?: {
    readonly title: string;
    readonly text: string;
    readonly yes: string;
    readonly no: string;
  };
};

/** A dialog that asks for what an answer needs. */
export type Dialog = {
  readonly lang: Lang;
  readonly title: string;
  readonly submit: string;
  readonly cancel: string;
  /** A sentence above the inputs: which order, what happens. */
  readonly intro: string;
  readonly inputs: readonly Input[];
  /** What the submission must bring back. */
  readonly answer: {
    readonly action: ActionId;
    /** Empty while the person still has to choose the case in the dialog (input "case"). */
    readonly caseId: string | null;
    readonly finding: string | null;
  };
};

type Choice = { readonly value: string; readonly label: string };

export type Input =
  | {
      readonly kind: "text";
      readonly id: FieldId;
      readonly label: string;
      readonly long: boolean;
      readonly hint?: string;
      readonly optional?: true;
      readonly initial?: string;
      readonly maxLength: number;
    }
  | { readonly kind: "date"; readonly id: "on"; readonly label: string; readonly initial: string }
  | {
      readonly kind: "choice";
      readonly id: FieldId | "case";
      readonly label: string;
      readonly optional?: true;
      readonly choices: readonly Choice[];
      readonly initial?: string;
    }
  | {
      readonly kind: "file";
      readonly id: "files";
      readonly label: string;
      readonly hint?: string;
      readonly optional?: true;
      readonly maxFiles: number;
    };

/** A private or thread message: sentences, perhaps with a list of cases or a card's worth of rows. */
export type Note = {
  readonly lang: Lang;
  readonly text: string;
  /** The platform's ids of people whom this concerns: they are called by it. */
  readonly mentions?: readonly string[];
  readonly title?: string;
  /** Of a message that stands in a channel by itself. */
  readonly tone?: Tone;
  readonly fields?: readonly Field[];
  /** Rows, each a line of its own. */
  readonly lines?: readonly string[];
  /** Addresses elsewhere, each by a name that somebody gave it. */
  readonly links?: readonly { readonly name: string; readonly url: string }[];
  /** Cases to act on, shown as compact cards with their buttons. */
  readonly cards?: readonly Card[];
};

/** A person's own page: their cases and their team's, the highest amounts first. */
export type Home = {
  readonly lang: Lang;
  readonly greeting: string;
  readonly sections: readonly {
    readonly title: string;
    readonly empty: string;
    readonly cards: readonly Card[];
    readonly moreCount: number;
  }[];
};
