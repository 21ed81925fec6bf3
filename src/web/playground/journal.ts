import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
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

export const OPS = [
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

// A journal with more lines than this is rewritten, at the next start, as what it adds up to.
const COMPACT_PAST_LINES = 5_000;

export type Journal<C> = { append(change: C): void; close(): void };

/**
 * What a journal is about: `ops` names its kinds of change, `replay` takes them one by one, `sum`
 * gives the few that add up to them.
 */
export type Journaled<C extends { op: string }> = {
  ops: readonly C["op"][];
  replay(change: C): void;
  sum(): Iterable<C>;
};

/**
 * Opens an append-only file of one JSON change per line and replays it. Each change is in the hands
 * of the operating system before the API call that made it is answered, so a kill -9 loses none.
 * A last line cut short by a crash of the machine is dropped; a broken line elsewhere throws.
 */
export function openJournal<C extends { op: string }>(
  path: string,
  journaled: Journaled<C>,
): Journal<C> {
  const line = z.looseObject({ op: z.enum(journaled.ops) });
  const parse = (text: string) => line.parse(JSON.parse(text)) as unknown as C;
  mkdirSync(dirname(path), { recursive: true });
  closeSync(openSync(path, "a"));
  const bytes = readFileSync(path);
  const whole = bytes.lastIndexOf(0x0a) + 1;
  if (whole < bytes.length) truncateSync(path, whole);
  const lines = bytes.subarray(0, whole).toString("utf8").split("\n");
  for (const [index, text] of lines.entries()) {
    if (text !== "") journaled.replay(parseLine(parse, text, index + 1, path));
  }
  if (lines.length > COMPACT_PAST_LINES) compact(path, journaled.sum());
  const descriptor = openSync(path, "a");
  let closed = false;
  return {
    append(change) {
      // What a client asked for by itself may come when its screen is off already.
      if (!closed) writeSync(descriptor, `${JSON.stringify(change)}\n`);
    },
    close() {
      if (!closed) closeSync(descriptor);
      closed = true;
    },
  };
}

/**
 * Writes the sum beside the journal and puts it in its place at once, so that no crash loses both.
 */
function compact(path: string, sum: Iterable<unknown>): void {
  const beside = `${path}.new`;
  const descriptor = openSync(beside, "w");
  writeFileSync(descriptor, [...sum].map((change) => `${JSON.stringify(change)}\n`).join(""));
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(beside, path);
}

function parseLine<C>(parse: (text: string) => C, text: string, number: number, path: string): C {
  try {
    return parse(text);
  } catch (error) {
    throw new Error(
      `Line ${number} of the playground journal ${path} cannot be read; delete the file to start afresh.`,
      { cause: error },
    );
  }
}
