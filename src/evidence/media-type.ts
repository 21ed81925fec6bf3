/** Beginnings of the files that can be a proof: pictures a phone takes, scans, and PDF. */
const SIGNATURES: readonly {
  readonly mediaType: string;
  readonly at: number;
  readonly bytes: readonly number[];
}[] = [
  { mediaType: "image/jpeg", at: 0, bytes: [0xff, 0xd8, 0xff] },
  { mediaType: "image/png", at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mediaType: "image/webp", at: 8, bytes: [0x57, 0x45, 0x42, 0x50] },
  { mediaType: "image/tiff", at: 0, bytes: [0x49, 0x49, 0x2a, 0x00] },
  { mediaType: "image/tiff", at: 0, bytes: [0x4d, 0x4d, 0x00, 0x2a] },
  { mediaType: "image/heic", at: 4, bytes: [0x66, 0x74, 0x79, 0x70, 0x68, 0x65, 0x69, 0x63] },
  { mediaType: "image/heic", at: 4, bytes: [0x66, 0x74, 0x79, 0x70, 0x6d, 0x69, 0x66, 0x31] },
  { mediaType: "application/pdf", at: 0, bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
];

/** What a file is by its first bytes, whatever it says of itself; null for anything else. */
export function mediaTypeOf(bytes: Uint8Array): string | null {
  const found = SIGNATURES.find(({ at, bytes: wanted }) =>
    wanted.every((byte, index) => bytes[at + index] === byte),
  );
  return found?.mediaType ?? null;
}
