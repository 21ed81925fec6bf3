import type { IncomingHttpHeaders } from "node:http";
import { epochMs } from "../../core/calendar.ts";
import { type Fact, isByPeople } from "../../core/fact.ts";
import { checkFact } from "../check-fact.ts";
import { keepableText } from "../../app/keepable.ts";
import { PING_TYPE } from "./to-event.ts";

/**
 * CloudEvents 1.0 to facts. `type` is `remo.<fact type>.v1` or the bare fact type, `id` names the
 * fact within its source, `time` is when it happened, `data` holds the fact's own fields, and
 * `source` is the name of the signing source, bare (`erp`) or as a path (`/sources/erp`).
 */
export type Understood =
  | { readonly fact: Fact }
  | { readonly id: string | null; readonly reason: string };

const TYPE = /^remo\.(?<type>.+)\.v1$/;
const SOURCE = /^(?:\/?sources\/)?(?<name>[^/]+)$/;
const MAX_ID = 256;
/**
 * The newest fact wins: one dated far ahead would stand against all that is told until then. A day
 * leaves room for clocks, and for local times sent as UTC.
 */
const MAX_AHEAD_MS = 24 * 3_600_000;

export function toFact(event: unknown, source: string, nowMs: number): Understood {
  if (!isRecord(event)) return { id: null, reason: "event: is not a JSON object" };
  const { id, type, time, data } = event;
  const known = typeof id === "string" ? keepableText(id, MAX_ID) : null;
  const refused = (reason: string) => ({ id: known, reason });
  if (event["specversion"] !== "1.0") return refused('specversion: is not "1.0"');
  if (typeof id !== "string" || id === "") return refused("id: is missing");
  if (sourceOf(event) !== source) {
    return refused(`source: is not "${source}" or "/sources/${source}", by whom this is signed`);
  }
  if (typeof type !== "string") return refused("type: is missing");
  if (typeof time !== "string") return refused("time: is missing: when did it happen?");
  if ("data_base64" in event) return refused("data_base64: is not read: send JSON in data");
  if (!isRecord(data)) return refused("data: is not a JSON object");
  const factType = TYPE.exec(type)?.groups?.["type"] ?? type;
  // People answer in chat, where it is known who they are and what they may do.
  if (isByPeople(factType)) return refused("type: answers are given in chat, by people");
  const checked = checkFact({
    ...data,
    type: factType,
    source,
    externalId: id,
    occurredAt: time,
  });
  if ("reason" in checked) return refused(named(checked.reason));
  if (epochMs(checked.fact.occurredAt) > nowMs + MAX_AHEAD_MS) {
    return refused("time: is more than a day ahead of this server's clock: it has not happened");
  }
  return checked;
}

/** Sent by another Remo whose administrator wants to know whether this one listens. */
export function isPing(event: unknown): boolean {
  return isRecord(event) && event["type"] === PING_TYPE;
}

/** The source name that an event claims; null when it claims none. */
export function sourceOf(event: unknown): string | null {
  if (!isRecord(event) || typeof event["source"] !== "string") return null;
  return SOURCE.exec(event["source"])?.groups?.["name"] ?? null;
}

/** An event whose attributes came as `ce-` headers and whose data is the body (binary mode). */
export function fromHeaders(headers: IncomingHttpHeaders, data: unknown): Record<string, unknown> {
  const attributes = Object.entries(headers)
    .filter(([name, value]) => name.startsWith("ce-") && typeof value === "string")
    .map(([name, value]) => [name.slice(3), decoded(String(value))] as const);
  return { ...Object.fromEntries(attributes), data };
}

/** Header values of CloudEvents are percent-encoded; one that is not is taken as it stands. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The sender knows these fields under the names of its own envelope. */
function named(reason: string): string {
  return reason.replaceAll("occurredAt: ", "time: ").replaceAll("externalId: ", "id: ");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
