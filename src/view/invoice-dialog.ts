import type { Input } from "./card.ts";
import type { Speech } from "./reader.ts";

/** As long as an id may be. */
const MAX_ID = 128;

export function invoiceInput({ text }: Speech): Input {
  return {
    kind: "text",
    id: "invoiceId",
    label: text.dialog.invoiceId,
    hint: text.dialog.invoiceHint,
    long: false,
    maxLength: MAX_ID,
  };
}
