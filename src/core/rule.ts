import type { z } from "zod";
import type { ActionId } from "./action.ts";
import type { Instant } from "./calendar.ts";
import type { SubjectKey, Team } from "./fact.ts";
import type { Money } from "./money.ts";
import type { OrderPicture, Picture, SourcePicture } from "./picture.ts";

/** Worst first. `critical` stops money or a truck, `warning` will, `notice` asks for a word. */
export const SEVERITIES = ["critical", "warning", "notice"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** From promise to cash: of two findings equally severe, the earlier one leads. */
export const CHAIN = [
  "promise",
  "delivery",
  "evidence",
  "billing",
  "collection",
  "source",
] as const;
export type Stage = (typeof CHAIN)[number];

/** What a rule found in one picture; `data` are the facts that prove it, for its text to tell. */
export type Found<Data> = {
  readonly subject: SubjectKey;
  readonly severity?: Severity;
  /** What is held up or at risk. Null where no source told an amount. */
  readonly amount: Money | null;
  /** Since when the condition holds: not when Remo looked. */
  readonly since: Instant;
  readonly data: Data;
};

/** The findings now, and the next instant at which time alone could change them. */
export type Verdict<Data> = {
  readonly findings: readonly Found<Data>[];
  readonly recheckAt: Instant | null;
};

/** A rule: pure, without clock or database. `judge` sees one picture, `now` and its thresholds. */
export type Rule<
  Id extends string = string,
  Data = unknown,
  Thresholds = unknown,
  Kind extends Picture = Picture,
> = {
  readonly id: Id;
  readonly about: Kind["kind"];
  readonly team: Team;
  /** Teams whose channel shows the card as well, to follow it. */
  readonly informs: readonly Team[];
  readonly severity: Severity;
  readonly stage: Stage;
  /** Parses its part of the rules file; every field has a default. */
  readonly thresholds: z.ZodType<Thresholds>;
  readonly actions: readonly ActionId[];
  readonly judge: (picture: Kind, now: Instant, thresholds: Thresholds) => Verdict<Data>;
};

/** Declares a rule on orders, so that its data type is inferred and its text is demanded. */
export function orderRule<const Id extends string, Data, Thresholds>(
  rule: Omit<Rule<Id, Data, Thresholds, OrderPicture>, "about">,
): Rule<Id, Data, Thresholds, OrderPicture> {
  return { about: "order", ...rule };
}

/** Declares a rule on sources. */
export function sourceRule<const Id extends string, Data, Thresholds>(
  rule: Omit<Rule<Id, Data, Thresholds, SourcePicture>, "about">,
): Rule<Id, Data, Thresholds, SourcePicture> {
  return { about: "source", ...rule };
}

export function quiet(recheckAt: Instant | null = null): Verdict<never> {
  return { findings: [], recheckAt };
}

export function fires<Data>(found: Found<Data>, recheckAt: Instant | null = null): Verdict<Data> {
  return { findings: [found], recheckAt };
}
