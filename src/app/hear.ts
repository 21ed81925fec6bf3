import type { Instant } from "../core/calendar.ts";
import type { SubjectKey } from "../core/fact.ts";
import { heard } from "../core/source.ts";
import { unfolded } from "../core/subject.ts";
import type { Flow } from "./flow-context.ts";
import { judgeAll } from "./judge-batch.ts";
import { withClosure } from "./workset.ts";

// Hearing a busy source is written down this often at most: a row everybody would wait for.
const NOTE_EVERY_MS = 15_000;

export type Ear = {
  /** These sources have just spoken. */
  hear(sources: readonly string[], now: Instant): Promise<void>;
};

/** Notes when each watched source spoke last, so that its silence can be told. */
export function createEar(flow: Flow, isWatched: (source: string) => boolean): Ear {
  const noted = new Map<string, number>();
  return {
    async hear(sources, now) {
      const at = Date.parse(now);
      const due = [...new Set(sources)].filter(
        (source) => isWatched(source) && at - (noted.get(source) ?? -Infinity) >= NOTE_EVERY_MS,
      );
      if (due.length === 0) return;
      for (const source of due) noted.set(source, at);
      await noteHeard(flow, due, now);
    },
  };
}

async function noteHeard(flow: Flow, sources: readonly string[], now: Instant): Promise<void> {
  const keys = sources.map((source): SubjectKey => `source:${source}`).toSorted();
  const changes = await withClosure(
    flow.store,
    { subjects: keys, orderIds: [] },
    async (tx, set) => {
      const subjects = keys.flatMap((key) => {
        const was = set.states.get(key) ?? { ...unfolded(key), standing: null, version: 0 };
        if (was.subject.kind !== "source") return [];
        const subject = { kind: "source", state: heard(was.subject.state, now) } as const;
        const stored = { ...was, subject, version: was.version + 1 };
        set.states.set(key, stored);
        return [{ key, stored }];
      });
      const { cases, rechecks, postponed } = judgeAll(flow, set, [], now);
      await tx.save({
        cases,
        rechecks,
        postponed,
        subjects,
        links: [],
        proofs: [],
        customersChanged: [],
        accountsStirred: [],
        allCasesDue: false,
        feedsDue: [],
        messages: flow.messagesFor(cases, []),
        now,
      });
      return cases;
    },
  );
  flow.committed(changes);
  flow.wake();
}
