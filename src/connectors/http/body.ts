import { createReadStream, createWriteStream, type WriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { finished } from "node:stream/promises";

/** The sender went away before its body was complete. */
export const GONE = Symbol("gone");
export const TOO_LARGE = Symbol("too large");

const DISCARD_BYTES = 20_000_000;
const DISCARD_MS = 2_000;

/** A whole body in memory, at most `limit` bytes. */
export async function readBody(
  request: IncomingMessage,
  limit: number,
): Promise<Buffer | typeof GONE | typeof TOO_LARGE> {
  if (announced(request) > limit) return discarded(request);
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of piecesOf(request)) {
      bytes += piece.length;
      if (bytes > limit) return discarded(request);
      pieces.push(piece);
    }
  } catch {
    return GONE;
  }
  const [only] = pieces;
  return pieces.length === 1 && only ? only : Buffer.concat(pieces, bytes);
}

/** Leaving the loop must not destroy the connection: the sender is still owed an answer. */
function piecesOf(request: IncomingMessage): AsyncIterable<Buffer> {
  return request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
}

function announced(request: IncomingMessage): number {
  return Number(request.headers["content-length"] ?? 0);
}

/**
 * Lets some of the rest of a body pass: a connection that is closed with bytes unread is reset, and
 * the sender would never read why.
 */
async function discarded(request: IncomingMessage): Promise<typeof TOO_LARGE> {
  let bytes = 0;
  const until = AbortSignal.timeout(DISCARD_MS);
  await new Promise<void>((resolve) => {
    until.addEventListener("abort", () => resolve());
    request.once("close", resolve).once("end", resolve);
    request.on("data", (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > DISCARD_BYTES) resolve();
    });
    if (request.readableEnded) resolve();
  });
  return TOO_LARGE;
}

/** A body that was received whole and can be read more than once. */
export type Spool = { read(): AsyncIterable<Buffer>; dispose(): Promise<void> };

// What is smaller never touches the disk.
const IN_MEMORY_BYTES = 4_000_000;

/**
 * Receives a large body: the signature covers all of it, so that nothing may be applied before its
 * end. Past a few megabytes it waits in a temporary file that only this user can read.
 */
export async function spoolBody(
  request: IncomingMessage,
  limit: number,
): Promise<Spool | typeof GONE | typeof TOO_LARGE> {
  if (announced(request) > limit) return discarded(request);
  let pieces: Buffer[] = [];
  let file: Overflow | null = null;
  let bytes = 0;
  try {
    for await (const piece of piecesOf(request)) {
      bytes += piece.length;
      if (bytes > limit) {
        await file?.dispose();
        return discarded(request);
      }
      pieces.push(piece);
      if (bytes <= IN_MEMORY_BYTES) continue;
      file ??= await overflow();
      for (const waiting of pieces) await file.write(waiting);
      pieces = [];
    }
  } catch (error) {
    await file?.dispose();
    if (request.destroyed && !request.complete) return GONE;
    throw error;
  }
  if (!file) return { read: () => inMemory(pieces), dispose: () => Promise.resolve() };
  return file.close();
}

async function* inMemory(pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* pieces;
}

type Overflow = {
  write(piece: Buffer): Promise<void>;
  close(): Promise<Spool>;
  dispose(): Promise<void>;
};

async function overflow(): Promise<Overflow> {
  const folder = await mkdtemp(join(tmpdir(), "remo-stream-"));
  const path = join(folder, "body");
  const file: WriteStream = createWriteStream(path, { mode: 0o600 });
  let failure: Error | null = null;
  file.on("error", (error) => (failure = error));
  const dispose = async () => {
    file.destroy();
    await rm(folder, { recursive: true, force: true });
  };
  return {
    dispose,
    async write(piece) {
      if (failure) throw failure;
      if (!file.write(piece)) await once(file, "drain");
    },
    async close() {
      file.end();
      await finished(file);
      return { read: () => createReadStream(path) as AsyncIterable<Buffer>, dispose };
    },
  };
}
