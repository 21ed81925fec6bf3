import { readFile, stat } from "node:fs/promises";
import { isNode, LineCounter, parseDocument, type Document } from "yaml";
import { UnreadableError } from "../../app/import-facts.ts";
import { unreadable } from "../reading.ts";
import { ImportMap } from "./map-schema.ts";

const MAX_MAP_BYTES = 1_000_000;

/** Reads and checks a map; an `UnreadableError` names the line and the field that is wrong. */
export async function loadMap(path: string): Promise<ImportMap> {
  let text: string;
  try {
    if ((await stat(path)).size > MAX_MAP_BYTES) {
      throw new UnreadableError(`${path} is over 1 MB: this is not a map.`);
    }
    text = await readFile(path, "utf8");
  } catch (error) {
    throw unreadable(path, error);
  }
  return parseMap(text, path);
}

/** `loadMap` for a text at hand; `path` only serves the messages. */
export function parseMap(text: string, path: string): ImportMap {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken) {
    const { line } = lines.linePos(broken.pos[0]);
    throw new UnreadableError(`${path}, line ${line}: ${broken.message}`);
  }
  const parsed = ImportMap.safeParse(toPlain(document, path));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const at = issue?.path.map((part) => (typeof part === "symbol" ? String(part) : part)) ?? [];
  const field = at.length > 0 ? at.join(".") : "the map";
  const message = issue?.message.replace(/^Invalid input: /, "") ?? "is wrong";
  throw new UnreadableError(`${path}, line ${lineOf(document, lines, at)}: ${field} ${message}.`);
}

function toPlain(document: Document, path: string): unknown {
  try {
    // The alias limit of the library guards against a "billion laughs" map.
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new UnreadableError(`${path}: ${error instanceof Error ? error.message : "is wrong"}.`);
  }
}

/** The line of the deepest node on the path that the file really has. */
function lineOf(document: Document, lines: LineCounter, path: readonly (string | number)[]) {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
