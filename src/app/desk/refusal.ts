import { type ActionId, actionSpec, type Role } from "../../core/action.ts";
import type { Refusal } from "../../core/answer.ts";
import type { Case } from "../../core/case.ts";
import type { Team } from "../../core/fact.ts";
import type { FieldId } from "../../core/form.ts";
import { answerLine } from "../../view/answer-line.ts";
import type { Directory, Press, Reads, Reply } from "../ports.ts";
import { type Asker, say } from "./asker.ts";
import { creditSentence, fieldOf } from "./credit-refusal.ts";
import { staleSentence } from "./stale.ts";

const MOST_NAMES = 5;

/** Why a press did nothing: a sentence for that person only, or the problem beside its input. */
export async function refuse(
  refusal: Refusal,
  press: Press,
  asker: Asker,
  o: { readonly reads: Reads; readonly directory: Directory },
): Promise<Reply> {
  const { text, f } = asker.speech;
  switch (refusal.refused) {
    case "gone":
      return say(asker, await staleSentence(refusal.case, press, o.reads, asker.speech));
    case "wrong-state":
      return say(asker, stateSentence(refusal.case, asker));
    case "incomplete":
      return invalid(refusal.missing, text.answer.missing[refusal.missing]);
    case "in-the-past":
      return refusal.on.includes("T")
        ? invalid("until", text.answer.pastInstant(f.when(refusal.on)))
        : invalid("on", text.answer.pastDate(f.date(refusal.on)));
    case "not-payable":
      return invalid("invoiceId", text.answer.notPayable(refusal.why, refusal.invoiceId));
    case "not-your-team":
      return say(asker, teamSentence(press.action, refusal.teams, asker));
    case "needs-approver":
      return say(asker, approverSentence(press, refusal.roles, asker, o.directory));
    case "needs-lead":
      return invalid("scope", text.answer.needsLead(leadNames(refusal.roles, asker, o.directory)));
    case "too-long":
      return invalid("until", text.answer.silenceTooLong(refusal.days));
    case "silenced":
      return say(asker, silencedSentence(refusal.case, asker));
    case "approval-waits":
      return say(asker, text.answer.approvalWaits);
    default: {
      const field = fieldOf(refusal);
      const sentence = creditSentence(refusal, asker.speech);
      return field ? invalid(field, sentence) : say(asker, sentence);
    }
  }
}

function invalid(field: FieldId, problem: string): Reply {
  return { kind: "invalid", errors: { [field]: problem } };
}

function stateSentence(c: Case, { speech }: Asker): string {
  const { text } = speech;
  const by = c.lastAnswer && answerLine(c.lastAnswer, speech);
  return text.answer.wrongState(text.state[c.state], by);
}

function teamSentence(action: ActionId, teams: readonly Team[], { speech }: Asker): string {
  const { text, f } = speech;
  return text.answer.notYourTeam(text.action[action], f.list(teams.map((team) => text.team[team])));
}

/** Names those who may, so that the reader knows whom to ask. */
function approverSentence(
  { action }: Press,
  roles: readonly Role[],
  { speech, person }: Asker,
  directory: Directory,
): string {
  const { text, f } = speech;
  const teams: readonly Team[] = [...new Set([...(person?.teams ?? []), "controller" as const])];
  const approvers = teams
    .flatMap((team) => directory.leadsOf(team))
    .filter((lead) => roles.some((role) => lead.roles.includes(role)));
  const names = [...new Set(approvers.map((lead) => lead.name))];
  return text.answer.needsApprover(text.action[action], names.length > 0 ? f.list(names) : null);
}

/** Leads of the reader's teams, and administrators: those whom to ask for more than one's own. */
function leadNames(
  roles: readonly Role[],
  { speech, person }: Asker,
  { people }: Directory,
): string | null {
  const near = people.filter(
    (one) =>
      one.roles.some((role) => roles.includes(role)) &&
      (one.roles.includes("admin") || one.teams.some((team) => person?.teams.includes(team))),
  );
  return near.length > 0 ? speech.f.list(near.slice(0, MOST_NAMES).map(({ name }) => name)) : null;
}

function silencedSentence({ silence }: Case, { speech }: Asker): string {
  const { text, f } = speech;
  return silence
    ? text.answer.silenced(f.moment(silence.until), silence.by.personName)
    : text.answer.changed;
}

/** Whether this action asks for files. */
export function asksForProof(action: ActionId): boolean {
  return actionSpec(action).form === "proof";
}
