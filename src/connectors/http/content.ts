import { isUtf8 } from "node:buffer";
import type { Request } from "express";
import { fromHeaders } from "./cloud-event.ts";

/** A request that is refused as a whole; its sentence is for the sender's log. */
export type Refusal = {
  readonly status: number;
  readonly error: string;
  readonly retryAfter?: number;
};
/** `either`: an event or a batch, as its JSON shows; `binary`: an event in headers and body. */
export type Kind = "event" | "batch" | "either" | "binary" | "stream";

const KINDS: ReadonlyMap<string, Kind> = new Map([
  ["application/cloudevents+json", "event"],
  ["application/cloudevents-batch+json", "batch"],
  ["application/x-ndjson", "stream"],
  ["application/ndjson", "stream"],
  ["application/json", "either"],
]);

/** What a request says it sends, or why that is not taken. */
export function kindOf(request: Request): Kind | Refusal {
  const [media = "", ...parameters] = (request.headers["content-type"] ?? "").split(";");
  const kind = KINDS.get(media.trim().toLowerCase());
  const charset = parameters.find((text) => text.trim().toLowerCase().startsWith("charset="));
  const encoding = request.headers["content-encoding"] ?? "identity";
  if (kind === undefined) {
    const known = [...KINDS.keys()].join(", ");
    return { status: 415, error: `The content-type is not one of ${known}.` };
  }
  if (charset !== undefined && !/=\s*"?utf-8"?\s*$/i.test(charset)) {
    return { status: 415, error: "The charset is not UTF-8." };
  }
  if (encoding !== "identity") return { status: 415, error: "Send the body uncompressed." };
  return kind === "either" && request.headers["ce-specversion"] !== undefined ? "binary" : kind;
}

/** The events of a body in one piece, each still unchecked. */
export function eventsOf(
  request: Request,
  kind: Exclude<Kind, "stream">,
  body: Buffer,
): { readonly list: readonly unknown[] } | Refusal {
  let parsed: unknown;
  try {
    if (!isUtf8(body)) return { status: 400, error: "The body is not UTF-8." };
    parsed = JSON.parse(body.toString("utf8"));
  } catch {
    return { status: 400, error: "The body is not JSON." };
  }
  if (kind === "binary") return { list: [fromHeaders(request.headers, parsed)] };
  const isBatch = Array.isArray(parsed);
  if (kind === "batch" && !isBatch) return { status: 400, error: "A batch is a JSON array." };
  if (kind === "event" && isBatch) {
    const error = "One event is a JSON object; an array is application/cloudevents-batch+json.";
    return { status: 400, error };
  }
  return { list: Array.isArray(parsed) ? parsed : [parsed] };
}
