import { z } from "zod";
import { instantOf, type Instant } from "../../core/calendar.ts";
import { FileRef, SlackFile } from "./files.ts";

/** What Remo reads of Slack's payloads; everything else is let through unread. */

const User = z.object({
  id: z.string(),
  username: z.string().nullish(),
  name: z.string().nullish(),
});
const Ts = z.string();

export const ButtonPayload = z.object({
  user: User,
  trigger_id: z.string().nullish(),
  response_url: z.string().nullish(),
  channel: z.object({ id: z.string() }).nullish(),
  container: z
    .object({ type: z.string().nullish(), is_ephemeral: z.boolean().nullish() })
    .nullish(),
  message: z.object({ ts: Ts.nullish(), edited: z.object({ ts: Ts }).nullish() }).nullish(),
  view: z.object({ id: z.string(), type: z.string() }).nullish(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        value: z.string().nullish(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});
export type ButtonPayload = z.infer<typeof ButtonPayload>;

const Filled = z.object({
  value: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  files: z.array(SlackFile).nullish(),
});

export const SubmissionPayload = z.object({
  user: User,
  view: z.object({
    id: z.string(),
    private_metadata: z.string(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), Filled)) }),
  }),
});
export type SubmissionPayload = z.infer<typeof SubmissionPayload>;

export const CommandPayload = z.object({
  user_id: z.string(),
  user_name: z.string().nullish(),
  channel_id: z.string(),
  text: z.string().nullish(),
  trigger_id: z.string().nullish(),
  response_url: z.string().nullish(),
});
export type CommandPayload = z.infer<typeof CommandPayload>;

export const ShortcutPayload = z.object({
  user: User,
  channel: z.object({ id: z.string() }).nullish(),
  trigger_id: z.string(),
  response_url: z.string().nullish(),
  message: z.object({ files: z.array(SlackFile).nullish() }),
});

export const HomeOpened = z.object({ user: z.string(), tab: z.string().nullish() });

/** What a dialog keeps of where it came from, in `private_metadata`. */
export const DialogMeta = z.object({
  a: z.string(),
  c: z.string().nullable(),
  f: z.string().nullable(),
  /** The channel the button was in: it has a language and a team. */
  ch: z.string().nullable(),
  /** When the pressed card was drawn. */
  at: z.string().optional(),
  /** Opened from App Home, which then shows the outcome. */
  home: z.literal(1).optional(),
  /** Files of a message, when the person started from one. */
  files: z.array(FileRef).optional(),
});
export type DialogMeta = z.infer<typeof DialogMeta>;

/** Slack's `ts` ("1763920000.000100") as an instant. */
export function instantOfTs(ts: string): Instant {
  return instantOf(Math.floor(Number(ts) * 1000));
}

export function userNameOf(user: z.infer<typeof User>): string {
  return user.username ?? user.name ?? user.id;
}
