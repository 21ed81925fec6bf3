import type { Case, CaseEvent } from "../core/case.ts";
import { caseCard } from "../view/case-card.ts";
import type { Reader } from "../view/reader.ts";
import { logNote } from "../view/log-note.ts";
import { NEXT_SHOWN, stormDigest } from "../view/storm-digest.ts";
import type { StormTold } from "../core/storm.ts";
import type { Claimed, Render } from "./outbox.ts";
import type { Clock, Directory, Reads } from "./ports.ts";

export type RenderParts = {
  readonly reads: Pick<Reads, "caseById" | "picture">;
  readonly directory: Pick<Directory, "channel" | "leadsOf" | "zone" | "lang">;
  readonly clock: Clock;
  eventBySeq(seq: number): Promise<CaseEvent | null>;
  /** A storm as it stands, with the `most` most valuable cases that wait. */
  stormTold(
    id: string,
    most: number,
  ): Promise<{ readonly version: number; readonly told: StormTold } | null>;
};

/** Renders a message from the newest state at the moment it is sent: bursts coalesce by that. */
export function createRender(parts: RenderParts): Render {
  const { reads, directory, clock, eventBySeq } = parts;
  return async (claimed) => {
    const channel = directory.channel(claimed.platform, claimed.channel);
    const lang = channel?.lang ?? directory.lang;
    const reader = { lang, zone: directory.zone, now: clock.now() };
    if (claimed.caseId === null) return renderDigest(parts, claimed, reader);
    const c = await reads.caseById(claimed.caseId);
    if (!c) return null;
    if (claimed.kind === "note") {
      const event = claimed.eventSeq === null ? null : await eventBySeq(claimed.eventSeq);
      if (!event || claimed.threadRef === null) return null;
      const mentions = escalatedTo(c, event, directory).flatMap(
        ({ accounts }) => accounts[claimed.platform] ?? [],
      );
      const note = { ...logNote(c, [event], reader), mentions };
      return { outgoing: { kind: "note", note, threadOf: claimed.threadRef }, version: 1 };
    }
    const picture = c.group.type === "order" ? await reads.picture(c.group.id) : null;
    const audience = channel?.team ?? c.ball.team;
    const card = caseCard(c, { ...reader, picture, audience });
    return { outgoing: { kind: "card", card }, version: c.version };
  };
}

async function renderDigest(
  { stormTold }: Pick<RenderParts, "stormTold">,
  { id }: Claimed,
  reader: Reader,
): ReturnType<Render> {
  const storm = await stormTold(id, NEXT_SHOWN);
  if (!storm) return null;
  const note = stormDigest(storm.told, reader);
  return { outgoing: { kind: "digest", note }, version: storm.version };
}

/** Escalating calls the leads of the team that has the ball. */
function escalatedTo(c: Case, event: CaseEvent, directory: Pick<Directory, "leadsOf">) {
  const escalated = event.type === "answered" && event.answer.action === "escalate";
  return escalated ? directory.leadsOf(c.ball.team) : [];
}
