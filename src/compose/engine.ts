import { randomBytes } from "node:crypto";
import { z } from "zod";
import { type CallList, createCallList } from "../app/call-list.ts";
import { createAnswer } from "../app/answer.ts";
import { createAskCredit } from "../app/ask-credit.ts";
import { createOnInvoice, type OnInvoice } from "../app/on-invoice.ts";
import { desiredMessages } from "../app/desired-messages.ts";
import { takeFacts } from "../app/flow.ts";
import type { Flow } from "../app/flow-context.ts";
import { createEar } from "../app/hear.ts";
import type { LinkCodes, Lookups } from "../app/lookups.ts";
import type {
  AskCredit,
  Clock,
  Directory,
  Ingest,
  Ingested,
  IngestOptions,
  Reads,
} from "../app/ports.ts";
import { sweep } from "../app/sweep.ts";
import type { CurrencyWeights } from "../app/desired-messages.ts";
import type { Instant } from "../core/calendar.ts";
import { creditPolicyOf } from "../core/credit-policy.ts";
import type { Fact } from "../core/fact.ts";
import { policyFor } from "../core/escalation-policy.ts";
import type { TeamTime } from "../core/team-time.ts";
import { judgePicture, type RulesFile } from "../core/rules-file.ts";
import { takeStirredGroups } from "../db/stirred-groups.ts";
import { createStore } from "../db/batch-store.ts";
import type { Database } from "../db/connect.ts";
import { createLinkCodes } from "../db/link-codes.ts";
import { createLookups } from "../db/lookups.ts";
import { createReads, worthOfMinor } from "../db/reads.ts";
import { dueGroups } from "../db/upkeep.ts";
import { createFigures, type Figures } from "./figures.ts";

const WatchedSources = z.object({ everyHours: z.record(z.string(), z.number()) });

export type Engine = {
  readonly flow: Flow;
  readonly reads: Reads;
  readonly ingest: Ingest;
  /** These sources have just spoken. */
  hear(sources: readonly string[], now: Instant): Promise<void>;
  readonly answer: ReturnType<typeof createAnswer>;
  readonly askCredit: AskCredit;
  readonly onInvoice: OnInvoice;
  /** What commands look up, and the codes that link accounts. */
  readonly lookups: Lookups;
  readonly links: LinkCodes;
  readonly onDuty: CallList["onDuty"];
  readonly figures: Figures;
  /** Records what a person's command decided. */
  tell(facts: readonly Fact[]): Promise<Ingested>;
  /** Judges what is due, by the clock unless an instant is given; answers how many groups. */
  sweep(now?: Instant, options?: Pick<IngestOptions, "silent">): Promise<number>;
  /** Called whenever the outbox may have something new. */
  onWake(listener: () => void): void;
};

export type EngineOptions = {
  readonly database: Database;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly rules: RulesFile;
  readonly weights: CurrencyWeights;
  readonly time: TeamTime;
  report(error: unknown, about: string): void;
  /** Hears of each commit, to count it. */
  readonly committed?: Flow["committed"];
};

/** Puts the flow together on a database. */
export function createEngine(options: EngineOptions): Engine {
  const { database, clock, directory, rules, time } = options;
  const listeners: (() => void)[] = [];
  const callList = createCallList(directory, time.duty);
  const flow: Flow = {
    store: createStore(database.pool),
    clock,
    zone: directory.zone,
    people: directory.people,
    credit: creditPolicyOf(rules.rules["credit-note-pending"]),
    judge: (picture, now) => judgePicture(picture, rules, now),
    time: {
      calendarOf: (team) => time.calendars[team],
      policyOf: ({ rule, severity }) => policyFor(time.policies, rule, severity),
    },
    callList,
    messagesFor: (changes, facts) => desiredMessages(changes, facts, directory, options.weights),
    committed: options.committed ?? (() => undefined),
    report: (error, group) => options.report(error, `${group.type} ${group.id}`),
    newId: newCaseId,
    wake: () => listeners.forEach((listener) => listener()),
  };
  const reads = createReads(database.pool, directory.zone, options.weights);
  const ear = createEar(flow, watchedSources(rules));
  return {
    flow,
    reads,
    async ingest(facts, ingestOptions) {
      const taken = await takeFacts(flow, facts, ingestOptions);
      // What was known already says nothing of whether its source still speaks.
      const fresh = facts.filter((_fact, position) => taken.fresh.has(position));
      const isNews = !ingestOptions?.silent && !ingestOptions?.old;
      if (isNews) await ear.hear(sourcesOf(fresh), ingestOptions?.now ?? clock.now());
      return taken;
    },
    hear: (sources, now) => ear.hear(sources, now),
    answer: createAnswer(flow, reads),
    askCredit: createAskCredit(flow, reads),
    onInvoice: createOnInvoice(flow),
    lookups: createLookups(database.pool, directory.zone, worthOfMinor(options.weights)),
    links: createLinkCodes(database.pool),
    onDuty: callList.onDuty,
    figures: createFigures(database, { zone: directory.zone, rules, weights: options.weights }),
    tell: (facts) => takeFacts(flow, facts),
    sweep: (now = clock.now(), sweepOptions = {}) =>
      sweep(
        flow,
        {
          takeStirred: (at) => takeStirredGroups(database.pool, at),
          groups: (at, limit) => dueGroups(database.pool, at, limit),
        },
        now,
        sweepOptions.silent ?? false,
      ),
    onWake: (listener) => void listeners.push(listener),
  };
}

function sourcesOf(facts: readonly Fact[]): readonly string[] {
  return [...new Set(facts.map((fact) => fact.source))];
}

function watchedSources(rules: RulesFile): (source: string) => boolean {
  const { everyHours } = WatchedSources.parse(rules.rules["source-silent"]);
  return (source) => Object.hasOwn(everyHours, source);
}

// Crockford's base 32: nothing in it is mistaken for something else when read aloud.
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** Ten characters, 50 random bits: short enough to type, too many to meet twice. */
function newCaseId(): string {
  return Array.from(randomBytes(10), (byte) => ALPHABET[byte % 32]).join("");
}
