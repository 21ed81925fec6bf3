import type { Instant } from "../core/calendar.ts";

/** How to speak first where we were heard before: Teams has no address for a channel by itself. */
export type Conversation = {
  /** As the outbox names it: the channel's id, or the account of whom it is with. */
  readonly channel: string;
  readonly kind: "channel" | "personal";
  /** The platform's own id, without any message in it. */
  readonly conversationId: string;
  readonly serviceUrl: string;
  readonly tenantId: string;
  /** Who we are there. */
  readonly botId: string;
};

/** Somebody as the platform calls them in its messages; the account is who they are to us. */
export type Member = { readonly account: string; readonly memberId: string; readonly name: string };

/** Where Teams can be spoken to, and what it calls people. */
export type Conversations = {
  /** The newest address counts; what was removed is back by this. */
  remember(conversation: Conversation, now: Instant): Promise<void>;
  /** We were removed: nothing may be said there until we are back. */
  revoke(channel: string, now: Instant): Promise<void>;
  /** Added to a team, which is told of one of its channels: all of them may be tried again. */
  arrived(): Promise<void>;
  /** Null where we never were heard. */
  of(channel: string): Promise<Conversation | "revoked" | null>;
  /** Any address of ours: it says how to begin a conversation with somebody new. */
  any(): Promise<Conversation | null>;
  learn(members: readonly Member[]): Promise<void>;
  /** Of those accounts that are known, in their order. */
  membersOf(accounts: readonly string[]): Promise<readonly Member[]>;
};
