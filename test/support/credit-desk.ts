import type { ActionId } from "../../src/core/action.ts";
import type { AnswerInput } from "../../src/core/answer.ts";
import { decideCredit } from "../../src/core/credit-decision.ts";
import { creditPolicyOf } from "../../src/core/credit-policy.ts";
import type { Fact } from "../../src/core/fact.ts";
import { type Delegation, newOffice } from "../../src/core/office.ts";
import { finding as findingOf } from "./case-stage.ts";
import { STAFF } from "./credit-office.ts";
import { at, did, orderPicture } from "./rule-table.ts";

const policy = creditPolicyOf({});
export const placed = did("order.placed", "11-02 09:00", { buyerId: "CLI-1" });
export const issued = (more: object = {}) =>
  did("invoice.issued", "11-03 09:00", { totalMinor: 20_000_000, ...more });
export const BEFORE = [placed, issued()];
export const mxn = (minor: number) => ({ minor, currency: "MXN" });
export const asked = (id: string, who: string, amountMinor: number, wall = "11-10 09:00") =>
  did("credit.requested", wall, {
    requestId: id,
    personId: who,
    personName: who,
    amountMinor,
    proofs: [],
    team: "collections",
  });
export const approved = (
  id: string,
  who: string,
  amountMinor: number,
  wall: string,
  final = false,
) =>
  did("credit.approved", wall, {
    requestId: id,
    personId: who,
    personName: who,
    amountMinor,
    final,
  });

export type Press = {
  readonly by: string;
  readonly given?: readonly Fact[];
  readonly input?: AnswerInput;
  readonly wall?: string;
  readonly request?: string;
  readonly delegations?: readonly Delegation[];
  readonly data?: unknown;
};

/** What comes of a press on the request's finding, on what these facts tell. */
export function press(action: ActionId, { by, given = BEFORE, input = {}, ...more }: Press) {
  const person = STAFF.find(({ id }) => id === by);
  if (!person) throw new Error(`Nobody is called ${by}.`);
  const { wall = "11-11 09:00", request = "SNC-1", delegations = [] } = more;
  const data = more.data ?? { invoiceId: "FAC-1", requestId: request };
  const finding = findingOf("credit-note-pending", { subject: "invoice:FAC-1", data });
  const context = {
    picture: orderPicture(given),
    office: { ...newOffice("main"), delegations },
    people: STAFF,
    credit: policy,
  };
  const command = { action, person, finding: null, input };
  return decideCredit(command, finding, "collections", at(wall), context);
}

export const TENTH = [...BEFORE, asked("SNC-1", "clerk", 1_000_000)];
