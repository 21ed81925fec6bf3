import { createHash, randomBytes } from "node:crypto";
import type pg from "pg";
import type { CodeOwner, LinkCodes } from "../app/lookups.ts";

// Crockford's base 32: nothing in it is mistaken for something else when read aloud.
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHARACTERS = 12;
const GROUP = 4;

/** Twelve characters are 60 random bits: nobody guesses one within its ten minutes. */
export function createLinkCodes(pool: pg.Pool): LinkCodes {
  return {
    async issue({ platform, userId, userName }, now, expiresAt) {
      const code = Array.from(randomBytes(CHARACTERS), (byte) => ALPHABET[byte % 32]).join("");
      await pool.query({
        name: "issue-link-code",
        text: `
          WITH tidied AS (DELETE FROM link_codes WHERE expires_at <= $6
            AND (platform, account) <> ($2, $3))
          INSERT INTO link_codes (digest, platform, account, account_name, expires_at)
          VALUES ($1, $2, $3, $4, $5)
          ON CONFLICT (platform, account) DO UPDATE SET digest = excluded.digest,
            account_name = excluded.account_name, expires_at = excluded.expires_at`,
        values: [digestOf(code), platform, userId, userName.slice(0, 200), expiresAt, now],
      });
      return (code.match(new RegExp(`.{${GROUP}}`, "g")) ?? []).join("-");
    },
    async claim(code, platform, now) {
      const digest = digestOf(code);
      // Taken and gone in one statement: of two that type it at once, one has it.
      const { rows } = await pool.query<OwnerRow>({
        name: "claim-link-code",
        text: `
          DELETE FROM link_codes WHERE digest = $1 AND platform <> $2 AND expires_at > $3
          RETURNING platform, account, account_name`,
        values: [digest, platform, now],
      });
      const [row] = rows;
      if (row) return { platform: row.platform, userId: row.account, userName: row.account_name };
      const { rowCount } = await pool.query({
        name: "peek-link-code",
        text: `SELECT 1 FROM link_codes WHERE digest = $1 AND expires_at > $2`,
        values: [digest, now],
      });
      return rowCount ? "same-platform" : "unknown";
    },
  };
}

type OwnerRow = {
  platform: CodeOwner["platform"];
  account: string;
  account_name: string;
};

/** As it is read aloud or typed: the letters that look like figures are taken for them. */
function digestOf(code: string): string {
  const typed = code
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  return createHash("sha256").update(typed).digest("hex");
}
