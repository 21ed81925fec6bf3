import { distance } from "fastest-levenshtein";
import { decideMaintenance, decideMaintenanceEnd } from "../../../core/command-decisions.ts";
import { maintenanceNote } from "../../../view/maintenance-note.ts";
import { say } from "../asker.ts";
import { type Commanding, doing, missing, type RunVerb } from "../command-context.ts";
import { conclude } from "../decided.ts";
import { untilIn } from "../spans.ts";
import { clausesIn, isMode } from "../typed-words.ts";

const MOST_SLIPS = 2;

/** `maintenance SOURCE until WHEN [reason R]`, `maintenance end SOURCE`, or the list. */
export const maintenance: RunVerb = async (c) => {
  const { text, f } = c.asker.speech;
  const [first] = c.words;
  if (first === undefined || isMode(first, "list")) {
    const office = await c.lookups.office();
    return { kind: "note", note: maintenanceNote(office, c.asker.reader) };
  }
  if (isMode(first, "end")) {
    const feed = c.words[1];
    if (feed === undefined) return missing("source", c);
    const decided = decideMaintenanceEnd(await c.lookups.office(), { ...doing(c), feed });
    return conclude(decided, text.office.maintenanceEnded(feed), feed, c);
  }
  const clauses = clausesIn(c.words);
  const feed = clauses.head.join(" ");
  if (feed === "") return missing("source", c);
  if (!clauses.until) return missing("until", c);
  const said = untilIn(clauses.until, c);
  if ("unread" in said) return say(c.asker, text.act.badWhen(said.unread));
  const unknown = await unknownSource(feed, c);
  if (unknown) return say(c.asker, unknown);
  const reason = [...said.rest, ...(clauses.reason ?? [])].join(" ");
  const decided = decideMaintenance({ ...doing(c), feed, until: said.until, reason });
  return conclude(decided, text.office.maintained(feed, f.when(said.until)), feed, c);
};

/** Maintenance of a source that nobody knows would only hide a slip of the fingers. */
async function unknownSource(feed: string, c: Commanding): Promise<string | null> {
  const sources = await c.lookups.sources();
  if (sources.includes(feed)) return null;
  const near = sources.filter((one) => distance(one, feed) <= MOST_SLIPS);
  return c.asker.speech.text.office.noSource(feed, (near.length > 0 ? near : sources).slice(0, 3));
}
