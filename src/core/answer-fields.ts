import type { AnswerInput } from "./answer.ts";
import { type FieldId, type FormId, type FormKind, formSpec } from "./form.ts";

/** The first field that the form needs and the input lacks. */
export function missingField(form: FormKind, input: AnswerInput): FieldId | null {
  if (form === "none") return null;
  return formSpec(form satisfies FormId).needs.find((field) => !isGiven(field, input)) ?? null;
}

function isGiven(field: FieldId, input: AnswerInput): boolean {
  switch (field) {
    case "reason":
      return Boolean(input.reason?.trim());
    case "invoiceId":
      return Boolean(input.invoiceId?.trim());
    case "person":
      return input.to !== undefined;
    case "scope":
      return input.matcher !== undefined;
    case "files":
      return (input.proofs?.length ?? 0) > 0;
    case "on":
    case "until":
    case "wakeWhen":
    case "amount":
    case "reasonCode":
    case "proofKind":
      return input[field] !== undefined;
    default:
      return field satisfies never;
  }
}
