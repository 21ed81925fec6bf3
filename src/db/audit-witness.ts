import { randomUUID } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Head } from "../core/audit.ts";
import { SetupError } from "./setup-error.ts";

const LINE = /^(\d{4}-\d{2}-\d{2}) (\d{1,15}) ([0-9a-f]{64})$/;

/**
 * Heads of the chain kept outside the database, one a day and the newest: whoever rules the
 * database can make a new chain, but not one that has these heads. Copy the file to where that
 * person cannot write.
 */
export type Witness = {
  note(head: Head, day: string): Promise<void>;
  /** What was noted, oldest first; empty when there is no file. Throws SetupError if it is damaged. */
  heads(): Promise<readonly Head[]>;
};

type Noted = Head & { readonly day: string };

export function createWitness(home: string, database: string): Witness {
  const path = join(home, `audit-heads-${encodeURIComponent(database)}.txt`);
  let writing: Promise<void> = Promise.resolve();
  const read = async (): Promise<readonly Noted[]> => {
    const text = await readFile(path, "utf8").catch((error: unknown) => {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
      throw error;
    });
    return text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => parse(line, path));
  };
  const write = async (head: Head, day: string): Promise<void> => {
    const known = await read();
    const last = known.at(-1);
    // Another process of this home may have noted a newer one meanwhile.
    if (last && last.number >= head.number) return;
    const kept = last?.day === day ? known.slice(0, -1) : known;
    const lines = [...kept, { ...head, day }].map(
      (one) => `${one.day} ${one.number} ${one.hash}\n`,
    );
    const draft = `${path}.${randomUUID()}`;
    await writeFile(draft, lines.join(""), { mode: 0o600 });
    await rename(draft, path);
  };
  return {
    note: (head, day) => (writing = writing.catch(() => undefined).then(() => write(head, day))),
    heads: async () => (await read()).map(({ number, hash }) => ({ number, hash })),
  };
}

function parse(line: string, path: string): Noted {
  const [, day, number, hash] = LINE.exec(line) ?? [];
  if (day === undefined || number === undefined || hash === undefined) {
    throw new SetupError(
      `${path} has a line that is no head of the audit's chain ("${line.slice(0, 80)}"): restore the file from a backup.`,
    );
  }
  return { day, number: Number(number), hash };
}
