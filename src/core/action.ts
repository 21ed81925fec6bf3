import type { Team } from "./fact.ts";
import type { FormKind } from "./form.ts";

export const ROLES = ["member", "lead", "manager", "director", "controller", "admin"] as const;
export type Role = (typeof ROLES)[number];

export type CaseState = "open" | "acknowledged" | "snoozed" | "escalated" | "closed";

/**
 * Who may press it. `involved`: a team that has the ball or follows the case; `ball`: only the team
 * with the ball; a list: members of these teams; `approver`: leads and controllers; `signer`: whom
 * the ladder of approvals names, which only the decision itself can tell.
 */
type Who = "ball" | "involved" | "approver" | "signer" | readonly Team[];

export type ActionSpec = {
  readonly form: FormKind;
  readonly who: Who;
  readonly states: readonly CaseState[];
  /** Cannot come back: shown in red, behind a confirmation. */
  readonly danger?: true;
  /** Gives something up, or is about the case's company: in the menu, however few the others are. */
  readonly aside?: true;
  /** Decides on somebody's request: what waits for it is never silenced. */
  readonly approves?: true;
  /** About the case as a whole, not about one finding. */
  readonly onCase?: true;
  /** Tells the reader something and records nothing. */
  readonly tells?: true;
};

const LIVE = ["open", "acknowledged", "snoozed", "escalated"] as const;

/** Every button there is: what it asks, who may press it, and in which states of the case. */
const CASE_ACTIONS = {
  acknowledge: { form: "none", who: "ball", states: ["open", "escalated"], onCase: true },
  escalate: {
    form: "reason",
    who: "involved",
    states: ["open", "acknowledged", "snoozed"],
    onCase: true,
  },
  snooze: { form: "snooze", who: "ball", states: LIVE, onCase: true },
  wake: { form: "none", who: "ball", states: ["snoozed"], onCase: true },
  assign: { form: "person", who: "involved", states: LIVE, onCase: true, aside: true },
  watch: { form: "none", who: "involved", states: LIVE, onCase: true, aside: true },
  unwatch: { form: "none", who: "involved", states: LIVE, onCase: true, aside: true },
  silence: { form: "silence", who: "involved", states: LIVE, onCase: true, aside: true },
  /** The source is being worked on: its silence is on purpose. */
  maintenance: { form: "maintenance", who: ["administrator"], states: LIVE },
  "keep-anyway": { form: "reason", who: ["sales"], states: LIVE },
  "will-make-it": { form: "none", who: ["logistics"], states: LIVE },
  "new-date": { form: "date", who: ["logistics", "sales"], states: LIVE },
  "customer-told": { form: "none", who: ["sales"], states: LIVE },
  "confirm-change": { form: "none", who: ["logistics"], states: LIVE },
  "refuse-change": { form: "reason", who: ["logistics"], states: LIVE },
  "stop-truck": { form: "none", who: ["logistics", "sales"], states: LIVE, danger: true },
  returned: { form: "none", who: ["logistics"], states: LIVE },
  delivered: { form: "none", who: ["logistics"], states: LIVE },
  failed: { form: "reason", who: ["logistics"], states: LIVE },
  "still-on-route": { form: "none", who: ["logistics"], states: LIVE },
  "re-plan": { form: "date", who: ["logistics"], states: LIVE },
  backorder: { form: "date", who: ["sales", "logistics"], states: LIVE },
  "bill-delivered": { form: "none", who: ["sales", "collections"], states: LIVE },
  "customer-keeps": { form: "reason", who: ["sales"], states: LIVE },
  "attach-proof": { form: "proof", who: ["logistics", "sales", "collections"], states: LIVE },
  "ask-driver": { form: "none", who: ["logistics"], states: LIVE },
  waive: { form: "reason", who: "approver", states: LIVE },
  "accept-proof": { form: "reason", who: "approver", states: LIVE },
  "invoice-issued": { form: "invoice", who: ["collections"], states: LIVE },
  hold: { form: "reason", who: ["collections"], states: LIVE },
  "not-billable": { form: "reason", who: ["collections", "controller"], states: LIVE },
  "show-diff": { form: "none", who: "involved", states: LIVE, tells: true },
  accept: {
    form: "reason",
    who: ["collections", "controller"],
    states: LIVE,
    aside: true,
  },
  "credit-note": { form: "credit", who: ["sales", "collections"], states: LIVE },
  "cancel-invoice": { form: "reason", who: ["collections"], states: LIVE },
  "not-duplicate": { form: "reason", who: ["collections"], states: LIVE },
  filed: { form: "none", who: ["collections"], states: LIVE },
  corrected: { form: "invoice", who: ["collections"], states: LIVE },
  dispute: { form: "dispute", who: ["collections", "sales"], states: LIVE },
  "accept-dispute": { form: "reason", who: "ball", states: LIVE },
  "refuse-dispute": { form: "with-files", who: "ball", states: LIVE },
  "approve-credit": { form: "none", who: "signer", states: LIVE, approves: true },
  "reject-credit": { form: "reason", who: "signer", states: LIVE },
  "ask-credit": { form: "reason", who: "signer", states: LIVE },
  /** Recorded when somebody signs above their limit: whoever may is called. */
  "call-signer": { form: "none", who: "signer", states: LIVE },
  "answer-credit": { form: "reason", who: ["sales", "collections"], states: LIVE },
  "amend-credit": { form: "amend", who: ["sales", "collections"], states: LIVE },
  "withdraw-credit": { form: "none", who: ["sales", "collections"], states: LIVE },
  "approve-after": { form: "reason", who: "signer", states: LIVE, approves: true },
  "reverse-credit": { form: "reason", who: ["controller"], states: LIVE },
  reminded: { form: "none", who: ["collections", "sales"], states: LIVE },
  "promise-to-pay": { form: "promise", who: ["collections", "sales"], states: LIVE },
  "attach-certificate": { form: "certificate", who: ["collections"], states: LIVE },
  chase: { form: "none", who: ["collections"], states: LIVE },
  "apply-payment": { form: "invoice", who: ["collections"], states: LIVE },
  refund: { form: "none", who: ["collections"], states: LIVE, danger: true },
  "release-order": { form: "reason", who: "approver", states: LIVE, approves: true },
  "hold-order": { form: "reason", who: ["sales", "collections"], states: LIVE },
  "complete-agreement": { form: "reason", who: ["sales"], states: LIVE },
} as const satisfies Record<string, ActionSpec>;

export type ActionId = keyof typeof CASE_ACTIONS;
export const ACTION_IDS = Object.keys(CASE_ACTIONS) as ActionId[];

export function actionSpec(id: ActionId): ActionSpec {
  return CASE_ACTIONS[id];
}

export function isActionId(text: string): text is ActionId {
  return Object.hasOwn(CASE_ACTIONS, text);
}
