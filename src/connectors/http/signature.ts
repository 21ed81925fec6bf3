import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** The signature of Standard Webhooks 1.0: HMAC-SHA256 over `id.timestamp.body`. */

export type Signed = {
  readonly id: string;
  readonly timestamp: string;
  readonly signatures: readonly Buffer[];
};

// Both sides of the clock: a timestamp from the future is as suspect as an old one.
const TOLERANCE_MS = 5 * 60_000;
const MAX_SIGNATURES = 10;
const PREFIX = "whsec_";

/**
 * The keys of one owner ("source erp", "subscriber erp"): a Standard Webhooks secret (`whsec_` and
 * Base64), or several with blanks between them while one replaces another. Throws, naming the owner,
 * when a secret is not Base64.
 */
export function keysOf(owner: string, secret: string): readonly KeyObject[] {
  const keys = secret
    .split(/\s+/)
    .filter((text) => text !== "")
    .map((text) => text.replace(PREFIX, ""))
    .map((text) => {
      const bytes = Buffer.from(text, "base64");
      if (bytes.length === 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) {
        throw new Error(`The secret of ${owner} is not Base64 as in whsec_MfKQ9r8GKYqr….`);
      }
      return createSecretKey(bytes);
    });
  if (keys.length > 0) return keys;
  throw new Error(`The ${owner} has no secret: set one such as whsec_MfKQ9r8GKYqr….`);
}

/** The header of what is sent: one signature for each key, so that receivers may change theirs. */
export function signatureOf(
  keys: readonly KeyObject[],
  id: string,
  timestamp: string,
  body: string,
): string {
  const signed = `${id}.${timestamp}.${body}`;
  return keys
    .map((key) => `v1,${createHmac("sha256", key).update(signed).digest("base64")}`)
    .join(" ");
}

/** Reads the three headers; a text says which is missing, or that the time is out of the window. */
export function signedHeaders(headers: IncomingHttpHeaders, nowMs: number): Signed | string {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  const signature = headers["webhook-signature"];
  if (typeof id !== "string" || id === "") return "The webhook-id header is missing.";
  if (typeof timestamp !== "string" || !/^\d{1,12}$/.test(timestamp)) {
    return "The webhook-timestamp header is missing or is not a time in seconds.";
  }
  if (typeof signature !== "string") return "The webhook-signature header is missing.";
  if (Math.abs(nowMs - Number(timestamp) * 1000) > TOLERANCE_MS) {
    return "The webhook-timestamp is more than five minutes away from this server's clock.";
  }
  const signatures = signature
    .split(" ", MAX_SIGNATURES)
    .filter((text) => text.startsWith("v1,"))
    .map((text) => Buffer.from(text.slice(3), "base64"));
  return { id, timestamp, signatures };
}

/** Whether any signature fits any key. The body is hashed once per key, piece by piece. */
export async function isSigned(
  signed: Signed,
  keys: readonly KeyObject[],
  body: Iterable<Buffer> | AsyncIterable<Buffer>,
): Promise<boolean> {
  const hashes = keys.map((key) =>
    createHmac("sha256", key).update(`${signed.id}.${signed.timestamp}.`),
  );
  for await (const piece of body) for (const hash of hashes) hash.update(piece);
  return matches(
    signed,
    hashes.map((hash) => hash.digest()),
  );
}

/** `isSigned` for a body in one piece, without waiting. */
export function isSignedWhole(signed: Signed, keys: readonly KeyObject[], body: Buffer): boolean {
  const start = `${signed.id}.${signed.timestamp}.`;
  return matches(
    signed,
    keys.map((key) => createHmac("sha256", key).update(start).update(body).digest()),
  );
}

function matches({ signatures }: Signed, expected: readonly Buffer[]): boolean {
  let found = false;
  for (const signature of signatures) {
    for (const digest of expected) {
      if (signature.length === digest.length && timingSafeEqual(signature, digest)) found = true;
    }
  }
  return found;
}
