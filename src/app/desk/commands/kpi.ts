import { kpiNote } from "../../../view/kpi-note.ts";
import { periodTyped } from "../../kpi-period.ts";
import { say } from "../asker.ts";
import { type RunVerb, whenContext } from "../command-context.ts";

/** `kpi [MONTH | week]`: the figures that all teams share, of the last 30 days or of a month. */
export const kpi: RunVerb = async (c) => {
  const { reader, speech } = c.asker;
  const typed = c.words.join(" ");
  const period = periodTyped(typed, whenContext(c));
  if (period === null) return say(c.asker, speech.text.kpi.badPeriod(typed));
  return { kind: "note", note: kpiNote(await c.measure(period, reader.now), reader) };
};
