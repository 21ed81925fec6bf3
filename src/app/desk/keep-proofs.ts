import type { ProofFile } from "../../core/answer.ts";
import type { Text } from "../../text/text.ts";
import { MAX_PROOF_FILES } from "../../view/proof-dialog.ts";
import {
  FileUnreadable,
  type FileTrouble,
  type IncomingFile,
  type KeepEvidence,
} from "../ports.ts";

const MB = 1024 * 1024;
const DEFAULT_LIMIT_MB = 25;

export type KeptProofs =
  | { readonly proofs: readonly ProofFile[] }
  | { readonly errors: Readonly<Record<string, string>> };

/** Keeps the files of a submission, or says beside the inputs why one of them will not do. */
export async function keepProofs(
  files: readonly IncomingFile[],
  keep: KeepEvidence,
  text: Text,
): Promise<KeptProofs> {
  if (files.length > MAX_PROOF_FILES) {
    return { errors: { files: text.answer.tooManyFiles(MAX_PROOF_FILES) } };
  }
  const proofs: ProofFile[] = [];
  for (const file of files) {
    const kept = await keepOne(file, keep, text);
    if ("problem" in kept) return { errors: { files: kept.problem } };
    // The same photo chosen twice is one proof.
    if (proofs.some(({ sha256 }) => sha256 === kept.sha256)) continue;
    proofs.push({ name: file.name, ...kept });
  }
  return { proofs };
}

type KeptFile = Omit<ProofFile, "name"> | { readonly problem: string };

async function keepOne(file: IncomingFile, keep: KeepEvidence, text: Text): Promise<KeptFile> {
  try {
    const kept = await keep(file);
    if (!("refused" in kept)) return kept;
    return { problem: refusedSentence(kept.refused, file.name, kept.limit, text) };
  } catch (error) {
    if (error instanceof FileUnreadable) {
      return { problem: troubleSentence(error.trouble, file.name, text) };
    }
    throw error;
  }
}

function refusedSentence(
  refused: "too-large" | "unreadable" | "wrong-type",
  name: string,
  limitBytes: number | undefined,
  { answer }: Text,
): string {
  if (refused === "wrong-type") return answer.fileWrongType(name);
  if (refused === "unreadable") return answer.fileUnreadable(name);
  const limitMb = limitBytes === undefined ? DEFAULT_LIMIT_MB : Math.floor(limitBytes / MB);
  return answer.fileTooLarge(name, limitMb);
}

function troubleSentence(trouble: FileTrouble, name: string, { answer }: Text): string {
  switch (trouble) {
    case "no-right":
      return answer.fileNoRight(name);
    case "too-large":
      return answer.fileTooLarge(name, DEFAULT_LIMIT_MB);
    case "wrong-type":
      return answer.fileWrongType(name);
    case "gone":
      return answer.fileGone(name);
    case "slow":
      return answer.fileSlow(name);
    default:
      return trouble satisfies never;
  }
}
