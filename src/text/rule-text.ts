import type { DataOf, RuleId } from "../core/rules/index.ts";
import type { Format, Lang } from "./format.ts";

/** How one rule speaks in one language. Texts are plain: renderers escape and decorate. */
export type RuleText<Data> = {
  /** The word beside the emoji: "Bloqueado", "En riesgo". */
  readonly tag: string;
  /** Another word, where one would not do for all that the rule finds. */
  tagOf?(data: Data): string;
  /** The fact in a few words, lower case, after the order number: "falta evidencia de entrega". */
  title(data: Data, format: Format): string;
  /** One or two sentences: what was seen and what it costs the next team. */
  why(data: Data, format: Format): string;
  /** Label and value pairs that only this rule knows, at most three. */
  fields?(data: Data, format: Format): readonly (readonly [label: string, value: string])[];
  /** What the items are, where they are no proofs of delivery. */
  readonly checklistLabel?: string;
  /** ✓ and ✗ items. */
  checklist?(
    data: Data,
    format: Format,
  ): readonly { readonly label: string; readonly done: boolean }[];
};

/** A rule's text: both languages, or it does not compile. */
export type RuleTexts<Id extends RuleId> = { readonly [L in Lang]: RuleText<DataOf<Id>> };
