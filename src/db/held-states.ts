import type { Stored } from "../app/store.ts";
import type { SubjectKey } from "../core/fact.ts";

/** A subject's state as it is stored, beside what it says. */
export type Written = {
  readonly key: SubjectKey;
  readonly stored: Stored;
  /** How many characters of JSON it is. */
  readonly length: number;
};

/**
 * States that this process read or wrote last, so that they need not be read and parsed again. They
 * are never believed by themselves: whoever asks names the version that the database has now.
 */
export type HeldStates = {
  /**
   * The state of just this version, if it is held. The newest fact in it must be the same as well:
   * a database that was restored from a backup counts its versions again.
   */
  of(key: SubjectKey, version: number, foldKey: string): Stored | null;
  /** Whether any version is held: then this subject is known to be stored. */
  has(key: string): boolean;
  /** The state of whatever version is held: no more than a hint at how things are now. */
  last(key: SubjectKey): Stored | null;
  /** Keeps what was committed, and lets go of what it has held for longest. */
  keep(states: readonly Written[]): void;
  /** Lets go of everything: the database is not what it was. */
  clear(): void;
};

/** Holds states of so many characters of JSON; they take two or three times as many bytes here. */
export function createHeldStates(limit: number): HeldStates {
  // A map remembers the order in which keys came first. Moving each to the end whenever somebody
  // asks for it would cost more than reading it once more after it was let go of.
  const held = new Map<string, { readonly stored: Stored; readonly length: number }>();
  let total = 0;
  return {
    has: (key) => held.has(key),
    last: (key) => held.get(key)?.stored ?? null,
    of(key, version, foldKey) {
      const stored = held.get(key)?.stored;
      return stored?.version === version && stored.foldKey === foldKey ? stored : null;
    },
    clear() {
      held.clear();
      total = 0;
    },
    keep(states) {
      for (const { key, stored, length } of states) {
        total += length - (held.get(key)?.length ?? 0);
        held.set(key, { stored, length });
      }
      for (const [key, { length }] of held) {
        if (total <= limit) return;
        total -= length;
        held.delete(key);
      }
    },
  };
}
