import type { Kpis } from "../core/kpi/kpis.ts";
import { FIGURES } from "../text/kpi-text.ts";
import type { Note } from "./card.ts";
import { figureLine } from "./kpi-lines.ts";
import { type Reader, speechFor } from "./reader.ts";

/** `/remo kpi`: every figure with its value, and under it what it counts. */
export function kpiNote(kpis: Kpis, reader: Reader): Note {
  const speech = speechFor(reader);
  const { kpi } = speech.text;
  const { fromOn, toOn } = kpis.period;
  const title = kpi.title(speech.f.date(fromOn), speech.f.date(toOn));
  if (kpis.scopes.length === 0) return { lang: reader.lang, title, text: kpi.none };
  return {
    lang: reader.lang,
    title,
    text: kpis.isPartial ? `${kpi.shared} ${kpi.partial}` : kpi.shared,
    lines: FIGURES.flatMap((figure) => [
      figureLine(figure, kpis, speech),
      `↳ ${kpi.counts[figure]}`,
    ]),
  };
}
