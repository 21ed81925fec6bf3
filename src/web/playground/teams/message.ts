import { z } from "zod";
import { inputsOf } from "./card-parts.ts";

/** An Adaptive Card as it came; what is drawn is up to Adaptive Cards' own renderer. */
export type Card = Readonly<Record<string, unknown>> & { type: "AdaptiveCard" };

export type Attachment = {
  contentType: string;
  content?: unknown;
  contentUrl?: string;
  name?: string;
};

/**
 * A message of a conversation. `id` is epoch milliseconds, as Teams' are, unique and increasing;
 * `rootId` is the message that began its thread, which for a thread's first is its own id. `version`
 * counts the times it was edited.
 */
export type Message = {
  id: string;
  conversation: string;
  rootId: string;
  /** An MRI: the bot's or a person's. */
  from: string;
  text: string;
  textFormat: "plain" | "markdown" | "xml";
  summary?: string;
  attachments: Attachment[];
  mentions: { mri: string; text: string }[];
  version: number;
};

/** What one person has instead of a message's card, drawn for its `version`. */
export type OwnView = {
  entra: string;
  conversation: string;
  id: string;
  version: number;
  card: Card;
};

/** A sentence for one person, about a message; Teams shows it below the card for a while. */
export type Toast = {
  id: string;
  entra: string;
  conversation: string;
  about: string;
  text: string;
};

/** A dialog (task module) of one person, opened by an action command on a message. */
export type Dialog = {
  entra: string;
  command: string;
  title: string;
  card: Card;
  on?: { conversation: string; id: string };
};

/** `filetype` is the ending of its name, as Teams tells it: "jpg". */
export type StoredFile = {
  id: string;
  name: string;
  mimetype: string;
  filetype: string;
  size: number;
  entra: string;
};

const cardShape = z.looseObject({
  type: z.literal("AdaptiveCard"),
  version: z.string().optional(),
  body: z.array(z.looseObject({ type: z.string() })).optional(),
  actions: z.array(z.looseObject({ type: z.string() })).optional(),
  refresh: z
    .looseObject({
      action: z.looseObject({ type: z.literal("Action.Execute") }),
      userIds: z.array(z.string()).max(60).optional(),
    })
    .optional(),
});

export const CARD = "application/vnd.microsoft.card.adaptive";
export const FILE = "application/vnd.microsoft.teams.file.download.info";

/** The card if it is one that Teams would take; else why not. */
export function readCard(content: unknown): { card: Card } | { refused: string } {
  const parsed = cardShape.safeParse(content);
  if (!parsed.success) return { refused: z.prettifyError(parsed.error) };
  const { version } = parsed.data;
  if (version !== undefined && !/^1\.[0-5](?:\.\d+)?$/.test(version)) {
    return { refused: `Teams draws Adaptive Cards up to 1.5; this one is ${version}.` };
  }
  const twice = repeated(inputsOf(parsed.data).map((input) => input.id));
  if (twice !== undefined) return { refused: `Two inputs have the id ${twice}.` };
  return { card: parsed.data };
}

/** The card that a message carries, if it does. */
export function cardOf(message: Message): Card | undefined {
  const attached = message.attachments.find((one) => one.contentType === CARD);
  return attached?.content as Card | undefined;
}

function repeated(ids: readonly string[]): string | undefined {
  return ids.find((id, index) => ids.indexOf(id) !== index);
}

/** Hands out ids in epoch milliseconds that increase even when the clock stands still. */
export function idClock(now: () => number): { next(): string; seen(id: string): void } {
  let last = 0;
  return {
    next: () => String((last = Math.max(Math.floor(now()), last + 1))),
    seen: (id) => void (last = Math.max(last, Number(id) || 0)),
  };
}
