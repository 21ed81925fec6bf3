import { type ActionId, actionSpec } from "../core/action.ts";
import { amountOf, type Case } from "../core/case.ts";
import { type Finding, findingKey } from "../core/finding.ts";
import type { Team } from "../core/fact.ts";
import { involvedTeams, isCalled } from "../core/may.ts";
import { waitsForApproval } from "../core/office-effects.ts";
import type { Button } from "./card.ts";
import type { Speech } from "./reader.ts";

const MAX_BUTTONS = 3;
/** A customer may have thousands of open invoices: no menu holds more, and nobody reads so many. */
const MOST_OFFERED = 90;
const ON_CASE = [
  "acknowledge",
  "wake",
  "snooze",
  "escalate",
  "assign",
  "watch",
  "unwatch",
  "silence",
] as const satisfies readonly ActionId[];

type Offer = { readonly action: ActionId; readonly finding: Finding | null };

/** Whose buttons: a team's channel, or one person who reads as a member of that team. */
export type Audience = {
  readonly team: Team;
  readonly personId: string | null;
  /** A person of any team who stands on the ladder of signatures, or signs for one who does. */
  readonly signs?: boolean;
  /** What the case is called where a confirmation names it. */
  readonly title: string;
};

/**
 * The answers a team's channel offers: those of the findings that stand for themselves first, then
 * those of the whole case. What needs an approver, or gives something up, is always in the menu.
 */
export function caseButtons(
  c: Case,
  audience: Audience,
  speech: Speech,
): { readonly buttons: readonly Button[]; readonly more: readonly Button[] } {
  const able = [
    ...c.findings
      .filter((finding) => finding.foldedUnder === null)
      .flatMap((finding) => finding.actions.map((action) => ({ action, finding }))),
    ...ON_CASE.map((action) => ({ action, finding: null })),
  ].filter((offer) => offeredTo(c, offer, audience));
  const offers = foremost(able);
  const front = inFront(offers);
  const rest = offers.filter((offer) => !front.includes(offer));
  const labels = labelsOf(offers, speech);
  const draw = (offer: Offer, index?: number) =>
    button(c, offer, { label: labels(offer), index, title: audience.title }, speech);
  return { buttons: front.map(draw), more: rest.map((offer) => draw(offer)) };
}

/** As many as are offered: those of the case and those that sign something before all others. */
function foremost(offers: readonly Offer[]): readonly Offer[] {
  if (offers.length <= MOST_OFFERED) return offers;
  const onCase = offers.filter(({ finding }) => finding === null);
  const signing = offers.filter(({ action }) => actionSpec(action).approves);
  const kept = new Set([...new Set([...onCase, ...signing, ...offers])].slice(0, MOST_OFFERED));
  return offers.filter((offer) => kept.has(offer));
}

function offeredTo(
  c: Case,
  { action, finding }: Offer,
  { team, personId, signs = false }: Pick<Audience, "team" | "personId" | "signs">,
): boolean {
  const { who, states } = actionSpec(action);
  if (!states.includes(c.state) || !fitsReader(c, action, personId)) return false;
  if (who === "approver") return true;
  if (who === "signer") {
    return signs || (finding?.signers?.includes(team) ?? team === c.ball.team);
  }
  if (personId !== null && isCalled(personId, who, c)) return true;
  if (who === "ball") return team === c.ball.team;
  if (who === "involved") return involvedTeams(c).includes(team);
  return who.includes(team);
}

/** A channel has many readers: there anybody may begin to watch, and stops in their own messages. */
function fitsReader(c: Case, action: ActionId, personId: string | null): boolean {
  switch (action) {
    case "watch":
      return !c.watchers.some((one) => one.personId === personId);
    case "unwatch":
      return c.watchers.some((one) => one.personId === personId);
    case "escalate":
      return c.silence === null;
    case "silence":
      return c.silence === null && !waitsForApproval(c.findings);
    default:
      return true;
  }
}

/** What cannot come back never hides in the menu, for a menu cannot ask before it acts. */
function inFront(offers: readonly Offer[]): readonly Offer[] {
  const able = offers.filter(({ action }) => {
    const { who, aside } = actionSpec(action);
    return who !== "approver" && !aside;
  });
  const dangerous = able.filter(({ action }) => actionSpec(action).danger);
  const others = able.filter((offer) => !dangerous.includes(offer));
  const room = Math.max(0, MAX_BUTTONS - dangerous.length);
  const chosen = new Set([...dangerous.slice(0, MAX_BUTTONS), ...others.slice(0, room)]);
  return offers.filter((offer) => chosen.has(offer));
}

/** The same answer to two findings names what each is about; a signature says for how much. */
function labelsOf(offers: readonly Offer[], { text, f }: Speech): (offer: Offer) => string {
  return ({ action, finding }) => {
    if (action === "approve-credit" && finding?.amount) {
      return `${text.action[action]} ${f.money(finding.amount)}`;
    }
    const twice = offers.filter((other) => other.action === action).length > 1;
    const about = twice && finding ? ` (${nameOf(finding)})` : "";
    return `${text.action[action]}${about}`;
  };
}

/** What tells a finding from others of its kind: one invoice may have two requests. */
function nameOf({ data, subject }: Finding): string {
  const named = typeof data === "object" && data !== null && "requestId" in data;
  return named && typeof data.requestId === "string" ? data.requestId : subjectId({ subject });
}

function subjectId(finding: Pick<Finding, "subject">): string {
  return finding.subject.slice(finding.subject.indexOf(":") + 1);
}

function button(
  c: Case,
  { action, finding }: Offer,
  {
    label,
    index,
    title,
  }: { readonly label: string; readonly index: number | undefined; readonly title: string },
  { text, f }: Speech,
): Button {
  const { danger } = actionSpec(action);
  const amount = finding?.amount ?? amountOf(c);
  const confirm = {
    title: text.card.confirmTitle,
    text: text.card.confirmText(label, title, amount && f.money(amount)),
    yes: text.card.confirmYes,
    no: text.card.confirmNo,
  };
  return {
    label,
    action,
    caseId: c.id,
    finding: finding && findingKey(finding),
    ...(danger ? { style: "danger" as const, confirm } : {}),
    ...(!danger && index === 0 && finding ? { style: "primary" as const } : {}),
  };
}
