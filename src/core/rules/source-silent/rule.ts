import { z } from "zod";
import { addHours } from "../../calendar.ts";
import { fires, quiet, sourceRule } from "../../rule.ts";
import { common, Hours } from "../thresholds.ts";

/** A source said nothing for longer than it ever should: what rests on it may be stale. */
export const sourceSilent = sourceRule({
  id: "source-silent",
  team: "administrator",
  informs: [],
  severity: "warning",
  stage: "source",
  thresholds: common(
    {
      /** Hours within which each source always speaks; a source not named here is not watched. */
      everyHours: z.record(z.string(), Hours.positive()).default({}),
    },
    { answerWithinHours: 4 },
  ),
  actions: ["maintenance"],
  judge({ source }, now, { everyHours }) {
    const hours = Object.hasOwn(everyHours, source.id) ? everyHours[source.id] : undefined;
    if (hours === undefined || source.heardAt === null) return quiet();
    const since = addHours(source.heardAt, hours);
    if (now < since) return quiet(since);
    return fires({
      subject: `source:${source.id}`,
      amount: null,
      since,
      data: { source: source.id, heardAt: source.heardAt, everyHours: hours },
    });
  },
});
