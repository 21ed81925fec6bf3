import type { Instant } from "../core/calendar.ts";
import type { CaseChange } from "../core/case.ts";
import type { Finding } from "../core/finding.ts";
import type { Fact, Group } from "../core/fact.ts";
import type { CaseTime } from "../core/case-clock.ts";
import type { CreditPolicy } from "../core/credit-policy.ts";
import type { Person } from "../core/may.ts";
import type { Picture } from "../core/picture.ts";
import type { CallList } from "./call-list.ts";
import type { Clock } from "./ports.ts";
import type { DesiredMessage, Store } from "./store.ts";

/** What the flow is made of; main.ts puts it together. */
export type Flow = {
  readonly store: Store;
  readonly clock: Clock;
  /** IANA zone of orders and customers that say none. */
  readonly zone: string;
  /** Everybody who may answer. */
  readonly people: readonly Person[];
  /** Who signs which credit notes. */
  readonly credit: CreditPolicy;
  judge(
    picture: Picture,
    now: Instant,
  ): { readonly findings: readonly Finding[]; readonly recheckAt: Instant | null };
  /** When teams work and which policy holds. */
  readonly time: CaseTime;
  readonly callList: Pick<CallList, "peopleFor">;
  messagesFor(changes: readonly CaseChange[], facts: readonly Fact[]): readonly DesiredMessage[];
  /** A batch was committed, with these changes of cases. */
  committed(changes: readonly CaseChange[]): void;
  /** Something broke for one group: the others go on. */
  report(error: unknown, group: Group): void;
  newId(): string;
  /** Tells the senders that the outbox may have something. */
  wake(): void;
};
