import type { Instant } from "../core/calendar.ts";
import type { Fact } from "../core/fact.ts";
import { retryDelayMs } from "../core/subscriber.ts";

/** A place in the audit's chain: behind it are all links before `link` and `position` facts of it. */
export type Place = { readonly link: number; readonly position: number };

/** A subscriber whose turn it is, leased to this process. */
export type Turn = {
  readonly subscriber: string;
  readonly from: Place;
  /** Where a batch ends that was tried before: it is sent again as it was. */
  readonly until: Place | null;
  /** The newest link of the chain. */
  readonly head: number;
  /** Failures in a row so far. */
  readonly attempts: number;
  readonly leaseUntil: Instant;
};

type PlacedFact = { readonly fact: Fact; readonly at: Place };

export type SubscriberStore = {
  /** Those of these that are behind, due and in nobody's hands, each leased for 30 s. */
  claim(names: readonly string[]): Promise<readonly Turn[]>;
  /** The next facts of these types, in the chain's order, and the place that was read up to. */
  read(
    turn: Turn,
    types: readonly string[],
    limit: number,
  ): Promise<{ readonly facts: readonly PlacedFact[]; readonly until: Place }>;
  // Each of these answers false, and does nothing, when the lease is no longer this process's.
  /** From now on the batch in hand ends here, whoever sends it and however often. */
  pin(turn: Turn, until: Place): Promise<boolean>;
  /** `sent`: the receiver took something; otherwise there was nothing for it. */
  moveTo(turn: Turn, until: Place, sent: boolean): Promise<boolean>;
  postpone(turn: Turn, reason: string, delayMs: number): Promise<boolean>;
  switchOff(turn: Turn, reason: string): Promise<boolean>;
};

/** What became of a batch that was sent. */
export type Delivery =
  | { readonly taken: true }
  | {
      readonly taken: false;
      /** The receiver wants nothing more. */
      readonly gone: boolean;
      readonly retryAfterMs: number | null;
      /** A sentence for the administrator, without addresses and secrets. */
      readonly reason: string;
    };

export type Subscriber = {
  readonly name: string;
  readonly types: readonly string[];
  deliver(facts: readonly Fact[]): Promise<Delivery>;
};

export type Courier = {
  /** Something may have been sealed, or fallen due: look now. */
  wake(): void;
  /** Takes no new batch and waits for those in hand. */
  stop(): Promise<void>;
};

export type Reports = {
  /** Something of Remo's own broke. */
  failed(error: unknown): void;
  /** A subscriber did not take its batch; the reason names no address and no secret. */
  notTaken(subscriber: string, reason: string): void;
};

const FACTS_AT_ONCE = 100;
const CHARACTERS_AT_ONCE = 1_000_000;

/**
 * Tells subscribers what people decided: each the next batch in the order of the audit's chain, at
 * least once, and the one after only when that was taken. Each goes its own way: who is slow, or
 * away, holds up nobody else.
 */
export function startCourier(
  store: SubscriberStore,
  subscribers: readonly Subscriber[],
  reports: Reports,
): Courier {
  const byName = new Map(subscribers.map((one) => [one.name, one]));
  const inHand = new Set<Promise<void>>();
  let stopping = false;
  const track = (work: Promise<void>) => {
    const tracked = work.catch(reports.failed).finally(() => inHand.delete(tracked));
    inHand.add(tracked);
  };
  const follow = async (first: Turn, subscriber: Subscriber) => {
    for (let turn: Turn | undefined = first; turn !== undefined;) {
      const goOn = await takeTurn(store, subscriber, turn, reports);
      turn = goOn && !stopping ? (await store.claim([subscriber.name]))[0] : undefined;
    }
  };
  const look = async () => {
    for (const turn of await store.claim([...byName.keys()])) {
      const subscriber = byName.get(turn.subscriber);
      if (subscriber) track(follow(turn, subscriber));
    }
  };
  return {
    wake() {
      if (!stopping) track(look());
    },
    async stop() {
      stopping = true;
      while (inHand.size > 0) await Promise.all(inHand);
    },
  };
}

/** One batch, or a stretch with nothing for this subscriber; answers whether there may be more. */
async function takeTurn(
  store: SubscriberStore,
  { name, types, deliver }: Subscriber,
  turn: Turn,
  reports: Reports,
): Promise<boolean> {
  const read = await store.read(turn, types, FACTS_AT_ONCE);
  const facts = turn.until === null ? fitting(read.facts) : read.facts;
  const last = facts.at(-1);
  if (last === undefined) return store.moveTo(turn, read.until, false);
  const until = facts.length < read.facts.length ? last.at : read.until;
  if (turn.until === null && !(await store.pin(turn, until))) return false;
  const delivery = await deliver(facts.map(({ fact }) => fact));
  if (delivery.taken) return store.moveTo(turn, until, true);
  reports.notTaken(name, delivery.reason);
  if (delivery.gone) await store.switchOff(turn, delivery.reason);
  else {
    const delayMs = retryDelayMs(turn.attempts + 1, delivery.retryAfterMs, Math.random());
    await store.postpone(turn, delivery.reason, delayMs);
  }
  return false;
}

/** As many from the start as a receiver takes at once, and never none. */
function fitting(facts: readonly PlacedFact[]): readonly PlacedFact[] {
  let characters = 0;
  const end = facts.findIndex(({ fact }) => {
    characters += JSON.stringify(fact).length;
    return characters > CHARACTERS_AT_ONCE;
  });
  return end === -1 ? facts : facts.slice(0, Math.max(1, end));
}
