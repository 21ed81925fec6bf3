import { z } from "zod";
import { momentParser } from "./moment.ts";

/**
 * How a map says where a field's value comes from. A plain text is a column; everything else is an
 * object whose first word is its operation. `join.column` reads a column of a joined row.
 */
export type ValueNode =
  | { readonly op: "column"; readonly name: string }
  | { readonly op: "constant"; readonly value: Scalar }
  /** Text with {columns} in it; null when one of them is. */
  | { readonly op: "text"; readonly template: string }
  /** The values that are there, with a separator between them. */
  | { readonly op: "join"; readonly of: readonly ValueNode[]; readonly with: string }
  | { readonly op: "first"; readonly of: readonly ValueNode[] }
  | { readonly op: "list"; readonly of: readonly ValueNode[] }
  | {
      readonly op: "map";
      readonly of: ValueNode;
      readonly values: Readonly<Record<string, Scalar>>;
      readonly otherwise?: Scalar | undefined;
    }
  | { readonly op: "date"; readonly of: ValueNode; readonly format?: string | undefined }
  | { readonly op: "instant"; readonly of: ValueNode; readonly format?: string | undefined }
  | { readonly op: "number"; readonly of: ValueNode }
  | { readonly op: "money"; readonly of: ValueNode; readonly currency?: ValueNode | undefined }
  | { readonly op: "add" | "subtract" | "multiply"; readonly of: readonly ValueNode[] }
  | { readonly op: "sum"; readonly of: ValueNode; readonly over: string }
  /** One object per joined row. */
  | {
      readonly op: "each";
      readonly over: string;
      readonly when?: ConditionNode | undefined;
      readonly fields: Readonly<Record<string, ValueNode>>;
    }
  | {
      readonly op: "if";
      readonly condition: ConditionNode;
      readonly value: ValueNode;
      readonly else?: ValueNode | undefined;
    };

export type ConditionNode =
  | { readonly is: "in" | "notIn"; readonly of: ValueNode; readonly among: readonly string[] }
  | { readonly is: "present" | "absent"; readonly of: ValueNode }
  | { readonly is: "all" | "any"; readonly of: readonly ConditionNode[] }
  | { readonly is: "not"; readonly of: ConditionNode };

type Scalar = string | number | boolean;

const Scalar = z.union([z.string(), z.number(), z.boolean()]);
const Format = z
  .string()
  .refine(
    (format) => momentParser(format) !== null,
    "is no date format such as dd/MM/yyyy[ HH:mm]",
  );

/** Values name each other, so the schema is looked up when it is used. */
const Value: z.ZodType<ValueNode> = z.lazy(() => byFirstWord("value", valueSchemas));
const Values = z.array(Value).min(1);
const Condition: z.ZodType<ConditionNode> = z.lazy(() => byFirstWord("condition", conditions));
export { Condition, Value };

const Texts = z.array(Scalar.transform(String)).min(1);

const valueSchemas: Readonly<Record<string, z.ZodType<ValueNode>>> = {
  column: z
    .strictObject({ column: z.string().min(1) })
    .transform(({ column }) => ({ op: "column" as const, name: column })),
  constant: z
    .strictObject({ constant: Scalar })
    .transform(({ constant }) => ({ op: "constant" as const, value: constant })),
  text: z
    .strictObject({ text: z.string().min(1) })
    .transform(({ text }) => ({ op: "text" as const, template: text })),
  join: z
    .strictObject({ join: Values, with: z.string().default(", ") })
    .transform((node) => ({ op: "join" as const, of: node.join, with: node.with })),
  first: z
    .strictObject({ first: Values })
    .transform(({ first }) => ({ op: "first" as const, of: first })),
  list: z
    .strictObject({ list: Values })
    .transform(({ list }) => ({ op: "list" as const, of: list })),
  map: z
    .strictObject({
      map: Value,
      values: z.record(z.string(), Scalar),
      otherwise: Scalar.optional(),
    })
    .transform(({ map, ...rest }) => ({ op: "map" as const, of: map, ...rest })),
  date: z
    .strictObject({ date: Value, format: Format.optional() })
    .transform(({ date, format }) => ({ op: "date" as const, of: date, format })),
  instant: z
    .strictObject({ instant: Value, format: Format.optional() })
    .transform(({ instant, format }) => ({ op: "instant" as const, of: instant, format })),
  number: z
    .strictObject({ number: Value })
    .transform(({ number }) => ({ op: "number" as const, of: number })),
  money: z
    .strictObject({ money: Value, currency: Value.optional() })
    .transform(({ money, currency }) => ({ op: "money" as const, of: money, currency })),
  add: z.strictObject({ add: Values }).transform(({ add }) => ({ op: "add" as const, of: add })),
  subtract: z
    .strictObject({ subtract: Values })
    .transform(({ subtract }) => ({ op: "subtract" as const, of: subtract })),
  multiply: z
    .strictObject({ multiply: Values })
    .transform(({ multiply }) => ({ op: "multiply" as const, of: multiply })),
  sum: z
    .strictObject({ sum: Value, over: z.string() })
    .transform(({ sum, over }) => ({ op: "sum" as const, of: sum, over })),
  each: z
    .strictObject({
      each: z.string(),
      when: Condition.optional(),
      fields: z.record(z.string(), Value),
    })
    .transform(({ each, ...rest }) => ({ op: "each" as const, over: each, ...rest })),
  if: z.strictObject({ if: Condition, value: Value, else: Value.optional() }).transform((node) => ({
    op: "if" as const,
    condition: node.if,
    value: node.value,
    else: node.else,
  })),
};

const conditions: Readonly<Record<string, z.ZodType<ConditionNode>>> = {
  in: z
    .strictObject({ column: Value, in: Texts })
    .transform((node) => ({ is: "in" as const, of: node.column, among: node.in })),
  notIn: z
    .strictObject({ column: Value, notIn: Texts })
    .transform((node) => ({ is: "notIn" as const, of: node.column, among: node.notIn })),
  equals: z
    .strictObject({ column: Value, equals: Scalar.transform(String) })
    .transform((node) => ({ is: "in" as const, of: node.column, among: [node.equals] })),
  present: z
    .strictObject({ present: Value })
    .transform(({ present }) => ({ is: "present" as const, of: present })),
  absent: z
    .strictObject({ absent: Value })
    .transform(({ absent }) => ({ is: "absent" as const, of: absent })),
  all: z
    .strictObject({ all: z.array(Condition).min(1) })
    .transform(({ all }) => ({ is: "all" as const, of: all })),
  any: z
    .strictObject({ any: z.array(Condition).min(1) })
    .transform(({ any }) => ({ is: "any" as const, of: any })),
  not: z.strictObject({ not: Condition }).transform(({ not }) => ({ is: "not" as const, of: not })),
};

/** Picks the one schema whose word the object holds: a union would report every branch's errors. */
function byFirstWord<T>(what: string, schemas: Readonly<Record<string, z.ZodType<T>>>) {
  return z.unknown().transform((raw, context): T => {
    const node = what === "value" && typeof raw === "string" ? { column: raw } : raw;
    const keys = typeof node === "object" && node !== null ? Object.keys(node) : [];
    const word = Object.keys(schemas).find((name) => keys.includes(name));
    const schema = word === undefined ? undefined : schemas[word];
    if (!schema) {
      const known = Object.keys(schemas).join(", ");
      const column = what === "value" ? "a column name or " : "";
      context.addIssue({ code: "custom", message: `is no ${what}: use ${column}one of ${known}` });
      return z.NEVER;
    }
    const parsed = schema.safeParse(node);
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues) {
      context.addIssue({ code: "custom", path, message });
    }
    return z.NEVER;
  });
}
