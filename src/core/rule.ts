import type { z } from "zod";
import type { ActionId } from "./action.ts";
import { earliest, type Instant } from "./calendar.ts";
import type { Team } from "./fact.ts";
import type { FindingSubject } from "./finding.ts";
import type { Money } from "./money.ts";
import type { CustomerState } from "./customer.ts";
import type { InvoiceState } from "./invoice.ts";
import type { Answer } from "./order.ts";
import {
  type AccountPicture,
  answersOf,
  customerIn,
  invoicesIn,
  type OrderPicture,
  type Picture,
  type SourcePicture,
} from "./picture.ts";

/** What the rules file can say of every rule. */
export type CommonThresholds = {
  readonly enabled: boolean;
  /** Hours the team has before the case is late. */
  readonly answerWithinHours: number;
};

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
  readonly subject: FindingSubject;
  readonly severity?: Severity;
  /** What is held up or at risk. Null where no source told an amount. */
  readonly amount: Money | null;
  /** Since when the condition holds: not when Remo looked. */
  readonly since: Instant;
  /** Speaks again under a later `since`, though it never cleared: each time is news. */
  readonly repeats?: true;
  readonly data: Data;
  /** Who has the ball, where it is not the rule's own team; that team then follows the case. */
  readonly team?: Team;
  readonly informs?: readonly Team[];
  readonly actions?: readonly ActionId[];
  /** The teams whose channels offer what only a signer may press. */
  readonly signers?: readonly Team[];
  /** What asked for it, and has nothing to say meanwhile. */
  readonly folds?: { readonly rule: string; readonly subject: string };
};

/** The findings now, and the next instant at which time alone could change them. */
export type Verdict<Data> = {
  readonly findings: readonly Found<Data>[];
  readonly recheckAt: Instant | null;
};

/** The kinds of picture a rule looks at; invoices are looked at wherever they are judged. */
type About = Picture["kind"] | "invoice";

/** A rule: pure, without clock or database. `judge` sees one picture, `now` and its thresholds. */
export type Rule<
  Id extends string = string,
  Data = unknown,
  Thresholds extends CommonThresholds = CommonThresholds,
  Seen = Picture,
> = {
  readonly id: Id;
  readonly about: About;
  readonly team: Team;
  /** Teams whose channel shows the card as well, to follow it. */
  readonly informs: readonly Team[];
  readonly severity: Severity;
  readonly stage: Stage;
  /** Parses its part of the rules file; every field has a default. */
  readonly thresholds: z.ZodType<Thresholds>;
  readonly actions: readonly ActionId[];
  readonly judge: (picture: Seen, now: Instant, thresholds: Thresholds) => Verdict<Data>;
  /** The rule with its part of the rules file, or the issues of that part. */
  readonly prepare: (part: unknown) => PreparedRule<Data> | { readonly issues: z.core.$ZodIssue[] };
};

/** A rule that needs nothing more than a picture and `now`; pictures of another kind are quiet. */
export type PreparedRule<Data = unknown> = {
  readonly thresholds: CommonThresholds;
  readonly judge: (picture: Picture, now: Instant) => Verdict<Data>;
};

type Declared<Id extends string, Data, Thresholds extends CommonThresholds, Seen> = Omit<
  Rule<Id, Data, Thresholds, Seen>,
  "about" | "prepare"
>;

/** Declares a rule on orders, so that its data type is inferred and its text is demanded. */
export function orderRule<const Id extends string, Data, Thresholds extends CommonThresholds>(
  rule: Declared<Id, Data, Thresholds, OrderPicture>,
): Rule<Id, Data, Thresholds, OrderPicture> {
  const judge = (picture: Picture, now: Instant, thresholds: Thresholds) =>
    picture.kind === "order" ? rule.judge(picture, now, thresholds) : quiet();
  return { about: "order", ...rule, prepare: (part) => prepare(rule.thresholds, judge, part) };
}

/** Declares a rule on all that stands open with one customer. */
export function accountRule<const Id extends string, Data, Thresholds extends CommonThresholds>(
  rule: Declared<Id, Data, Thresholds, AccountPicture>,
): Rule<Id, Data, Thresholds, AccountPicture> {
  const judge = (picture: Picture, now: Instant, thresholds: Thresholds) =>
    picture.kind === "account" ? rule.judge(picture, now, thresholds) : quiet();
  return { about: "account", ...rule, prepare: (part) => prepare(rule.thresholds, judge, part) };
}

/** One invoice as a rule on invoices sees it. */
export type InvoiceView = {
  readonly invoice: InvoiceState;
  readonly customer: CustomerState | null;
  readonly answers: readonly Answer[];
  readonly zone: string;
  /** The order or the account it is judged with. */
  readonly picture: Picture;
};

/** Declares a rule on single invoices, whether an order or an account answers for them. */
export function invoiceRule<const Id extends string, Data, Thresholds extends CommonThresholds>(
  rule: Declared<Id, Data, Thresholds, InvoiceView>,
): Rule<Id, Data, Thresholds, InvoiceView> {
  const judge = (picture: Picture, now: Instant, thresholds: Thresholds): Verdict<Data> => {
    if (picture.kind === "source") return quiet();
    const invoices = invoicesIn(picture);
    if (invoices.length === 0) return quiet();
    const around = {
      customer: customerIn(picture),
      answers: answersOf(picture),
      zone: picture.zone,
      picture,
    };
    const verdicts = invoices.map((invoice) => rule.judge({ invoice, ...around }, now, thresholds));
    return {
      findings: verdicts.flatMap(({ findings }) => findings),
      recheckAt: earliest(...verdicts.map(({ recheckAt }) => recheckAt)),
    };
  };
  return { about: "invoice", ...rule, prepare: (part) => prepare(rule.thresholds, judge, part) };
}

/** Declares a rule on sources. */
export function sourceRule<const Id extends string, Data, Thresholds extends CommonThresholds>(
  rule: Declared<Id, Data, Thresholds, SourcePicture>,
): Rule<Id, Data, Thresholds, SourcePicture> {
  const judge = (picture: Picture, now: Instant, thresholds: Thresholds) =>
    picture.kind === "source" ? rule.judge(picture, now, thresholds) : quiet();
  return { about: "source", ...rule, prepare: (part) => prepare(rule.thresholds, judge, part) };
}

function prepare<Data, Thresholds extends CommonThresholds>(
  schema: z.ZodType<Thresholds>,
  judge: (picture: Picture, now: Instant, thresholds: Thresholds) => Verdict<Data>,
  part: unknown,
): ReturnType<Rule<string, Data>["prepare"]> {
  const parsed = schema.safeParse(part);
  if (!parsed.success) return { issues: parsed.error.issues };
  const thresholds = parsed.data;
  return { thresholds, judge: (picture, now) => judge(picture, now, thresholds) };
}

export function quiet(recheckAt: Instant | null = null): Verdict<never> {
  return { findings: [], recheckAt };
}

export function fires<Data>(found: Found<Data>, recheckAt: Instant | null = null): Verdict<Data> {
  return { findings: [found], recheckAt };
}
