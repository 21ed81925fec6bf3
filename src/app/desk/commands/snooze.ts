import { addHours, type Instant } from "../../../core/calendar.ts";
import { amountOf } from "../../../core/case.ts";
import { money } from "../../../text/format.ts";
import { parseAmount } from "../../../text/parse-amount.ts";
import { type SnoozeWords, snoozeWords } from "../../../text/parse-snooze.ts";
import type { Submission } from "../../ports.ts";
import { say } from "../asker.ts";
import { type Commanding, missing, type RunVerb, whenContext, worded } from "../command-context.ts";
import { openCaseNamed } from "../named.ts";

/** A condition may never come: without a time, the case wakes after a week. */
const LONGEST_WAIT_HOURS = 7 * 24;

/** `snooze ID until WHEN or CONDITION`: without either, its dialog opens. */
export const snooze: RunVerb = async (c) => {
  const { text, f } = c.asker.speech;
  const [typed, ...words] = c.words;
  if (typed === undefined) return missing("case", c);
  const named = await openCaseNamed(typed, c);
  if ("reply" in named) return named.reply;
  const press = { action: "snooze", ...named.on } as const;
  if (words.length === 0) return c.press(press);
  const said = snoozeWords(words.join(" "), whenContext(c));
  if ("unread" in said) return say(c.asker, text.act.badWhen(said.unread));
  const currency = amountOf(named.case)?.currency ?? null;
  const wrong = badAmount(said, currency);
  if (wrong !== null) {
    const example = money({ minor: 5_000_000, currency: currency ?? "MXN" });
    return say(c.asker, text.answer.badAmount(wrong, example));
  }
  const until = said.until ?? addHours(c.asker.reader.now, LONGEST_WAIT_HOURS);
  const subject = named.case.group.id;
  const done = text.act.snoozed(subject, f.when(until), unless(said, currency, c));
  return worded(await c.submit(press, submissionOf(said, until)), done);
};

function badAmount({ amount }: SnoozeWords, currency: string | null): string | null {
  if (amount === null) return null;
  return currency !== null && parseAmount(amount, currency) ? null : amount;
}

function submissionOf({ wakeWhen, amount }: SnoozeWords, until: Instant): Submission {
  return {
    until,
    ...(wakeWhen ? { wakeWhen } : {}),
    ...(amount === null ? {} : { amount }),
  };
}

function unless(said: SnoozeWords, currency: string | null, c: Commanding): string | null {
  const { act } = c.asker.speech.text;
  switch (said.wakeWhen) {
    case "eta-changes":
      return act.unlessEta;
    case "customer-replies":
      return act.unlessReplies;
    case "amount-passes": {
      const amount = currency === null ? null : parseAmount(said.amount ?? "", currency);
      return amount && act.unlessPasses(money(amount));
    }
    case null:
      return null;
    default:
      return said.wakeWhen satisfies never;
  }
}
