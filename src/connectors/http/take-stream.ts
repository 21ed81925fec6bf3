import { sourceOf } from "./cloud-event.ts";
import { splitLines } from "./lines.ts";
import { addReceipts, NOTHING, type Receipt, type Sent } from "./take-events.ts";
import type { Spool } from "./body.ts";

const EVENTS_PER_BATCH = 500;
const KEPT_OF_A_BROKEN_LINE = 2_000;

/** Takes a stream of one event per line, a batch at a time, so that memory stays bounded. */
export async function takeStream(
  spool: Spool,
  lineBytes: number,
  take: (sent: readonly Sent[], firstIndex: number) => Promise<Receipt>,
): Promise<Receipt> {
  let receipt = NOTHING;
  let first = 0;
  let batch: Sent[] = [];
  const flush = async () => {
    receipt = addReceipts(receipt, await take(batch, first));
    first += batch.length;
    batch = [];
  };
  for await (const line of splitLines(spool.read(), lineBytes)) {
    if ("text" in line && line.text.trim() === "") continue;
    batch.push("text" in line ? parsed(line.text) : tooLong(lineBytes));
    if (batch.length >= EVENTS_PER_BATCH) await flush();
  }
  if (batch.length > 0) await flush();
  return receipt;
}

/** The source that the first event of a stream claims. */
export async function streamSource(spool: Spool, lineBytes: number): Promise<string | null> {
  for await (const line of splitLines(spool.read(), lineBytes)) {
    if ("text" in line && line.text.trim() === "") continue;
    const sent = "text" in line ? parsed(line.text) : null;
    return sent && "event" in sent ? sourceOf(sent.event) : null;
  }
  return null;
}

function parsed(text: string): Sent {
  try {
    return { event: JSON.parse(text) };
  } catch {
    return { broken: "line: is not JSON", raw: text.slice(0, KEPT_OF_A_BROKEN_LINE) };
  }
}

function tooLong(lineBytes: number): Sent {
  return { broken: `line: is over ${lineBytes.toLocaleString("en")} bytes`, raw: "" };
}
