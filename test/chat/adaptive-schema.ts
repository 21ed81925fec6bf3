import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import { isAbsent, shared } from "../connectors/shared-data.ts";

const FILE = ["schemas", "adaptive-card-1.5.0.json"] as const;

/** Microsoft's own schema, where it is there. */
export const SCHEMA_ABSENT = isAbsent(...FILE);

/** What Microsoft's schema of Adaptive Cards 1.5 says against a card; null for nothing. */
export function schemaJudge(): (card: object) => string | null {
  const schema = JSON.parse(readFileSync(shared(...FILE), "utf8")) as Record<string, unknown>;
  // Its own address means draft 6 and a web page, to which this Ajv does not go.
  delete schema["$schema"];
  delete schema["id"];
  const ajv = new Ajv({ strict: false, allErrors: false, validateFormats: false });
  const validate: ValidateFunction = ajv.compile(schema);
  return (card) => {
    // Teams' own property, which the schema does not know.
    const { msteams: _msteams, ...rest } = card as { readonly msteams?: unknown };
    return validate(rest) ? null : ajv.errorsText(validate.errors);
  };
}
