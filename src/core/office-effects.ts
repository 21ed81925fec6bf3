import { actionSpec } from "./action.ts";
import { earliest, type Instant, latest } from "./calendar.ts";
import type { Signals } from "./case-overlay.ts";
import { isOnRoute } from "./delivery.ts";
import { arrange, type Finding } from "./finding.ts";
import type { OfficeState, Silence } from "./office.ts";
import type { Matcher } from "./people-facts.ts";
import { customerIn, type Picture } from "./picture.ts";

/** What may wake a snoozed case of this picture. */
export function signalsOf(picture: Picture): Signals {
  if (picture.kind !== "order") return { etaAt: null, repliedAt: null };
  const etas = picture.deliveries.filter(isOnRoute).map(({ etaAt }) => etaAt);
  return { etaAt: latest(...etas), repliedAt: picture.order.repliedAt };
}

/** Whether somebody waits for a decision: such a case is heard, whatever was silenced. */
export function waitsForApproval(findings: readonly Finding[]): boolean {
  return findings.some(({ actions }) => actions.some((action) => actionSpec(action).approves));
}

/**
 * The silence that covers a case now, the one that lasts longest; null when it may speak. The
 * leading finding decides: what is worse than what was silenced speaks, and so does an approval.
 */
export function silenceFor(
  picture: Picture,
  findings: readonly Finding[],
  office: OfficeState | null,
  now: Instant,
): Silence | null {
  const active = office?.silences.filter(({ from, until }) => from <= now && now < until) ?? [];
  if (active.length === 0) return null;
  const rule = arrange(findings)[0]?.rule;
  if (rule === undefined || waitsForApproval(findings)) return null;
  const fits = active.filter(({ matcher }) => matches(matcher, rule, picture));
  return fits.toSorted((a, b) => (a.until < b.until ? 1 : -1))[0] ?? null;
}

/** Everything that the matcher names must fit; one that names nothing fits nothing. */
function matches({ customerId, rule, warehouse }: Matcher, found: string, picture: Picture) {
  if (customerId === undefined && rule === undefined && warehouse === undefined) return false;
  return (
    (rule === undefined || rule === found) &&
    (customerId === undefined || customersIn(picture).includes(customerId)) &&
    (warehouse === undefined || warehousesIn(picture).includes(warehouse))
  );
}

function customersIn(picture: Picture): readonly (string | null | undefined)[] {
  const own = customerIn(picture)?.id;
  return picture.kind === "order" ? [own, picture.order.payerId, picture.order.buyerId] : [own];
}

function warehousesIn(picture: Picture): readonly (string | null)[] {
  if (picture.kind !== "order") return [];
  return [picture.order.warehouse, ...picture.deliveries.map(({ warehouse }) => warehouse)];
}

type Judgement = { readonly findings: readonly Finding[]; readonly recheckAt: Instant | null };

/** A source that is being worked on is silent on purpose: its silence is looked at afterwards. */
export function withMaintenance(
  judgement: Judgement,
  picture: Picture,
  office: OfficeState | null,
  now: Instant,
): Judgement {
  if (picture.kind !== "source" || !office) return judgement;
  const work = office.maintenance.find(
    ({ feed, from, until }) => feed === picture.source.id && from <= now && now < until,
  );
  if (!work) return judgement;
  return {
    findings: judgement.findings.filter(({ rule }) => rule !== "source-silent"),
    recheckAt: earliest(judgement.recheckAt, work.until),
  };
}
