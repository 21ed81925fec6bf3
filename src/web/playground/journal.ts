import { closeSync, mkdirSync, openSync, readFileSync, truncateSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import type { Message, StoredFile } from "./message.ts";
import type { View } from "./views.ts";

/** Everything that can happen to what is on the screens; the journal is a list of these. */
export type Change =
  | { op: "message"; channel: string; message: Message }
  | { op: "delete"; channel: string; ts: string }
  | { op: "ephemeral"; channel: string; message: Message }
  | { op: "ephemeral-delete"; channel: string; userId: string; ts: string }
  | { op: "file"; file: StoredFile }
  | { op: "modals"; userId: string; views: View[] }
  | { op: "home"; userId: string; view: View }
  | { op: "join"; channel: string; userId: string }
  | { op: "reset" };

const ops = [
  "message",
  "delete",
  "ephemeral",
  "ephemeral-delete",
  "file",
  "modals",
  "home",
  "join",
  "reset",
] as const satisfies readonly Change["op"][];
const line = z.looseObject({ op: z.enum(ops) });

export type Journal = { append(change: Change): void; close(): void };

/**
 * Opens an append-only file of one JSON change per line and replays it. Each change is in the hands
 * of the operating system before the API call that made it is answered, so a kill -9 loses none.
 * A last line cut short by a crash of the machine is dropped; a broken line elsewhere throws.
 */
export function openJournal(path: string, replay: (change: Change) => void): Journal {
  mkdirSync(dirname(path), { recursive: true });
  const descriptor = openSync(path, "a+");
  const bytes = readFileSync(path);
  const whole = bytes.lastIndexOf(0x0a) + 1;
  if (whole < bytes.length) truncateSync(path, whole);
  const lines = bytes.subarray(0, whole).toString("utf8").split("\n");
  for (const [index, text] of lines.entries()) {
    if (text !== "") replay(parseLine(text, index + 1, path));
  }
  return {
    append: (change) => void writeSync(descriptor, `${JSON.stringify(change)}\n`),
    close: () => closeSync(descriptor),
  };
}

function parseLine(text: string, number: number, path: string): Change {
  try {
    return line.parse(JSON.parse(text)) as Change;
  } catch (error) {
    throw new Error(
      `Line ${number} of the playground journal ${path} cannot be read; delete the file to start afresh.`,
      { cause: error },
    );
  }
}
