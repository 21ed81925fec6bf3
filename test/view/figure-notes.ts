import { emptyAged } from "../../src/core/aging.ts";
import { TEAMS } from "../../src/core/fact.ts";
import type { Kpis, ScopeKpis } from "../../src/core/kpi/kpis.ts";
import { lastDays } from "../../src/core/kpi/period.ts";
import type { Note } from "../../src/view/card.ts";
import { kpiDigest } from "../../src/view/kpi-digest.ts";
import { kpiNote } from "../../src/view/kpi-note.ts";
import { prospectsNote } from "../../src/view/prospects-note.ts";
import type { Reader } from "../../src/view/reader.ts";

export const ZONE = "America/Mexico_City";
export const NOW = "2026-11-18T16:00:00.000Z";

const EMPTY: ScopeKpis = {
  legalEntity: null,
  currency: "MXN",
  receivableMinor: 0,
  salesMinor: 0,
  aging: emptyAged("MXN"),
  overdueMinor: 0,
  dsoDays: null,
  dsoCountbackDays: null,
  bestPossibleDsoDays: null,
  collectionEffectivenessPercent: null,
  onTimeInFull: null,
  perfectOrder: null,
  billableInADay: null,
  withoutIncident: null,
  orderToInvoice: null,
  proofTurnaround: null,
  filingTurnaround: null,
  firstPassAcceptance: null,
  disputeTurnaround: null,
  openDisputes: null,
  creditNotes: null,
};

export const kpis = (scopes: readonly Partial<ScopeKpis>[], more: Partial<Kpis> = {}): Kpis => ({
  period: lastDays(30, NOW, ZONE),
  scopes: scopes.map((one) => ({ ...EMPTY, ...one })),
  blocked: [],
  heldMs: {},
  isPartial: false,
  ...more,
});

/** What the makers of these notes say when there is much to say, and when there is nothing. */
export function figureNotes(reader: Reader, long: string): Readonly<Record<string, Note>> {
  const spread = { count: 1e9, medianMs: 1e11, p90Ms: 1e12 };
  const rate = { part: 1e9, whole: 1e9 };
  const scopes = Array.from({ length: 40 }, (_, n) => ({
    legalEntity: `${n} ${long}`,
    currency: ["MXN", "COP", "CLP"][n % 3] ?? "MXN",
    receivableMinor: 1e14,
    overdueMinor: 1e14,
    dsoDays: 1e6,
    onTimeInFull: rate,
    filingTurnaround: spread,
    firstPassAcceptance: rate,
    disputeTurnaround: spread,
    openDisputes: spread,
    orderToInvoice: spread,
  }));
  const blocked = scopes.flatMap(({ legalEntity, currency }) =>
    TEAMS.map((team) => ({ legalEntity, currency, team, minor: 1e14, cases: 9 })),
  );
  const heldMs = Object.fromEntries(TEAMS.map((team) => [team, 1e14]));
  const full = kpis(scopes, { blocked, heldMs, isPartial: true });
  const money = { minor: 1e14, currency: "MXN" };
  const top = Array.from({ length: 15 }, (_, n) => ({
    customerId: `${"C".repeat(120)}${n}`,
    name: long,
    limit: money,
    available: money,
    orders: 1e6,
  }));
  return {
    kpiNote: kpiNote(full, reader),
    "kpiNote, nothing": kpiNote(kpis([]), reader),
    kpiDigest: kpiDigest(full, reader),
    prospectsNote: prospectsNote({ top, total: 5_000, considered: 5_000 }, reader),
    "prospectsNote, nothing": prospectsNote({ top: [], total: 0, considered: 9 }, reader),
  };
}
