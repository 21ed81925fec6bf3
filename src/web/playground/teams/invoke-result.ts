import { z } from "zod";
import type { Delivered } from "./deliver.ts";
import { CARD, readCard } from "./message.ts";
import type { Card } from "./message.ts";

/** What an invoke brought: a card, a sentence for this person, or why nothing came of it. */
export type InvokeResult = { card: Card } | { said: string } | { failed: string };

const answered = z.object({ statusCode: z.int(), type: z.string(), value: z.unknown() });

const MESSAGE = "application/vnd.microsoft.activity.message";
const ERROR = "application/vnd.microsoft.error";

/** The answer to `adaptiveCard/action`, read as strictly as Teams' clients read it. */
export function invokeResult(delivered: Delivered): InvokeResult {
  const body = bodyOf(delivered);
  if ("failed" in body) return body;
  const parsed = answered.safeParse(body.body);
  if (!parsed.success) return { failed: "something_went_wrong" };
  const { statusCode, type, value } = parsed.data;
  if (type === ERROR) {
    const said = z.object({ message: z.string() }).safeParse(value);
    return { failed: said.data?.message ?? `error_${statusCode}` };
  }
  if (statusCode !== 200) return { failed: `error_${statusCode}` };
  if (type === MESSAGE && typeof value === "string") return { said: value };
  if (type !== CARD) return { failed: "something_went_wrong" };
  const card = readCard(value);
  return "refused" in card ? { failed: card.refused } : card;
}

/** The body of an invoke's answer, when the bot did answer it: 501 is a handler that is missing. */
export function bodyOf(delivered: Delivered): { body: unknown } | { failed: string } {
  if (!delivered.ok) return { failed: "unable_to_reach_app" };
  if (delivered.status !== 200) return { failed: "something_went_wrong" };
  return { body: delivered.body };
}
