import { z } from "zod";

/** What the children of a bench are told to do, and what they answer. */

export const ServeOrder = z.object({
  databaseUrl: z.string(),
  /** `answers-at-once` is the harness alone: the same server that does nothing. */
  does: z.enum(["stores", "answers-at-once"]),
  /** A Web API to post cards to. */
  slack: z.object({ apiUrl: z.string(), token: z.string() }).optional(),
  /** The clock follows the facts instead of the wall. */
  followsFacts: z.boolean(),
});
export type ServeOrder = z.infer<typeof ServeOrder>;
export const Serving = z.object({ port: z.number() });

export const SendOrder = z.object({
  port: z.number(),
  senders: z.number(),
  /** Sent before the clock starts. */
  warmUp: z.number(),
  posts: z.number(),
});
export type SendOrder = z.infer<typeof SendOrder>;
export const SendReport = z.object({ seconds: z.number(), ms: z.array(z.number()) });
