import type { Submission } from "../../app/ports.ts";
import type { Dialog } from "../../view/card.ts";
import type { FileRef, FileSource } from "./files.ts";
import { incomingFile } from "./files.ts";
import { SLACK } from "./limits.ts";
import { DialogMeta, type SubmissionPayload } from "./payloads.ts";
import { parseJson, type PressValue } from "./press-value.ts";
import { isActionId } from "../../core/action.ts";
import { FIELD_IDS, type FieldId } from "../../core/form.ts";

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
  const files = [...(meta.files ?? []), ...(filled("files")?.files ?? [])];
  return {
    press: { action: meta.a, caseId, finding: meta.f },
    submission: { ...fieldsIn(filled), files: files.map((ref) => incomingFile(ref, source)) },
    meta,
    inputs: Object.keys(view.state.values),
  };
}

type Filled = NonNullable<SubmissionPayload["view"]["state"]["values"][string]>[string];

/** What was filled in, as text, by the id of its field. */
function fieldsIn(filled: (id: string) => Filled | undefined): Partial<Record<FieldId, string>> {
  const given = FIELD_IDS.map((id) => {
    const one = filled(id);
    const value = one?.value?.trim() || one?.selected_date || one?.selected_option?.value;
    return [id, value] as const;
  });
  return Object.fromEntries(given.filter(([, value]) => Boolean(value)));
}
