import { type Finding, findingKey } from "../core/finding.ts";

// FNV-1a, 64 bits: it tells the few findings of one case apart, it keeps no secret.
const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
const MASK = 0xffffffffffffffffn;

/** A short text that names a finding within its case, where its key would not fit. */
export function findingToken(key: string): string {
  let hash = OFFSET;
  for (const byte of new TextEncoder().encode(key)) {
    hash = ((hash ^ BigInt(byte)) * PRIME) & MASK;
  }
  return `~${hash.toString(36)}`;
}

/** The key of the finding that a key or a token names; what names none stays as it is. */
export function findingNamed(findings: readonly Finding[], named: string | null): string | null {
  if (!named?.startsWith("~")) return named;
  return findings.map(findingKey).find((key) => findingToken(key) === named) ?? named;
}
