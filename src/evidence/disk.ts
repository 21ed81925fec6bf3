import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import type { IncomingFile, KeepEvidence } from "../app/ports.ts";
import { mediaTypeOf } from "./media-type.ts";

const MAX_PROOF_BYTES = 25 * 1024 * 1024;

export type RememberFile = (file: {
  readonly sha256: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly name: string;
}) => Promise<void>;

/**
 * Keeps proofs on disk under their SHA-256: the same bytes are kept once. Written beside their
 * place and renamed into it, so that a kill leaves a whole file or none.
 */
export function createDiskEvidence(directory: string, remember: RememberFile): KeepEvidence {
  return async (file: IncomingFile) => {
    if (file.sizeBytes > MAX_PROOF_BYTES) return { refused: "too-large", limit: MAX_PROOF_BYTES };
    const bytes = await file.read();
    if (bytes.length === 0) return { refused: "unreadable" };
    if (bytes.length > MAX_PROOF_BYTES) return { refused: "too-large", limit: MAX_PROOF_BYTES };
    const mediaType = mediaTypeOf(bytes);
    if (!mediaType) return { refused: "wrong-type" };
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    await place(directory, sha256, bytes);
    await remember({ sha256, mediaType, sizeBytes: bytes.length, name: file.name });
    return { sha256, sizeBytes: bytes.length, mediaType };
  };
}

const DIGEST = /^[0-9a-f]{64}$/;

/** Reads what was kept; null for what never was. */
export function openDiskEvidence(
  directory: string,
): (sha256: string) => Promise<Uint8Array | null> {
  return async (sha256) => {
    if (!DIGEST.test(sha256)) return null;
    return readFile(pathOf(directory, sha256)).catch((error: unknown) => {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
      throw error;
    });
  };
}

/** Two letters of folder keep any one folder small. */
function pathOf(directory: string, sha256: string): string {
  return join(directory, sha256.slice(0, 2), sha256);
}

async function place(directory: string, sha256: string, bytes: Uint8Array): Promise<void> {
  const path = pathOf(directory, sha256);
  const there = await stat(path).catch(() => null);
  if (there?.size === bytes.length) return;
  await mkdir(join(directory, sha256.slice(0, 2)), { recursive: true });
  const beside = `${path}.${randomUUID()}`;
  const handle = await open(beside, "wx", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, path);
}
