import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { CaseChange } from "../core/case.ts";
import { TEAMS } from "../core/fact.ts";
import { SEVERITIES } from "../core/rule.ts";
import type { Figures } from "../db/figures.ts";

/** What this process counts, and what it asks the store when it is scraped. Only sums: no names. */
export type Metrics = {
  /** A batch was committed. */
  committed(cases: readonly CaseChange[]): void;
  /** Times a sweep. */
  sweeping<T>(work: () => Promise<T>): Promise<T>;
  /** Timers that had not fired were made due. */
  repaired(count: number): void;
  scrape(): Promise<{ readonly contentType: string; readonly body: string }>;
};

const SWEEP_BUCKETS = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60];

export function createMetrics(readFigures: () => Promise<Figures>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: "remo_" });
  const batches = new Counter({
    name: "remo_batches_total",
    help: "Batches of facts, answers and due groups that were committed",
    registers,
  });
  const repaired = new Counter({
    name: "remo_timers_repaired_total",
    help: "Timers of open cases that had not fired and were made due by the audit",
    registers,
  });
  const late = new Counter({
    name: "remo_steps_fired_late_total",
    help: "Steps of escalation that fired more than a minute after they were due",
    registers,
  });
  const sweeps = new Histogram({
    name: "remo_sweep_seconds",
    help: "How long it took to judge what was due",
    buckets: SWEEP_BUCKETS,
    registers,
  });
  const show = storeGauges(registers);
  return {
    committed(cases) {
      batches.inc();
      late.inc(lateSteps(cases));
    },
    async sweeping(work) {
      const done = sweeps.startTimer();
      try {
        return await work();
      } finally {
        done();
      }
    },
    repaired: (count) => repaired.inc(count),
    async scrape() {
      show(await readFigures());
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };
}

/** Gauges of what all replicas share: any of them tells the same. */
function storeGauges(registers: Registry[]): (figures: Figures) => void {
  const openCases = new Gauge({
    name: "remo_open_cases",
    help: "Open cases by the team with the ball and severity",
    labelNames: ["team", "severity"],
    registers,
  });
  const messages = new Gauge({
    name: "remo_outbox_messages",
    help: "Chat messages that are behind, held by a storm, or dead",
    labelNames: ["state"],
    registers,
  });
  const oldest = new Gauge({
    name: "remo_outbox_oldest_unsent_seconds",
    help: "Age of the oldest message that was never posted",
    registers,
  });
  return (figures) => {
    // A team without a case is a zero and not a gap.
    for (const team of TEAMS) {
      for (const severity of SEVERITIES) openCases.set({ team, severity }, 0);
    }
    for (const { team, severity, count } of figures.openCases) {
      openCases.set({ team, severity }, count);
    }
    for (const state of ["behind", "held", "dead"] as const)
      messages.set({ state }, figures[state]);
    oldest.set(figures.oldestUnsentSeconds);
  };
}

function lateSteps(cases: readonly CaseChange[]): number {
  const events = cases.flatMap((change) => change.events);
  return events.filter(
    (event) => (event.type === "notified" || event.type === "passed-over") && event.late,
  ).length;
}
