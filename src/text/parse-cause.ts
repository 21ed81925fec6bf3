import { REASON_CODES, ReasonCode } from "../core/fact.ts";
import { plainWord } from "./plain-word.ts";

type Cause = { readonly reasonCode: ReasonCode; readonly reason: string | null };

/**
 * Why an invoice is objected to, as people type it: "PRI acordado a 120" names its code, "precio
 * distinto" is words of one code's name; any others are told as they are, under another cause.
 */
export function causeIn(
  words: readonly string[],
  names: Readonly<Record<ReasonCode, string>>,
): Cause {
  const code = ReasonCode.safeParse(words[0]?.toUpperCase());
  if (code.success) return { reasonCode: code.data, reason: words.slice(1).join(" ") || null };
  const said = words.map(plainWord);
  const named = REASON_CODES.filter((one) => {
    const name = plainWord(names[one]).split(" ");
    return said.every((word) => name.includes(word));
  });
  const [only, other] = named;
  if (only && !other) return { reasonCode: only, reason: null };
  return { reasonCode: "OTH", reason: words.join(" ") };
}
