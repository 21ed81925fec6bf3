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
  /** Keeps what was committed, and lets go of what nobody asked for longest. */
  keep(states: readonly Written[]): void;
  /** Lets go of everything: the database is not what it was. */
  clear(): void;
};

/** Holds states of so many characters of JSON; they take two or three times as many bytes here. */
export function createHeldStates(limit: number): HeldStates {
  // A map remembers the order of insertion: the oldest come first.
  const held = new Map<SubjectKey, { readonly stored: Stored; readonly length: number }>();
  let total = 0;
  const drop = (key: SubjectKey): void => {
    total -= held.get(key)?.length ?? 0;
    held.delete(key);
  };
  return {
    has: (key) => held.has(key as SubjectKey),
    of(key, version, foldKey) {
      const known = held.get(key);
      if (known?.stored.version !== version || known.stored.foldKey !== foldKey) return null;
      held.delete(key);
      held.set(key, known);
      return known.stored;
    },
    clear() {
      held.clear();
      total = 0;
    },
    keep(states) {
      for (const { key, stored, length } of states) {
        drop(key);
        held.set(key, { stored, length });
        total += length;
      }
      for (const key of held.keys()) {
        if (total <= limit) return;
        drop(key);
      }
    },
  };
}
