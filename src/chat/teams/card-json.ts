/** The part of Adaptive Cards 1.5 that Remo uses, as JSON, with what Teams adds to it. */

type Spacing = "none" | "small" | "medium" | "large";
type Color = "attention" | "good";
type Weight = "bolder";
type Size = "small" | "medium";
export type ContainerStyle = "emphasis" | "good" | "attention" | "warning" | "accent";

/** Plain text with a look: no client reads Markdown in it. */
export type TextRun = {
  readonly type: "TextRun";
  readonly text: string;
  readonly weight?: Weight;
  readonly size?: Size;
  readonly color?: Color;
  readonly isSubtle?: true;
  readonly selectAction?: OpenUrl;
};

export type RichTextBlock = {
  readonly type: "RichTextBlock";
  readonly inlines: readonly TextRun[];
  readonly spacing?: Spacing;
};

/** Reads Markdown: for headings, and for mentions, which only live here. */
export type TextBlock = {
  readonly type: "TextBlock";
  readonly text: string;
  readonly wrap: true;
  readonly style?: "heading";
  readonly weight?: Weight;
  readonly size?: Size;
  readonly spacing?: Spacing;
};

export type Container = {
  readonly type: "Container";
  readonly items: readonly Element[];
  readonly style?: ContainerStyle;
  readonly bleed?: true;
  readonly spacing?: Spacing;
  readonly separator?: true;
};

export type ColumnSet = {
  readonly type: "ColumnSet";
  readonly columns: readonly Column[];
  readonly spacing?: Spacing;
};
export type Column = {
  readonly type: "Column";
  readonly width: "stretch";
  readonly items: readonly Element[];
};

export type ActionSet = { readonly type: "ActionSet"; readonly actions: readonly Action[] };

type InputBase = {
  readonly id: string;
  readonly label: string;
  readonly isRequired?: true;
  /** Said by the client when a required input is left empty. */
  readonly errorMessage?: string;
  readonly value?: string;
};
type TextInput = InputBase & {
  readonly type: "Input.Text";
  readonly isMultiline?: true;
  readonly maxLength: number;
  readonly placeholder?: string;
};
type DateInput = InputBase & { readonly type: "Input.Date" };
export type ChoiceSet = InputBase & {
  readonly type: "Input.ChoiceSet";
  readonly style: "compact";
  readonly wrap: true;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
};

export type Element =
  | RichTextBlock
  | TextBlock
  | Container
  | ColumnSet
  | ActionSet
  | TextInput
  | DateInput
  | ChoiceSet;

type ActionBase = {
  readonly title: string;
  readonly style?: "positive" | "destructive";
  /** Secondary ones stand in the overflow menu. */
  readonly mode?: "secondary";
};
export type Execute = ActionBase & {
  readonly type: "Action.Execute";
  readonly verb: Verb;
  readonly data: Readonly<Record<string, string | null>>;
  readonly associatedInputs?: "none";
};
export type OpenUrl = {
  readonly type: "Action.OpenUrl";
  readonly title?: string;
  readonly url: string;
  readonly style?: "positive";
};
type ShowCard = ActionBase & {
  readonly type: "Action.ShowCard";
  readonly card: {
    readonly type: "AdaptiveCard";
    readonly body: readonly Element[];
    readonly actions: readonly Execute[];
  };
};
export type Action = Execute | OpenUrl | ShowCard;

/** What an Action.Execute asks Remo for. */
type Verb = "press" | "submit" | "cancel" | "refresh";

/** Somebody called by a `<at>…</at>` in a text; the two must be equal to the letter. */
export type MentionEntity = {
  readonly type: "mention";
  readonly text: string;
  readonly mentioned: { readonly id: string; readonly name: string };
};

export type AdaptiveCard = {
  readonly type: "AdaptiveCard";
  readonly version: "1.5";
  readonly lang: string;
  readonly body: readonly Element[];
  readonly actions?: readonly Action[];
  readonly refresh?: {
    readonly action: Omit<Execute, "title">;
    readonly userIds: readonly string[];
  };
  /** For clients that cannot draw the card. */
  readonly fallbackText: string;
  /** Full sentences: what screen readers say; serves as the activity's `summary` as well. */
  readonly speak: string;
  readonly msteams: {
    readonly width: "Full";
    readonly entities?: readonly MentionEntity[];
  };
};
