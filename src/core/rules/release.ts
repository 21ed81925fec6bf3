import { addHours, type Instant } from "../calendar.ts";
import { type Answer, answerSince } from "../order.ts";

const HOURS_PER_DAY = 24;

type Asked = {
  readonly rule: string;
  readonly subject: string;
  readonly since: Instant;
  readonly holdDays: number;
};

/**
 * Whether an answer keeps a rule on orders silent: the newest release, for good, or a hold, for so
 * many days. `at` is when that ends; null where it does not. `covers` says whether the answer is
 * still of what is found now.
 */
export function answerOnOrders(
  answers: readonly Answer[],
  { rule, subject, since, holdDays }: Asked,
  now: Instant,
  covers: (answer: Answer) => boolean = () => true,
): { readonly at: Instant | null } | null {
  const answer = answerSince(answers, ["release-order", "hold-order"], since, rule, subject);
  if (!answer || !covers(answer)) return null;
  if (answer.action === "release-order") return { at: null };
  const until = addHours(answer.at, holdDays * HOURS_PER_DAY);
  return now < until ? { at: until } : null;
}
