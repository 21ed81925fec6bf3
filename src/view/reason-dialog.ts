import type { Input } from "./card.ts";
import type { Speech } from "./reader.ts";

/** As long as the fact that keeps it. */
const MAX_REASON = 300;

export function reasonInput({ text }: Speech): Input {
  return {
    kind: "text",
    id: "reason",
    label: text.dialog.reason,
    hint: text.dialog.reasonHint,
    long: true,
    maxLength: MAX_REASON,
  };
}
