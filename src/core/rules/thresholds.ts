import { z } from "zod";

const TEN_YEARS_DAYS = 3_650;

/** A span in hours: at most ten years, so that every instant it leads to can be written. */
export const Hours = z
  .number()
  .min(0)
  .max(TEN_YEARS_DAYS * 24);
/** As much as an escalation may take: where a team works an hour a week, it is still written. */
const AnswerHours = z
  .number()
  .positive()
  .max(60 * 24);
export const Days = z.number().min(0).max(TEN_YEARS_DAYS);
/**
 * Business days within which a customer must object, by our legal entity, where its country has
 * silence count as acceptance (Colombia: 3).
 */
export const BusinessDays = z.record(z.string(), z.int().min(1).max(60)).default({});
/** A share of a whole: 0.05 is five in a hundred. */
export const Share = z.number().min(0).max(1);

/** The thresholds every rule has, and the rule's own. All have defaults, so `{}` is a valid part. */
export function common<Own extends z.ZodRawShape>(
  own: Own,
  defaults: { readonly answerWithinHours: number; readonly enabled?: boolean },
) {
  return z.strictObject({
    enabled: z.boolean().default(defaults.enabled ?? true),
    /**
     * Hours in which the team with the ball works, before the case is late: the deadline on the
     * card. Ten of them are a day where it works from eight to six.
     */
    answerWithinHours: AnswerHours.default(defaults.answerWithinHours),
    ...own,
  });
}
