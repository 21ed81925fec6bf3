import { z } from "zod";
import { type ActionId, isActionId } from "../../core/action.ts";
import { findingToken } from "../../view/finding-token.ts";

export type PressValue = {
  readonly action: ActionId;
  readonly caseId: string;
  readonly finding: string | null;
};

const Value = z.object({
  a: z.string().refine(isActionId),
  c: z.string().min(1).max(200),
  f: z.string().max(400).nullable(),
});

/** What a button says about itself. The finding travels as its token: a menu has 150 characters. */
export function encodePress({ action, caseId, finding }: PressValue): string {
  const f = finding === null || finding.startsWith("~") ? finding : findingToken(finding);
  return JSON.stringify({ a: action, c: caseId, f });
}

/** Null when it is not a button of ours, or of another version. */
export function decodePress(text: string): PressValue | null {
  const parsed = Value.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { a, c, f } = parsed.data;
  return isActionId(a) ? { action: a, caseId: c, finding: f } : null;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
