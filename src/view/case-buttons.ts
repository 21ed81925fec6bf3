import { type ActionId, actionSpec } from "../core/action.ts";
import { amountOf, type Case } from "../core/case.ts";
import { type Finding, findingKey } from "../core/finding.ts";
import type { Team } from "../core/fact.ts";
import type { Button } from "./card.ts";
import type { Speech } from "./reader.ts";

const MAX_BUTTONS = 3;
const ON_CASE = ["acknowledge", "snooze", "escalate"] as const satisfies readonly ActionId[];

type Offer = { readonly action: ActionId; readonly finding: Finding | null };

/**
 * The answers a team's channel offers: those of the findings that stand for themselves first, then
 * those of the whole case. What needs an approver, or gives something up, is always in the menu.
 */
export function caseButtons(
  c: Case,
  audience: Team,
  speech: Speech,
): { readonly buttons: readonly Button[]; readonly more: readonly Button[] } {
  const offers = [
    ...c.findings
      .filter((finding) => finding.foldedUnder === null)
      .flatMap((finding) => finding.actions.map((action) => ({ action, finding }))),
    ...ON_CASE.map((action) => ({ action, finding: null })),
  ].filter(({ action }) => offeredTo(c, action, audience));
  const front = inFront(offers);
  const rest = offers.filter((offer) => !front.includes(offer));
  const labels = labelsOf(offers, speech);
  const draw = (offer: Offer, index?: number) => button(c, offer, labels(offer), index, speech);
  return { buttons: front.map(draw), more: rest.map((offer) => draw(offer)) };
}

function offeredTo(c: Case, action: ActionId, audience: Team): boolean {
  const { who, states } = actionSpec(action);
  if (!states.includes(c.state)) return false;
  if (who === "approver") return true;
  if (who === "ball") return audience === c.ball.team;
  if (who === "involved") return audience === c.ball.team || c.teams.includes(audience);
  return who.includes(audience);
}

/** What cannot come back never hides in the menu, for a menu cannot ask before it acts. */
function inFront(offers: readonly Offer[]): readonly Offer[] {
  const able = offers.filter(({ action }) => {
    const { who, lastResort } = actionSpec(action);
    return who !== "approver" && !lastResort;
  });
  const dangerous = able.filter(({ action }) => actionSpec(action).danger);
  const others = able.filter((offer) => !dangerous.includes(offer));
  const room = Math.max(0, MAX_BUTTONS - dangerous.length);
  const chosen = new Set([...dangerous.slice(0, MAX_BUTTONS), ...others.slice(0, room)]);
  return offers.filter((offer) => chosen.has(offer));
}

/** The same answer to two findings names what each is about. */
function labelsOf(offers: readonly Offer[], { text }: Speech): (offer: Offer) => string {
  return ({ action, finding }) => {
    const twice = offers.filter((other) => other.action === action).length > 1;
    const about = twice && finding ? ` (${subjectId(finding)})` : "";
    return `${text.action[action]}${about}`;
  };
}

function subjectId(finding: Pick<Finding, "subject">): string {
  return finding.subject.slice(finding.subject.indexOf(":") + 1);
}

function button(
  c: Case,
  { action, finding }: Offer,
  label: string,
  index: number | undefined,
  { text, f }: Speech,
): Button {
  const { danger } = actionSpec(action);
  const amount = finding?.amount ?? amountOf(c);
  const confirm = {
    title: text.card.confirmTitle,
    text: text.card.confirmText(text.action[action], c.group.id, amount && f.money(amount)),
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
