import { randomBytes } from "node:crypto";
import type pg from "pg";
import { settleSetting } from "../db/upkeep.ts";
import { type UploadLinks, uploadLinks } from "../web/upload/links.ts";

const KEY_BYTES = 32;

/** Links signed with a key that the first replica to need one makes, and all share. */
export async function linksFrom(pool: pg.Pool, publicUrl: string): Promise<UploadLinks> {
  const fresh = randomBytes(KEY_BYTES).toString("base64url");
  const kept = await settleSetting(pool, "upload.key", fresh);
  return uploadLinks({ secret: Buffer.from(kept, "base64url"), publicUrl });
}
