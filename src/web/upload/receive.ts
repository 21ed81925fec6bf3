import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyFileStream, type BusboyInstance } from "@fastify/busboy";
import type { IncomingFile, Submission } from "../../app/ports.ts";
import { FIELD_IDS } from "../../core/form.ts";

const MB = 1024 * 1024;

export type ReceiveLimits = {
  /** One file; the desk says so of one that is larger. */
  readonly fileBytes: number;
  readonly files: number;
  readonly totalBytes: number;
  readonly totalMs: number;
  /** Without a byte. */
  readonly idleMs: number;
};

/** Five photos of 25 MB, which a slow phone sends in minutes. */
export const RECEIVE_LIMITS: ReceiveLimits = {
  fileBytes: 25 * MB,
  files: 5,
  totalBytes: 130 * MB,
  totalMs: 4 * 60_000,
  idleMs: 30_000,
};

const MAX_FIELD_BYTES = 4_000;
const MAX_NAME = 120;

export type Trouble = "too-much" | "too-slow" | "cut-off" | "not-a-form";

export type Received = {
  readonly submission: Submission;
  /** Removes what was put aside. */
  dispose(): Promise<void>;
};

class Stopped extends Error {
  readonly trouble: Trouble;
  constructor(trouble: Trouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

const ABANDONED_MS = 3_600_000;

/** Removes what a process that was killed left of forms that it was reading. */
export async function tidyForms(waiting: string, nowMs: number): Promise<void> {
  const names = await readdir(waiting).catch(() => []);
  for (const name of names) {
    const path = join(waiting, name);
    const known = await stat(path).catch(() => null);
    if (known && nowMs - known.mtimeMs > ABANDONED_MS) await rm(path, { recursive: true });
  }
}

/**
 * Reads a form with files. The files wait on disk, so that many large ones need no memory; one file
 * and one byte more than allowed are let through, for the desk to say what is wrong with them.
 */
export async function receiveForm(
  request: IncomingMessage,
  limits: ReceiveLimits,
  waiting: string,
): Promise<Received | Trouble> {
  const parser = parserFor(request, limits);
  if (parser === null) return "not-a-form";
  await mkdir(waiting, { recursive: true });
  const folder = await mkdtemp(join(waiting, "form-"));
  const dispose = () => rm(folder, { recursive: true, force: true });
  const form = collect(parser, folder);
  try {
    await pump(request, parser, limits);
    const files = (await Promise.all(form.files)).filter((file) => file !== null);
    return { submission: { ...Object.fromEntries(form.fields), files }, dispose };
  } catch (error) {
    // What is still being written must end before its folder goes.
    form.abandon();
    await Promise.allSettled(form.files);
    await dispose();
    if (error instanceof Stopped) return error.trouble;
    throw error;
  }
}

function parserFor(request: IncomingMessage, { files, fileBytes }: ReceiveLimits) {
  const type = request.headers["content-type"] ?? "";
  if (!/^multipart\/form-data\s*;/i.test(type)) return null;
  try {
    return new Busboy({
      headers: { ...request.headers, "content-type": type },
      limits: {
        fields: 2 * FIELD_IDS.length,
        fieldNameSize: 64,
        fieldSize: MAX_FIELD_BYTES,
        // An empty chooser sends a part of its own.
        files: files + 3,
        fileSize: fileBytes + 1,
        parts: 2 * FIELD_IDS.length + files + 3,
        headerPairs: 20,
        headerSize: 8_192,
      },
    });
  } catch {
    return null;
  }
}

type Form = {
  readonly fields: Map<string, string>;
  readonly files: Promise<IncomingFile | null>[];
  abandon(): void;
};

function collect(parser: BusboyInstance, folder: string): Form {
  const fields = new Map<string, string>();
  const files: Promise<IncomingFile | null>[] = [];
  const streams = new Set<BusboyFileStream>();
  const known = new Set<string>(FIELD_IDS.filter((id) => id !== "files"));
  parser.on("field", (name, value) => {
    const text = value.trim();
    if (known.has(name) && text !== "") fields.set(name, text);
  });
  parser.on("file", (field, stream, name, _encoding, mediaType) => {
    streams.add(stream);
    const put = field === "files" ? putAside(stream, name, mediaType, folder) : discard(stream);
    // It is awaited later, and may fail before.
    put.catch(() => undefined);
    files.push(put);
  });
  return {
    fields,
    files,
    abandon: () => streams.forEach((stream) => stream.destroy(new Stopped("cut-off"))),
  };
}

async function discard(stream: BusboyFileStream): Promise<null> {
  stream.resume();
  return Promise.resolve(null);
}

/** Null for a chooser in which nothing was chosen. */
async function putAside(
  stream: BusboyFileStream,
  name: string | undefined,
  mediaType: string,
  folder: string,
): Promise<IncomingFile | null> {
  const path = join(folder, randomUUID());
  await pipeline(stream, createWriteStream(path, { mode: 0o600 }));
  const sizeBytes = stream.bytesRead;
  if (sizeBytes === 0 && !name) return null;
  return { name: cleanName(name), mediaType, sizeBytes, read: () => readFile(path) };
}

/** A name that can be stored and shown, whatever the phone called its file. */
function cleanName(name: string | undefined): string {
  const clean = (name ?? "")
    .replaceAll(/\p{Cc}/gu, "")
    .toWellFormed()
    .trim();
  return clean.slice(-MAX_NAME).toWellFormed() || "file";
}

/** Feeds the parser until the form ends, or throws `Stopped`; the request stays readable. */
function pump(request: IncomingMessage, parser: BusboyInstance, o: ReceiveLimits): Promise<void> {
  return new Promise((resolve, reject) => {
    let received = 0;
    const stop = (trouble: Trouble) => end(() => reject(new Stopped(trouble)));
    const late = setTimeout(() => stop("too-slow"), o.totalMs);
    let idle = setTimeout(() => stop("cut-off"), o.idleMs);
    const onData = (chunk: Buffer) => {
      clearTimeout(idle);
      idle = setTimeout(() => stop("cut-off"), o.idleMs);
      received += chunk.length;
      if (received > o.totalBytes) stop("too-much");
    };
    const onGone = () => stop("cut-off");
    let ended = false;
    function end(settle: () => void): void {
      if (ended) return;
      ended = true;
      clearTimeout(late);
      clearTimeout(idle);
      request.unpipe(parser);
      request.off("data", onData).off("aborted", onGone).off("error", onGone);
      settle();
    }
    request.on("data", onData).on("aborted", onGone).on("error", onGone);
    parser.on("error", () => stop("cut-off"));
    parser.on("finish", () => end(resolve));
    if (Number(request.headers["content-length"] ?? 0) > o.totalBytes) return stop("too-much");
    request.pipe(parser);
  });
}
