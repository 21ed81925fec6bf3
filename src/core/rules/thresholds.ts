import { z } from "zod";

/** The thresholds every rule has, and the rule's own. All have defaults, so `{}` is a valid part. */
export function common<Own extends z.ZodRawShape>(
  own: Own,
  defaults: { readonly answerWithinHours: number },
) {
  return z.strictObject({
    enabled: z.boolean().default(true),
    /** Hours the team has before the case is late: the deadline on the card. */
    answerWithinHours: z.number().positive().default(defaults.answerWithinHours),
    ...own,
  });
}
