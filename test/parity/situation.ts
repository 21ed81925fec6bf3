import type { ActionId } from "../../src/core/action.ts";
import type { FactType } from "../../src/core/fact.ts";
import type { Told } from "../support/remo.ts";
import type { Ids } from "./facts.ts";
import type { Given } from "./seats.ts";

/** A case that offers an action, who presses it, what they fill in, and what is recorded by it. */
export type Situation = {
  readonly given: (ids: Ids) => readonly Told[];
  /** What the case is about: what its card is found by. */
  readonly about: "order" | "customer" | "source";
  readonly by: string;
  /** The channel in which they press; null: in their own chat with Remo. */
  readonly place: string | null;
  readonly form?: (ids: Ids) => Given;
  /** What they press before it. */
  readonly first?: ActionId;
  /** The button that leads to it, where it has none of its own. */
  readonly press?: ActionId;
  /** Hours that pass after it, and what is due by then is judged. */
  readonly hours?: number;
  /** A fact besides the answer. */
  readonly records?: FactType;
  /** What the cards and their threads say, where it is not who did what. */
  readonly shows?: string;
  /** What only the person is told, where nothing is recorded. */
  readonly tells?: string;
};
