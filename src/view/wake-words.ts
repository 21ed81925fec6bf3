import type { WakeCondition } from "../core/people-facts.ts";
import type { Speech } from "./reader.ts";

/**
 * "cambia la hora estimada de llegada", "el monto pasa de MXN 200,000.00": what wakes a case before
 * its time. The dialog's own words point at its field; a card has none to point at.
 */
export function wakeWords(
  condition: WakeCondition,
  currency: string | null,
  { text, f }: Speech,
): string {
  if (condition.when !== "amount-passes" || currency === null) {
    return text.dialog.wake[condition.when];
  }
  return text.act.unlessPasses(f.money({ minor: condition.minor, currency }));
}
