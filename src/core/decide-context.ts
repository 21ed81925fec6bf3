import type { CreditPolicy } from "./credit-policy.ts";
import type { Person } from "./may.ts";
import type { OfficeState } from "./office.ts";
import type { Picture } from "./picture.ts";

/** What a decision rests on beside its case, as it stands under the lock. */
export type DecideContext = {
  /** Of the case's own group; null where nothing is known of it. */
  readonly picture: Picture | null;
  readonly office: OfficeState;
  /** Everybody in remo.yaml: two chat accounts of one person are one of them. */
  readonly people: readonly Person[];
  readonly credit: CreditPolicy;
};
