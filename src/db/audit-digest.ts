import { hash } from "node:crypto";
import { type EventRow, eventText, type FactRow, factText, type Masked } from "../core/audit.ts";

const DIGEST_BYTES = 32;
/** What comes before the first link. */
export const NOTHING_BEFORE = Buffer.alloc(DIGEST_BYTES);

function sha256(data: string | Buffer): Buffer {
  return hash("sha256", data, "buffer");
}

/** Stands for the names of a person in a row; without the salt nobody can try names against it. */
export function commitTo(names: string, salt: Buffer): Buffer {
  return sha256(Buffer.concat([salt, Buffer.from(names, "utf8")]));
}

/** The masked body with the commitments below it, or the body as it is where there is none. */
function covered({ body }: Masked, commitments: readonly Buffer[]): string {
  return [body, ...commitments.map((one) => one.toString("hex"))].join("\n");
}

// A small buffer for every row would cost the collector more than the hashing costs.
/** SHA-256 of a fact's canonical text, a character for each byte. */
export function factDigest(
  row: Omit<FactRow, "body">,
  masked: Masked,
  commitments: readonly Buffer[],
): string {
  return hash("sha256", factText(row, covered(masked, commitments)), "binary");
}

export function eventDigest(
  row: Omit<EventRow, "body">,
  masked: Masked,
  commitments: readonly Buffer[],
): string {
  return hash("sha256", eventText(row, covered(masked, commitments)), "binary");
}

/** Rows' digests as they are stored: one after the other. */
export function digestBytes(digests: readonly string[]): Buffer {
  return Buffer.from(digests.join(""), "latin1");
}

export type BatchContent = {
  readonly factSeqs: readonly number[];
  /** 32 bytes for each seq, one after the other. */
  readonly factDigests: Buffer;
  readonly eventSeqs: readonly number[];
  readonly eventDigests: Buffer;
  readonly note: string;
};

export function batchDigest(batch: BatchContent): Buffer {
  const { note, factSeqs, factDigests, eventSeqs, eventDigests } = batch;
  return sha256(
    Buffer.concat([
      Buffer.from(`remo audit batch 1\n${note}\nfacts ${factSeqs.join(",")}\n`),
      factDigests,
      Buffer.from(`\ncase_events ${eventSeqs.join(",")}\n`),
      eventDigests,
    ]),
  );
}

export type LinkContent = {
  readonly number: number;
  readonly sealedAt: string;
  readonly batchIds: readonly number[];
  readonly batchDigests: Buffer;
  readonly prev: Buffer;
};

export function linkHash(link: LinkContent): Buffer {
  const { number, sealedAt, batchIds, batchDigests, prev } = link;
  return sha256(
    Buffer.concat([
      Buffer.from(`remo audit link 1\n${number}\n${sealedAt}\n${batchIds.join(",")}\n`),
      prev,
      batchDigests,
    ]),
  );
}

/** The digest at a position of digests put one after the other. */
export function digestAt(digests: Buffer, position: number): Buffer {
  return digests.subarray(position * DIGEST_BYTES, (position + 1) * DIGEST_BYTES);
}
