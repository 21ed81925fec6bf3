import { creditPolicyOf } from "../../src/core/credit-policy.ts";
import type { DecideContext } from "../../src/core/decide-context.ts";
import { newOffice } from "../../src/core/office.ts";
import type { Picture } from "../../src/core/picture.ts";

/** What a decision rests on where only the picture matters. */
export function contextOf(picture: Picture | null): DecideContext {
  return { picture, office: newOffice("main"), people: [], credit: creditPolicyOf({}) };
}
