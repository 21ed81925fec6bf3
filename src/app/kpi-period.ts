import { lastDays, monthPeriod, type Period } from "../core/kpi/period.ts";
import { parseMonth } from "../text/parse-month.ts";
import type { WhenContext } from "../text/parse-when.ts";
import { plainWord } from "../text/plain-word.ts";
import { MODES } from "../text/verbs.ts";

const USUAL_DAYS = 30;
const WEEK_DAYS = 7;

/**
 * The days somebody asks about: nothing typed is the last 30, "week" the last 7, else a month as
 * people write it. Null for anything else, and for a month that has not begun.
 */
export function periodTyped(typed: string, when: WhenContext): Period | null {
  const { now, zone } = when;
  const plain = plainWord(typed).trim();
  if (plain === "") return lastDays(USUAL_DAYS, now, zone);
  if (MODES.week.some((word) => word === plain)) return lastDays(WEEK_DAYS, now, zone);
  const month = parseMonth(plain, when);
  return month === null ? null : monthPeriod(month, now, zone);
}
