import { XMLParser, XMLValidator } from "fast-xml-parser";

/** An element: its name without prefix, its attributes, its text and the elements in it. */
export type Element = {
  readonly name: string;
  /** Trimmed; empty where there is none. */
  readonly text: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: ReadonlyMap<string, readonly Element[]>;
};

const MAX_DEPTH = 40;
// No element can have this name.
const ATTRIBUTES = ":attributes";
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  attributesGroupName: ATTRIBUTES,
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  alwaysCreateTextNode: true,
  isArray: (_name, _path, _leaf, isAttribute) => !isAttribute,
  // No entity is looked up in a document; the five of XML itself are written out below.
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: MAX_DEPTH,
});

/**
 * Parses an XML document without DTD, entities or external references; a document that has a
 * DOCTYPE, is not well formed or nests too deep is refused with a reason.
 */
export function parseXml(text: string): Element | { readonly refused: string } {
  if (hasDoctype(text)) return { refused: "has a DOCTYPE, which is not accepted" };
  let tree: unknown;
  try {
    const valid = XMLValidator.validate(text);
    if (valid !== true) {
      return { refused: `is not well-formed XML (line ${valid.err.line}: ${valid.err.msg})` };
    }
    tree = parser.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { refused: `is not XML that can be read: ${why}` };
  }
  const roots = isRecord(tree) ? elementsIn(tree) : new Map<string, readonly Element[]>();
  const [root] = [...roots.values()].flat();
  return root ?? { refused: "is not XML: it has no element" };
}

/** Whether a DOCTYPE stands outside comments and CDATA; both are skipped in one pass. */
function hasDoctype(text: string): boolean {
  let at = 0;
  for (;;) {
    at = text.indexOf("<!", at);
    if (at < 0) return false;
    const end = text.startsWith("<!--", at)
      ? "-->"
      : text.startsWith("<![CDATA[", at)
        ? "]]>"
        : null;
    if (end === null) return true;
    const close = text.indexOf(end, at + 4);
    if (close < 0) return false;
    at = close + end.length;
  }
}

function elementsIn(node: Record<string, unknown>): Map<string, readonly Element[]> {
  const elements = new Map<string, readonly Element[]>();
  for (const [name, value] of Object.entries(node)) {
    if (Array.isArray(value)) {
      elements.set(
        name,
        value.filter(isRecord).map((child) => toElement(name, child)),
      );
    }
  }
  return elements;
}

function toElement(name: string, node: Record<string, unknown>): Element {
  const text = node["#text"];
  const given = node[ATTRIBUTES];
  const attributes = isRecord(given)
    ? Object.entries(given).map(([key, value]) => [key, decoded(String(value))] as const)
    : [];
  return {
    name,
    text: typeof text === "string" ? decoded(text).trim() : "",
    attributes: new Map(attributes),
    children: elementsIn(node),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

/** The five named references of XML and numeric ones, in one pass: nothing expands twice. */
function decoded(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g, (whole, ...found) => {
    const [decimal, hex, name] = found as (string | undefined)[];
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Every element at the end of a path of names. */
export function all(from: Element, ...path: readonly string[]): readonly Element[] {
  return path.reduce<readonly Element[]>(
    (elements, name) => elements.flatMap((element) => element.children.get(name) ?? []),
    [from],
  );
}

/** The text of the first element at the end of a path that has any. */
export function text(from: Element, ...path: readonly string[]): string | undefined {
  return all(from, ...path).find((element) => element.text !== "")?.text;
}
