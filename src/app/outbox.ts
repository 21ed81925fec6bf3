import type { Instant } from "../core/calendar.ts";
import type { Chat, Outgoing, Platform, Sent } from "./ports.ts";

/** A message that is behind, leased to this process until `leaseUntil`. */
export type Claimed = {
  readonly id: string;
  readonly platform: Platform;
  readonly channel: string;
  readonly kind: "card" | "note" | "digest" | "report";
  /** Null for a digest, which tells of the storm of the same id, and for a report. */
  readonly caseId: string | null;
  readonly eventSeq: number | null;
  readonly ref: string | null;
  /** Of a note: the name of its card on the platform. */
  readonly threadRef: string | null;
  readonly attempts: number;
  /** An earlier post may have arrived unheard, at or after `firstAttemptAt`. */
  readonly uncertain: boolean;
  readonly firstAttemptAt: Instant;
};

/** "slack:C0123": a channel, whatever the platform. */
export type ChannelKey = `${Platform}:${string}`;

export type OutboxStore = {
  /** The most valuable message of each channel that may send now and is not busy, one for each. */
  claim(platforms: readonly Platform[], busy?: readonly ChannelKey[]): Promise<readonly Claimed[]>;
  /** Takes one update from a platform's budget; the milliseconds to wait when there is none. */
  spendUpdate(platform: Platform): Promise<number>;
  shown(id: string, ref: string, version: number): Promise<void>;
  /** Back to behind, to be tried again later. `uncertain` as long as a post may have arrived. */
  postpone(id: string, delayMs: number, uncertain: boolean, reason: string | null): Promise<void>;
  pauseChannel(platform: Platform, channel: string, delayMs: number): Promise<void>;
  /** The platform lost it: it is to be posted anew. */
  forgetRef(id: string): Promise<void>;
  bury(id: string, reason: string): Promise<void>;
  /** When the next message to one of these may be sent, if any is waiting. */
  nextDueInMs(platforms: readonly Platform[]): Promise<number | null>;
};

/** Holds back what would flood a channel; see `core/storm.ts`. */
export type Storms = {
  /** Looks at the channels of these platforms: before each claim, so that no flood is let through. */
  watch(platforms: readonly Platform[]): Promise<void>;
};

/** A message's newest content and the version that shows; null when there is nothing to show. */
export type Render = (
  claimed: Claimed,
) => Promise<{ readonly outgoing: Outgoing; readonly version: number } | null>;

const MAX_ATTEMPTS = 12;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 5 * 60_000;
const LOOK_AGAIN_MS = 250;

export type Sender = {
  /** Sends whatever may be sent now; answers how many messages it handled. */
  drain(): Promise<number>;
};

/**
 * Brings chat to what it should show. The row is leased and marked uncertain before the platform
 * is called, so that whoever finds the row after a crash looks before it posts again.
 */
export function createSender(
  store: OutboxStore,
  chats: ReadonlyMap<Platform, Chat>,
  render: Render,
  storms?: Storms,
): Sender {
  const platforms = [...chats.keys()];
  return {
    async drain() {
      // By channel: one that answers late keeps its own messages waiting and nobody else's.
      const inHand = new Map<ChannelKey, Promise<void>>();
      const failures: unknown[] = [];
      const take = (one: Claimed) => {
        const key: ChannelKey = `${one.platform}:${one.channel}`;
        const delivered = deliver(store, chats, render, one)
          .catch((error: unknown) => void failures.push(error))
          .finally(() => inHand.delete(key));
        inHand.set(key, delivered);
      };
      let handled = 0;
      while (failures.length === 0) {
        await storms?.watch(platforms);
        const busy = [...inHand.keys()];
        const claimed = await store.claim(platforms, busy);
        claimed.forEach(take);
        handled += claimed.length;
        if (inHand.size > 0) await Promise.race([...inHand.values(), lookAgain()]);
        // A channel that was busy has not been looked at, though it may be free by now.
        else if (busy.length === 0) break;
      }
      await Promise.all(inHand.values());
      if (failures.length > 0) throw failures[0];
      return handled;
    },
  };
}

/** While a platform is slow to answer, something else may have become due. */
function lookAgain(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
}

async function deliver(
  store: OutboxStore,
  chats: ReadonlyMap<Platform, Chat>,
  render: Render,
  claimed: Claimed,
): Promise<void> {
  try {
    const chat = chats.get(claimed.platform);
    if (!chat) return await store.bury(claimed.id, `No ${claimed.platform} is connected.`);
    if (claimed.ref !== null) {
      const waitMs = await store.spendUpdate(claimed.platform);
      if (waitMs > 0) return await store.postpone(claimed.id, waitMs, false, null);
    }
    const rendered = await render(claimed);
    if (!rendered) return await store.bury(claimed.id, "What it tells of no longer exists.");
    const sent = await send(chat, claimed, rendered.outgoing);
    await settle(store, claimed, sent, rendered.version);
  } catch (error) {
    // Whatever broke here (a card that will not render, a database hiccup) must not stop others.
    // It may have broken after the post: the next try looks first.
    await retry(store, claimed, claimed.ref === null, String(error));
  }
}

async function send(chat: Chat, claimed: Claimed, outgoing: Outgoing): Promise<Sent> {
  if (claimed.ref !== null) {
    return chat.update(claimed.channel, claimed.ref, outgoing, claimed.id);
  }
  if (claimed.uncertain) {
    const found = await chat.find(
      claimed.channel,
      claimed.id,
      claimed.firstAttemptAt,
      claimed.threadRef ?? undefined,
    );
    if (typeof found === "object") {
      return outgoing.kind === "note"
        ? { outcome: "sent", ref: found.ref }
        : chat.update(claimed.channel, found.ref, outgoing, claimed.id);
    }
  }
  return chat.post(claimed.channel, outgoing, claimed.id);
}

async function settle(
  store: OutboxStore,
  claimed: Claimed,
  sent: Sent,
  version: number,
): Promise<void> {
  switch (sent.outcome) {
    case "sent":
      return store.shown(claimed.id, sent.ref, version);
    case "throttled":
      await store.pauseChannel(claimed.platform, claimed.channel, sent.retryAfterMs);
      return store.postpone(claimed.id, sent.retryAfterMs, stillUncertain(claimed), null);
    case "vanished":
      return store.forgetRef(claimed.id);
    case "maybe":
      return retry(store, claimed, claimed.ref === null, sent.reason);
    case "retry":
      return retry(store, claimed, stillUncertain(claimed), sent.reason);
    case "refused":
      return store.bury(claimed.id, sent.reason);
    default:
      return sent satisfies never;
  }
}

/** What was found of an earlier post is not recorded before the platform took its update. */
function stillUncertain({ uncertain, ref }: Claimed): boolean {
  return uncertain && ref === null;
}

function retry(
  store: OutboxStore,
  claimed: Claimed,
  uncertain: boolean,
  reason: string,
): Promise<void> {
  if (claimed.attempts >= MAX_ATTEMPTS) return store.bury(claimed.id, reason);
  return store.postpone(claimed.id, retryMs(claimed), uncertain, reason);
}

function retryMs({ attempts }: Claimed): number {
  const wait = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 12));
  return wait * (0.5 + Math.random() / 2);
}
