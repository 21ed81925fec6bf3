import { z } from "zod";
import { isTimeZone } from "../../core/calendar.ts";
import { Fact, isByPeople } from "../../core/fact.ts";
import { OWN_SOURCE } from "../../core/subscriber.ts";
import { Condition, Value, type ValueNode } from "./map-values.ts";
import { momentParser } from "./moment.ts";

const Name = z.string().regex(/^[A-Za-z][\w-]*$/, "is no name: letters, digits, _ and - only");
const Character = z.string().length(1, "is not one character");

/** How the files are written; the map's defaults, or one file's differences from them. */
const csv = {
  delimiter: Character,
  /** Empty where the files quote nothing. */
  quote: z.string().max(1),
  encoding: z.string().refine(isEncoding, "is no text encoding such as utf-8 or windows-1252"),
  decimal: Character,
  thousands: z.string().max(1),
  /** What means "no value", once blanks around it are gone. */
  nulls: z.array(z.string()),
  /** A format of yyyy MM dd HH mm ss, with what may be absent in brackets. */
  dates: z.string().refine((format) => momentParser(format) !== null, "is no date format"),
};
const CsvFormat = z.strictObject({
  delimiter: csv.delimiter.default(","),
  quote: csv.quote.default('"'),
  encoding: csv.encoding.default("utf-8"),
  decimal: csv.decimal.default("."),
  thousands: csv.thousands.default(""),
  nulls: csv.nulls.default([""]),
  dates: csv.dates.optional(),
});
export type CsvFormat = z.output<typeof CsvFormat>;

const Join = z
  .strictObject({
    one: Name.optional(),
    many: Name.optional(),
    /** A column both files have, or a column here to the column there. */
    by: z.union([z.string(), z.record(z.string(), z.string())]),
  })
  .refine(({ one, many }) => (one === undefined) !== (many === undefined), "needs one: or many:")
  .transform(({ one, many, by }, context) => {
    const pairs = typeof by === "string" ? [[by, by] as const] : Object.entries(by);
    const [pair] = pairs;
    if (!pair || pairs.length > 1) {
      context.addIssue({ code: "custom", path: ["by"], message: "names not exactly one column" });
      return z.NEVER;
    }
    return { file: one ?? many ?? "", many: many !== undefined, ours: pair[0], theirs: pair[1] };
  });
export type Join = z.output<typeof Join>;

const File = z.strictObject({
  /** A file name; * stands for any text, so that many exports read as one file. */
  path: z.string().min(1),
  csv: z.strictObject(csv).partial().default({}),
  /** The column whose text may hold delimiters that nobody quoted. */
  spill: z.string().optional(),
  joins: z.record(Name, Join).default({}),
});
export type MapFile = z.output<typeof File>;

const factTypes = Fact.options
  .map((option) => option.shape.type.value)
  // People answer in chat, where it is known who they are.
  .filter((type) => !isByPeople(type));

const Template = z
  .strictObject({
    type: z.enum(factTypes, { error: `is no fact type: use one of ${factTypes.join(", ")}` }),
    /** The file whose rows tell this fact. */
    each: Name,
    /** Names the fact within its source: the same row must always give the same text. */
    id: Value,
    at: Value,
    when: Condition.optional(),
    fields: z.record(z.string(), Value),
  })
  .superRefine(({ type, fields }, context) => {
    for (const [path, message] of unknownFields(type, fields)) {
      context.addIssue({ code: "custom", path: ["fields", ...path], message });
    }
  });
export type Template = z.output<typeof Template>;

const ENVELOPE = new Set(["type", "source", "externalId", "occurredAt"]);

export const ImportMap = z
  .strictObject({
    version: z.literal(1),
    source: z
      .string()
      .min(1)
      .max(128)
      .refine((name) => name !== OWN_SOURCE, 'is not "remo": that is what people decided here'),
    /** The zone of every time in the files that carries no offset. */
    zone: z.string().refine(isTimeZone, "is not an IANA time zone such as America/Bogota"),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, "is not an ISO 4217 code such as MXN")
      .optional(),
    csv: CsvFormat.prefault({}),
    files: z.record(Name, File),
    facts: z.array(Template).min(1),
  })
  .superRefine((map, context) => {
    for (const [path, message] of [...danglingNames(map), ...missingFields(map)]) {
      context.addIssue({ code: "custom", path, message });
    }
  });
export type ImportMap = z.output<typeof ImportMap>;

type Named = Pick<ImportMap, "files" | "facts" | "currency">;
type Problem = [path: (string | number)[], message: string];

function danglingNames({ files, facts }: Named): Problem[] {
  const problems: Problem[] = [];
  const known = Object.keys(files).join(", ");
  for (const [name, file] of Object.entries(files)) {
    for (const [joined, { file: target }] of Object.entries(file.joins)) {
      if (Object.hasOwn(files, target)) continue;
      problems.push([["files", name, "joins", joined], `names no file of the map (${known})`]);
    }
  }
  for (const [index, { each }] of facts.entries()) {
    if (!Object.hasOwn(files, each)) {
      problems.push([["facts", index, "each"], `names no file of the map (${known})`]);
    }
  }
  return problems;
}

/** Fields that the fact, or an object in one of its lists, does not have. */
function unknownFields(type: string, fields: Readonly<Record<string, ValueNode>>): Problem[] {
  const shape = Object.entries(shapeOf(type)).filter(([name]) => !ENVELOPE.has(name));
  return strangers(type, new Map(shape), fields);
}

function strangers(
  what: string,
  shape: ReadonlyMap<string, z.ZodType>,
  fields: Readonly<Record<string, ValueNode>>,
): Problem[] {
  return Object.entries(fields).flatMap(([name, node]): Problem[] => {
    const schema = shape.get(name);
    const known = [...shape.keys()].join(", ");
    if (!schema) return [[[name], `is no field of ${what}: use ${known}`]];
    const inner = node.op === "each" ? shapeWithin(schema) : null;
    if (node.op !== "each" || !inner) return [];
    return strangers(`${what} ${name}`, inner, node.fields).map(([path, message]) => [
      [name, "fields", ...path],
      message,
    ]);
  });
}

/** The fields of the objects that a list holds. */
function shapeWithin(schema: unknown): ReadonlyMap<string, z.ZodType> | null {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return shapeWithin(schema.unwrap());
  }
  if (schema instanceof z.ZodArray) return shapeWithin(schema.element);
  if (schema instanceof z.ZodObject) return new Map(Object.entries(schema.shape));
  return null;
}

function missingFields({ facts, currency }: Named): Problem[] {
  return facts.flatMap(({ type, fields }, index) =>
    Object.entries(shapeOf(type))
      .filter(
        ([name, schema]) => !Object.hasOwn(fields, name) && !schema.safeParse(undefined).success,
      )
      .filter(([name]) => !ENVELOPE.has(name) && !(name === "currency" && currency !== undefined))
      .map(([name]): Problem => [["facts", index, "fields"], `lacks ${name}, which ${type} needs`]),
  );
}

/** The fields of a fact type, by name. */
export function shapeOf(type: string): Readonly<Record<string, z.ZodType>> {
  return Fact.options.find((option) => option.shape.type.value === type)?.shape ?? {};
}

function isEncoding(label: string): boolean {
  try {
    return Boolean(new TextDecoder(label));
  } catch {
    return false;
  }
}
