import type { Case, CaseEvent } from "../core/case.ts";
import { caseCard } from "../view/case-card.ts";
import { logNote } from "../view/log-note.ts";
import type { CreditPolicy } from "../core/credit-policy.ts";
import { calledForCredit } from "./credit-calls.ts";
import type { Render } from "./outbox.ts";
import type { Clock, Directory, Reads } from "./ports.ts";

export type RenderParts = {
  readonly reads: Pick<Reads, "caseById" | "picture">;
  readonly directory: Pick<Directory, "channel" | "leadsOf" | "people" | "zone" | "lang">;
  /** Who signs which credit notes. */
  readonly credit: CreditPolicy;
  readonly clock: Clock;
  eventBySeq(seq: number): Promise<CaseEvent | null>;
};

/** Renders a message from the newest state at the moment it is sent: bursts coalesce by that. */
export function createRender({ reads, directory, credit, clock, eventBySeq }: RenderParts): Render {
  return async (claimed) => {
    const c = await reads.caseById(claimed.caseId);
    if (!c) return null;
    const channel = directory.channel(claimed.platform, claimed.channel);
    const lang = channel?.lang ?? directory.lang;
    const reader = { lang, zone: directory.zone, now: clock.now() };
    if (claimed.kind === "note") {
      const event = claimed.eventSeq === null ? null : await eventBySeq(claimed.eventSeq);
      if (!event || claimed.threadRef === null) return null;
      const called = [
        ...escalatedTo(c, event, directory),
        ...calledForCredit(c, event, { people: directory.people, policy: credit }),
      ];
      const mentions = called.flatMap(({ accounts }) => accounts[claimed.platform] ?? []);
      const note = { ...logNote(c, [event], reader), mentions };
      return { outgoing: { kind: "note", note, threadOf: claimed.threadRef }, version: 1 };
    }
    const picture = await reads.picture(c.group);
    const audience = channel?.team ?? c.ball.team;
    const card = caseCard(c, { ...reader, picture, audience });
    return { outgoing: { kind: "card", card }, version: c.version };
  };
}

/** Escalating calls the leads of the team that has the ball. */
function escalatedTo(c: Case, event: CaseEvent, directory: Pick<Directory, "leadsOf">) {
  const escalated = event.type === "answered" && event.answer.action === "escalate";
  return escalated ? directory.leadsOf(c.ball.team) : [];
}
