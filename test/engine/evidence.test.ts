import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { IncomingFile } from "../../src/app/ports.ts";
import { createDiskEvidence } from "../../src/evidence/disk.ts";

const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 7, 7, 7]);

function file(bytes: Uint8Array, sizeBytes = bytes.length): IncomingFile {
  return { name: "foto.jpg", mediaType: "image/jpeg", sizeBytes, read: async () => bytes };
}

describe("kept proofs", () => {
  let directory: string;
  const remembered: string[] = [];
  beforeEach(async () => {
    remembered.length = 0;
    directory = await mkdtemp(join(tmpdir(), "remo-evidence-"));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));
  const keep = () =>
    createDiskEvidence(directory, async ({ sha256 }) => void remembered.push(sha256));

  it("lie under their SHA-256, once, whole, and readable by their owner alone", async () => {
    const sha256 = createHash("sha256").update(JPEG).digest("hex");
    const kept = await Promise.all([keep()(file(JPEG)), keep()(file(JPEG))]);
    expect(kept).toEqual([1, 2].map(() => ({ sha256, sizeBytes: 7, mediaType: "image/jpeg" })));
    const folder = join(directory, sha256.slice(0, 2));
    expect(await readdir(folder)).toEqual([sha256]);
    expect(new Uint8Array(await readFile(join(folder, sha256)))).toEqual(JPEG);
    expect(remembered).toEqual([sha256, sha256]);
  });

  it.each([
    ["is empty", file(new Uint8Array()), "unreadable"],
    [
      "is no picture, whatever its name says",
      file(Buffer.from("<html>login</html>")),
      "wrong-type",
    ],
    ["says that it is too large", file(JPEG, 1e9), "too-large"],
    ["is larger than it says", file(Buffer.alloc(26 * 1024 * 1024, 0xff), 10), "too-large"],
  ])("are refused when the file %s", async (_why, given, refused) => {
    expect(await keep()(given)).toMatchObject({ refused });
    expect(remembered).toEqual([]);
  });
});
