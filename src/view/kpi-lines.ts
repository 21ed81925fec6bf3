import type { Kpis, ScopeKpis } from "../core/kpi/kpis.ts";
import type { CreditNoteRate } from "../core/kpi/credit-note-rate.ts";
import type { Rate } from "../core/kpi/rate.ts";
import type { Scope } from "../core/kpi/scope.ts";
import type { Spread } from "../core/kpi/spread.ts";
import { TEAMS } from "../core/fact.ts";
import type { FigureId } from "../text/kpi-text.ts";
import type { Speech } from "./reader.ts";

/** Legal entities and currencies that one line names; the rest is counted. */
const SCOPES_SHOWN = 4;
const HOUR_MS = 3_600_000;

type Value = (kpis: ScopeKpis, speech: Speech) => string | null;

/** What a figure says of one legal entity and currency; null where there is no data. */
const VALUES: Readonly<Record<Exclude<FigureId, "blocked" | "held">, Value>> = {
  receivables: owed,
  dso: ({ dsoDays }, speech) => days(dsoDays, speech),
  dsoCountback: ({ dsoCountbackDays }, speech) => days(dsoCountbackDays, speech),
  bestPossibleDso: ({ bestPossibleDsoDays }, speech) => days(bestPossibleDsoDays, speech),
  collectionEffectiveness: ({ collectionEffectivenessPercent: percent }, { f }) =>
    percent === null ? null : f.percent(percent / 100),
  onTimeInFull: ({ onTimeInFull }, speech) => rate(onTimeInFull, speech),
  perfectOrder: ({ perfectOrder }, speech) => rate(perfectOrder, speech),
  billableInADay: ({ billableInADay }, speech) => rate(billableInADay, speech),
  withoutIncident: ({ withoutIncident }, speech) => rate(withoutIncident, speech),
  orderToInvoice: ({ orderToInvoice }, speech) => spread(orderToInvoice, speech),
  proofTurnaround: ({ proofTurnaround }, speech) => spread(proofTurnaround, speech),
  filingTurnaround: filing,
  disputes,
  creditNotes: ({ creditNotes, currency }, speech) =>
    creditNotes && credited(creditNotes, currency, speech),
};

const AMOUNTS: ReadonlySet<FigureId> = new Set<FigureId>(["receivables", "creditNotes"]);

/** "OTIF · 86% (12 de 14)", or its values by legal entity and currency. */
export function figureLine(figure: FigureId, kpis: Kpis, speech: Speech): string {
  const name = speech.text.kpi.name[figure];
  return `${name} · ${valueOf(figure, kpis, speech)}`;
}

function valueOf(figure: FigureId, kpis: Kpis, speech: Speech): string {
  const { text } = speech;
  if (figure === "held") return held(kpis, speech) ?? text.kpi.noData;
  if (figure === "blocked") return blocked(kpis, speech) ?? text.kpi.noData;
  const told = kpis.scopes.flatMap((scope) => {
    const value = VALUES[figure](scope, speech);
    if (value === null) return [];
    // An amount says its currency itself.
    const among = AMOUNTS.has(figure) ? entitiesOf(kpis.scopes) : kpis.scopes;
    return [labelled(scope, value, among, speech)];
  });
  return told.length === 0 ? text.kpi.noData : shortened(told, speech);
}

function shortened(told: readonly string[], { text }: Speech): string {
  const hidden = told.length - SCOPES_SHOWN;
  const shown = told.slice(0, SCOPES_SHOWN).join(" · ");
  return hidden > 0 ? `${shown} · ${text.kpi.andMore(hidden)}` : shown;
}

/** Whose value it is, as far as there are several. */
function labelled(scope: Scope, value: string, all: readonly Scope[], { text }: Speech): string {
  const entities = new Set(all.map(({ legalEntity }) => legalEntity));
  const currencies = new Set(all.map(({ currency }) => currency));
  const name = [
    ...(entities.size > 1 ? [scope.legalEntity ?? text.kpi.noEntity] : []),
    ...(currencies.size > 1 ? [scope.currency] : []),
  ].join(" ");
  return name === "" ? value : `${name}: ${value}`;
}

function owed({ receivableMinor, overdueMinor, currency }: ScopeKpis, { text, f }: Speech) {
  const late = overdueMinor > 0 ? f.money({ minor: overdueMinor, currency }) : null;
  return text.kpi.owed(f.money({ minor: receivableMinor, currency }), late);
}

function days(value: number | null, { text, f }: Speech): string | null {
  return value === null ? null : text.kpi.days(f.quantity(Math.round(value * 10) / 10));
}

function rate(of: Rate | null, { text, f }: Speech): string | null {
  if (of === null) return null;
  return text.kpi.rate(f.percent(of.part / of.whole), f.quantity(of.part), f.quantity(of.whole));
}

function spread(of: Spread | null, { text, f }: Speech): string | null {
  return of && text.kpi.spread(f.span(of.medianMs), f.span(of.p90Ms), f.quantity(of.count));
}

function filing({ filingTurnaround, firstPassAcceptance }: ScopeKpis, speech: Speech) {
  const passed = rate(firstPassAcceptance, speech);
  const parts = [
    spread(filingTurnaround, speech),
    passed && speech.text.kpi.firstPass(passed),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(", ");
}

function disputes({ disputeTurnaround, openDisputes }: ScopeKpis, speech: Speech) {
  const { text, f } = speech;
  const open =
    openDisputes &&
    text.kpi.openDisputes(
      f.quantity(openDisputes.count),
      openDisputes.count === 1,
      f.span(openDisputes.medianMs),
    );
  const parts = [spread(disputeTurnaround, speech), open].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(", ");
}

function credited(of: CreditNoteRate, currency: string, { text, f }: Speech): string {
  if (of.count === 0) return text.kpi.noCreditNotes;
  const share = of.invoicedMinor > 0 ? f.percent(of.creditedMinor / of.invoicedMinor) : null;
  const amount = f.money({ minor: of.creditedMinor, currency });
  const told = text.kpi.creditNotes(share, f.quantity(of.count), of.count === 1, amount);
  if (of.explainedMinor <= 0) return told;
  return `${told}, ${text.kpi.avoidable(f.percent(of.avoidableMinor / of.explainedMinor))}`;
}

/** By legal entity, and in it what each team has. */
function blocked({ blocked: all, scopes }: Kpis, speech: Speech): string | null {
  const { text, f } = speech;
  if (all.length === 0) return null;
  const byEntity = Map.groupBy(all, ({ legalEntity }) => legalEntity);
  const told = [...byEntity.values()].flatMap((rows) => {
    const [scope] = rows;
    const amounts = rows.map(
      ({ team, minor, currency }) => `${text.team[team]} ${f.money({ minor, currency })}`,
    );
    return scope ? [labelled(scope, amounts.join(", "), entitiesOf(scopes), speech)] : [];
  });
  return shortened(told, speech);
}

function entitiesOf(scopes: readonly Scope[]): readonly Scope[] {
  return scopes.map(({ legalEntity }) => ({ legalEntity, currency: "" }));
}

function held({ heldMs }: Kpis, { text, f }: Speech): string | null {
  const hours = (ms: number) => f.quantity(Math.round(ms / HOUR_MS));
  const told = TEAMS.flatMap((team) => {
    const ms = heldMs[team] ?? 0;
    return ms > 0 ? [{ ms, words: `${text.team[team]} ${text.kpi.hours(hours(ms))}` }] : [];
  }).toSorted((a, b) => b.ms - a.ms);
  if (told.length === 0) return null;
  const all = told.reduce((sum, { ms }) => sum + ms, 0);
  return [...told.map(({ words }) => words), text.kpi.total(hours(all))].join(" · ");
}
