import { z } from "zod";
import { type Case, leading } from "../core/case.ts";
import { type Finding, findingKey } from "../core/finding.ts";
import { EVIDENCE_KINDS, EvidenceKind } from "../core/fact.ts";
import { EVIDENCE_WORDS } from "../text/evidence-words.ts";
import { findingWords } from "../text/case-words.ts";
import type { Dialog, Input } from "./card.ts";
import { type Reader, type Speech, speechFor } from "./reader.ts";

export const MAX_PROOF_FILES = 5;
/** As many cases as a person can tell apart in a menu. */
const MAX_CASES = 20;

const Demand = z.object({
  required: z.array(EvidenceKind),
  present: z.array(EvidenceKind),
  problems: z.array(z.object({ kind: EvidenceKind })).default([]),
});

/** Which kind, the missing ones first. */
export function kindInput(finding: Finding | null, { text, f }: Speech): Input {
  const missing = missingKinds(finding);
  const kinds = [...new Set([...missing, ...EVIDENCE_KINDS])];
  const initial = missing[0];
  return {
    kind: "choice",
    id: "proofKind",
    label: text.dialog.field.proofKind,
    choices: kinds.map((kind) => ({ value: kind, label: EVIDENCE_WORDS[f.lang][kind] })),
    ...(initial ? { initial } : {}),
  };
}

export function filesInput({ text }: Speech): Input {
  return {
    kind: "file",
    id: "files",
    label: text.dialog.field.files,
    hint: text.dialog.hint.files ?? "",
    maxFiles: MAX_PROOF_FILES,
  };
}

/** What the finding says is still absent; nothing when it is not about proofs. */
function missingKinds(finding: Finding | null): readonly EvidenceKind[] {
  const demand = Demand.safeParse(finding?.data);
  if (!demand.success) return [];
  const { required, present, problems } = demand.data;
  const rejected = problems.map(({ kind }) => kind);
  return [...rejected, ...required.filter((kind) => ![...present, ...rejected].includes(kind))];
}

/** For files that are already there (a message's): which case they prove, and which kind. */
export function attachDialog(
  waiting: readonly { readonly case: Case; readonly finding: Finding }[],
  fileNames: readonly string[],
  reader: Reader,
): Dialog {
  const speech = speechFor(reader);
  const { text, f } = speech;
  const only = waiting.length === 1 ? waiting[0] : undefined;
  const label = (c: Case, finding: Finding) =>
    `${c.group.id} · ${findingWords(leading(c) ?? finding, f).title}`;
  const choose: Input = {
    kind: "choice",
    id: "case",
    label: text.dialog.case,
    choices: waiting
      .slice(0, MAX_CASES)
      .map(({ case: c, finding }) => ({ value: c.id, label: label(c, finding) })),
  };
  return {
    lang: f.lang,
    title: text.dialog.attachTitle,
    submit: text.dialog.submit,
    cancel: text.dialog.cancel,
    intro: only
      ? text.dialog.intro(fileNames.join(", "), label(only.case, only.finding), null)
      : fileNames.join(", "),
    inputs: [...(only ? [] : [choose]), kindInput(only?.finding ?? null, speech)],
    answer: {
      action: "attach-proof",
      caseId: only?.case.id ?? null,
      finding: only ? findingKey(only.finding) : null,
    },
  };
}
