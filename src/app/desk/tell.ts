import { type ActionId, actionSpec } from "../../core/action.ts";
import type { Finding } from "../../core/finding.ts";
import { type CasePicture, orderIn } from "../../core/picture.ts";
import { diffNote } from "../../view/diff-note.ts";
import type { Reply } from "../ports.ts";
import type { Asker } from "./asker.ts";

const INVOICE = "invoice:";

/** Whether a button only tells its reader something: nothing is recorded. */
export function onlyTells(action: ActionId): boolean {
  return actionSpec(action).tells === true;
}

/** What it tells; null where there is nothing to tell of. */
export function tell(
  finding: Finding | null,
  seen: CasePicture | null,
  asker: Asker,
): Reply | null {
  const picture = orderIn(seen);
  if (!picture) return null;
  const invoiceId = finding?.subject.startsWith(INVOICE)
    ? finding.subject.slice(INVOICE.length)
    : null;
  return { kind: "note", note: diffNote(picture, invoiceId, asker.reader) };
}
