import type { OfficeState } from "../core/office.ts";
import type { Note } from "./card.ts";
import { type Reader, speechFor } from "./reader.ts";

const MOST_LINES = 30;

/** `/remo maintenance`: which sources are being worked on. */
export function maintenanceNote({ maintenance }: OfficeState, reader: Reader): Note {
  const { text, f } = speechFor(reader);
  const standing = maintenance.filter(({ until }) => until > reader.now);
  if (standing.length === 0) return { lang: reader.lang, text: text.office.noMaintenance };
  const lines = standing
    .slice(0, MOST_LINES)
    .map(({ feed, until, by }) => text.office.maintenance(feed, f.when(until), by.personName));
  return { lang: reader.lang, text: text.office.maintenanceTitle, lines };
}
