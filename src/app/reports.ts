import { epochMs, type Instant } from "../core/calendar.ts";
import { weekBefore } from "../core/kpi/period.ts";
import type { Kpis } from "../core/kpi/kpis.ts";
import type { Prospects } from "../core/prospects.ts";
import { type Digests, lastDueAt, nextDueAt } from "../core/report-times.ts";
import { TEAMS } from "../core/fact.ts";
import type { Measure } from "./measure.ts";
import type { Channel, Directory } from "./ports.ts";
import type { FindProspects } from "./prospects.ts";

/** What a weekly report says, measured once: every channel renders the same figures. */
export type ReportBody =
  | { readonly kind: "figures"; readonly body: Kpis }
  | { readonly kind: "prospects"; readonly body: Prospects };

export type NewReport = ReportBody & { readonly channels: readonly Channel[] };

export type ReportStore = {
  /** Whether nobody told of this instant yet, though facts were known by then. */
  isWanting(dueAt: Instant): Promise<boolean>;
  /** Keeps the reports and wants them in their channels, unless somebody else just has. */
  keep(dueAt: Instant, reports: readonly NewReport[]): Promise<boolean>;
};

export type Reports = {
  /** Tells the channels what is due; answers whether something was told. */
  tell(now: Instant): Promise<boolean>;
  /** When the next is due; null where they are switched off. */
  nextAt(now: Instant): Instant | null;
};

export type ReportParts = {
  readonly store: ReportStore;
  readonly digests: Digests;
  readonly directory: Pick<Directory, "channelsOf" | "zone">;
  readonly measure: Measure;
  readonly prospects: FindProspects;
  /** The outbox has something new. */
  readonly wake: () => void;
};

/** After two days nobody wants to read what the week before was like. */
const CATCH_UP_MS = 48 * 3_600_000;

/**
 * The weekly reports: the figures in every team's channel, and the customers worth a visit in that of
 * Sales. Whatever looks at the clock may ask as often as it likes, on however many replicas.
 */
export function createReports(parts: ReportParts): Reports {
  const { store, digests, directory } = parts;
  return {
    async tell(now) {
      if (!digests.enabled) return false;
      const dueAt = lastDueAt(digests, now, directory.zone);
      if (epochMs(now) - epochMs(dueAt) > CATCH_UP_MS) return false;
      if (!(await store.isWanting(dueAt))) return false;
      const kept = await store.keep(dueAt, await reportsOf(parts, dueAt, now));
      if (kept) parts.wake();
      return kept;
    },
    nextAt: (now) => (digests.enabled ? nextDueAt(digests, now, directory.zone) : null),
  };
}

async function reportsOf(
  { directory, measure, prospects }: ReportParts,
  dueAt: Instant,
  now: Instant,
): Promise<readonly NewReport[]> {
  const figures = await measure(weekBefore(dueAt, directory.zone), dueAt);
  const found = await prospects(now);
  return [
    {
      kind: "figures",
      body: figures,
      // Where nothing was bought and sold there is nothing to tell.
      channels: figures.scopes.length > 0 ? everyChannel(directory) : [],
    },
    {
      kind: "prospects",
      body: found,
      channels: found.considered > 0 ? directory.channelsOf("sales") : [],
    },
  ];
}

/** Two teams may share a channel: it is told once. */
function everyChannel({ channelsOf }: Pick<Directory, "channelsOf">): readonly Channel[] {
  const all = TEAMS.flatMap(channelsOf);
  return [...new Map(all.map((one) => [`${one.platform} ${one.id}`, one])).values()];
}
