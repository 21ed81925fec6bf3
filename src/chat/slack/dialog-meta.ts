import type { Submission } from "../../app/ports.ts";
import type { Dialog } from "../../view/card.ts";
import type { FileRef, FileSource } from "./files.ts";
import { incomingFile } from "./files.ts";
import { SLACK } from "./limits.ts";
import { DialogMeta, type SubmissionPayload } from "./payloads.ts";
import { parseJson, type PressValue } from "./press-value.ts";
import { isActionId } from "../../core/action.ts";

/** Where a dialog was opened from. */
export type Origin = {
  readonly channelId: string | null;
  readonly home: boolean;
  readonly shownAt?: string | undefined;
  readonly files?: readonly FileRef[];
};

/** What the dialog must remember. Files that no longer fit are left out, the last first. */
export function dialogMeta({ answer }: Dialog, origin: Origin): string {
  const files = [...(origin.files ?? [])];
  for (;;) {
    const meta: DialogMeta = {
      a: answer.action,
      c: answer.caseId,
      f: answer.finding,
      ch: origin.channelId,
      ...(origin.shownAt ? { at: origin.shownAt } : {}),
      ...(origin.home ? { home: 1 } : {}),
      ...(files.length > 0 ? { files } : {}),
    };
    const written = JSON.stringify(meta);
    if (written.length <= SLACK.privateMetadata || files.length === 0) return written;
    files.pop();
  }
}

export type Submitted = {
  readonly press: PressValue;
  readonly submission: Submission;
  readonly meta: DialogMeta;
  /** Ids of the inputs there are: an error elsewhere would close the dialog. */
  readonly inputs: readonly string[];
};

/** Reads a submission; null when it is not a dialog of this version. */
export function readSubmission({ view }: SubmissionPayload, source: FileSource): Submitted | null {
  const parsed = DialogMeta.safeParse(parseJson(view.private_metadata));
  if (!parsed.success) return null;
  const meta = parsed.data;
  const filled = (id: string) => Object.values(view.state.values[id] ?? {})[0];
  const caseId = meta.c ?? filled("case")?.selected_option?.value;
  if (!caseId || !isActionId(meta.a)) return null;
  const text = (id: string) => filled(id)?.value?.trim() || undefined;
  const files = [...(meta.files ?? []), ...(filled("files")?.files ?? [])];
  const given = {
    reason: text("reason"),
    invoiceId: text("invoiceId"),
    on: filled("on")?.selected_date ?? undefined,
    until: filled("until")?.selected_option?.value,
    proofKind: filled("proofKind")?.selected_option?.value,
  };
  return {
    press: { action: meta.a, caseId, finding: meta.f },
    submission: { ...defined(given), files: files.map((ref) => incomingFile(ref, source)) },
    meta,
    inputs: Object.keys(view.state.values),
  };
}

type Given = {
  readonly [K in "reason" | "invoiceId" | "on" | "until" | "proofKind"]: string | undefined;
};

/** Without the fields that were not filled in. */
function defined(given: Given): Partial<Record<keyof Given, string>> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
