import { prospectsNote } from "../../../view/prospects-note.ts";
import type { RunVerb } from "../command-context.ts";

/** `prospects`: customers that owe nothing late and have credit left, most of it first. */
export const prospects: RunVerb = async (c) => {
  const { reader } = c.asker;
  return { kind: "note", note: prospectsNote(await c.prospects(reader.now), reader) };
};
