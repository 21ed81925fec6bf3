import { startOfDay } from "../../../core/calendar.ts";
import { MONTH_END_RULES } from "../../../core/month-end.ts";
import { dayAfterMonth, parseMonth } from "../../../text/parse-month.ts";
import { BLOCKERS_SHOWN, closeNote } from "../../../view/close-note.ts";
import { say } from "../asker.ts";
import { type RunVerb, whenContext } from "../command-context.ts";

/** `close [MONTH]`: what still keeps a month from closing, by amount. */
export const close: RunVerb = async (c) => {
  const typed = c.words.join(" ");
  const month = parseMonth(typed, whenContext(c));
  if (month === null) return say(c.asker, c.asker.speech.text.account.badMonth(typed));
  const before = startOfDay(dayAfterMonth(month), c.asker.reader.zone);
  const found = await c.lookups.monthEnd(before, MONTH_END_RULES, BLOCKERS_SHOWN);
  return { kind: "note", note: closeNote(found, month, c.asker.reader) };
};
