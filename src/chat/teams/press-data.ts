import { z } from "zod";
import type { Press, Submission } from "../../app/ports.ts";
import { isActionId } from "../../core/action.ts";
import type { Instant } from "../../core/calendar.ts";
import { FIELD_IDS } from "../../core/form.ts";
import { findingToken } from "../../view/finding-token.ts";
import { TEAMS } from "./limits.ts";

/** What a button says about itself; the rest of the press is who pressed it. */
export type PressValue = Omit<Press, "who" | "shownAt"> & { readonly shownAt: Instant };

type PressData = { readonly a: string; readonly c: string; readonly f: string | null };

const CaseId = z.string().min(1).max(200);
const Value = z.object({
  a: z.string().refine(isActionId),
  c: CaseId,
  f: z.string().min(1).max(400).nullable(),
  at: z.iso.datetime(),
});
/** A form in which the case is still to be chosen brings it as an input. */
const FormValue = Value.extend({
  c: CaseId.nullable(),
  case: CaseId.optional(),
  k: z.string().max(TEAMS.typed).optional(),
});
const Inputs = z.record(z.string(), z.unknown());
const CaseData = z.object({ c: CaseId });

/** `drawnAt`: a press of an old card is told what changed since. */
export function encodePress(
  {
    action,
    caseId,
    finding,
  }: { readonly action: string; readonly caseId: string; readonly finding: string | null },
  drawnAt: Instant,
): PressData & { readonly at: Instant } {
  return { a: action, c: caseId, f: tokenOf(finding), at: drawnAt };
}

/** The finding travels as its token: a menu of many has little room. */
export function tokenOf(finding: string | null): string | null {
  return finding === null || finding.startsWith("~") ? finding : findingToken(finding);
}

/** Null when it is not a button of ours, or of another version. */
export function decodePress(data: unknown): PressValue | null {
  const parsed = Value.safeParse(data);
  if (!parsed.success) return null;
  const { a, c, f, at } = parsed.data;
  return isActionId(a) ? { action: a, caseId: c, finding: f, shownAt: at } : null;
}

/** The case that a `refresh` or a `cancel` is about; null when it names none. */
export function decodeCase(data: unknown): string | null {
  const parsed = CaseData.safeParse(data);
  return parsed.success ? parsed.data.c : null;
}

export type SubmittedForm = {
  readonly press: PressValue;
  readonly submission: Submission;
  /** Ids of the inputs that came back. Some clients leave out the empty ones. */
  readonly inputs: readonly string[];
  /** What the form was given to keep. */
  readonly kept: string | null;
};

/** Reads a submitted form; null when it is not one of this version. */
export function parseForm(data: unknown): SubmittedForm | null {
  const parsed = FormValue.safeParse(data);
  const filled = Inputs.safeParse(data);
  if (!parsed.success || !filled.success) return null;
  const { a, c, f, at, k } = parsed.data;
  const caseId = c ?? parsed.data.case;
  if (!caseId || !isActionId(a)) return null;
  const fields = FIELD_IDS.filter((id) => id !== "files" && typeof filled.data[id] === "string");
  const given = fields.map((id) => [id, String(filled.data[id]).trim()] as const);
  if (given.some(([, value]) => value.length > TEAMS.typed)) return null;
  return {
    press: { action: a, caseId, finding: f, shownAt: at },
    submission: Object.fromEntries(given.filter(([, value]) => value !== "")),
    inputs: [...(c === null ? ["case"] : []), ...fields],
    kept: k ?? null,
  };
}
