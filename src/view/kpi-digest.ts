import type { Kpis } from "../core/kpi/kpis.ts";
import type { FigureId } from "../text/kpi-text.ts";
import type { Note } from "./card.ts";
import { figureLine } from "./kpi-lines.ts";
import { type Reader, speechFor } from "./reader.ts";

/** What a team reads on Monday: from promise to cash, and who had what. */
const WEEKLY: readonly FigureId[] = [
  "onTimeInFull",
  "billableInADay",
  "withoutIncident",
  "creditNotes",
  "receivables",
  "dso",
  "blocked",
  "held",
];

/** The weekly message in every team's channel. */
export function kpiDigest(kpis: Kpis, reader: Reader): Note {
  const speech = speechFor(reader);
  const { kpi } = speech.text;
  const { fromOn, toOn } = kpis.period;
  return {
    lang: reader.lang,
    tone: "notice",
    title: kpi.weekTitle(speech.f.date(fromOn), speech.f.date(toOn)),
    text: kpis.isPartial ? `${kpi.weekly} ${kpi.partial}` : kpi.weekly,
    lines: WEEKLY.map((figure) => figureLine(figure, kpis, speech)),
  };
}
