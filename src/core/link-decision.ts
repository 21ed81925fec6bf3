import type { Instant } from "./calendar.ts";
import type { Fact } from "./fact.ts";
import type { Person } from "./may.ts";

/** A chat account, and who Remo thinks it is. */
export type Account = {
  readonly platform: "slack" | "teams";
  readonly userId: string;
  readonly person: Person | null;
};

export type LinkDecision =
  | { readonly facts: readonly Fact[]; readonly person: Person; readonly linked: Account }
  | { readonly refused: "nobody-known" | "two-people" | "linked-already" };

/**
 * The code that one account was shown was typed on the other: both are the person whom Remo knows
 * one of them to be. Two people that are known stay two.
 */
export function decideLink(
  shown: Account,
  typed: Account,
  now: Instant,
  nonce: string,
): LinkDecision {
  if (shown.person && typed.person) {
    return { refused: shown.person.id === typed.person.id ? "linked-already" : "two-people" };
  }
  const person = shown.person ?? typed.person;
  if (!person) return { refused: "nobody-known" };
  const linked = shown.person ? typed : shown;
  const { platform, userId: account } = linked;
  const fact = {
    type: "account.linked",
    source: "remo",
    externalId: `link:${platform}:${now}:${nonce}`,
    occurredAt: now,
    office: "main",
    personId: person.id,
    personName: person.name,
    platform,
    account,
  } as const;
  return { facts: [fact], person, linked };
}
