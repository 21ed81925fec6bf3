import type { z } from "zod";
import { Fact } from "../core/fact.ts";

export type Checked = { readonly fact: Fact } | { readonly reason: string };

const REASONS = 3;
const FIRST_YEAR = "1900";
const LAST_YEAR = "2200";
const DATED = new Set(
  "occurredAt etaAt until on promisedOn requestedOn plannedOn dueOn validFrom validTo".split(" "),
);

/**
 * Parses what a connector understood of its source. A refusal names each field and what is wrong
 * with it. Besides the shape of the fact it refuses what a database cannot store, for one such
 * fact would fail the whole batch it travels in.
 */
export function checkFact(input: unknown): Checked {
  const parsed = Fact.safeParse(input);
  if (!parsed.success) return { reason: reasonOf(parsed.error) };
  const reason = unstorable(parsed.data, "");
  return reason === null ? { fact: parsed.data } : { reason };
}

/** The first few problems as `field: what is wrong`. */
function reasonOf(error: z.ZodError): string {
  const told = error.issues.slice(0, REASONS).map((issue) => {
    const field = issue.path.length > 0 ? issue.path.map(String).join(".") : "fact";
    return `${field}: ${plain(issue)}`;
  });
  const more = error.issues.length - told.length;
  return told.join("; ") + (more > 0 ? `; and ${more} more` : "");
}

function plain(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_union" && issue.path.at(-1) === "type") return "is no fact type";
  const missing = issue.message.endsWith("received undefined");
  return missing ? "is missing" : issue.message.replace(/^Invalid input: /, "");
}

function unstorable(value: unknown, path: string): string | null {
  if (typeof value === "string") return badText(value, path);
  if (Array.isArray(value)) return firstReason(value.entries(), path);
  if (typeof value === "object" && value !== null) return firstReason(Object.entries(value), path);
  return null;
}

function firstReason(entries: Iterable<[string | number, unknown]>, path: string): string | null {
  for (const [key, value] of entries) {
    const reason = unstorable(value, path === "" ? String(key) : `${path}.${key}`);
    if (reason !== null) return reason;
  }
  return null;
}

function badText(text: string, path: string): string | null {
  // PostgreSQL keeps neither NUL nor half a surrogate pair in text or JSON.
  if (text.includes("\u0000")) return `${path}: holds a NUL character`;
  if (!text.isWellFormed()) return `${path}: is not well-formed Unicode`;
  if (DATED.has(path) && (text < FIRST_YEAR || text >= LAST_YEAR)) {
    return `${path}: is not between the years ${FIRST_YEAR} and ${Number(LAST_YEAR) - 1}`;
  }
  return null;
}
