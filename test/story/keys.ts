import type { Walk } from "./walk.ts";

/** What each rule spoke of in a walk, by rule; of an agreement, whatever the period. */
export function spokenOf({
  seen,
}: Pick<Walk, "seen">): Readonly<Record<string, readonly string[]>> {
  const named = [...seen.keys()].map((key) => {
    const [rule = "", subject = ""] = key.split("|");
    return { rule, subject: subject.replace(/\/.*/, "") };
  });
  const byRule = Map.groupBy(named, ({ rule }) => rule);
  return Object.fromEntries(
    [...byRule].map(([rule, of]) => [
      rule,
      [...new Set(of.map(({ subject }) => subject))].toSorted(),
    ]),
  );
}
