import { type Case, type CaseEvent, concerned } from "../core/case.ts";
import { caseCard } from "../view/case-card.ts";
import type { StormTold } from "../core/storm.ts";
import { audienceIn } from "../view/home.ts";
import { logNote } from "../view/log-note.ts";
import { onClockOf, type Reader } from "../view/reader.ts";
import { kpiDigest } from "../view/kpi-digest.ts";
import { prospectsNote } from "../view/prospects-note.ts";
import { NEXT_SHOWN, stormDigest } from "../view/storm-digest.ts";
import type { CreditPolicy } from "../core/credit-policy.ts";
import { calledForCredit } from "./credit-calls.ts";
import type { Claimed, Render } from "./outbox.ts";
import type { ReportBody } from "./reports.ts";
import type { Clock, Directory, KnownPerson, Platform, Reads } from "./ports.ts";

export type RenderParts = {
  readonly reads: Pick<Reads, "caseById" | "picture" | "quietSources">;
  readonly directory: Pick<
    Directory,
    "channel" | "personOf" | "people" | "leadsOf" | "zone" | "lang"
  >;
  /** Who signs which credit notes. */
  readonly credit: CreditPolicy;
  readonly clock: Clock;
  eventBySeq(seq: number): Promise<CaseEvent | null>;
  /** A storm as it stands, with the `most` most valuable cases that wait. */
  stormTold(
    id: string,
    most: number,
  ): Promise<{ readonly version: number; readonly told: StormTold } | null>;
  /** What a message of this id reports, as it was measured. */
  reportOf(
    messageId: string,
  ): Promise<{ readonly version: number; readonly report: ReportBody } | null>;
};

/** Renders a message from the newest state at the moment it is sent: bursts coalesce by that. */
export function createRender(parts: RenderParts): Render {
  const { reads, directory, credit, clock, eventBySeq } = parts;
  return async (claimed) => {
    const channel = directory.channel(claimed.platform, claimed.channel);
    // A message to one person is in that person's language, with that person's buttons.
    const person = channel ? null : directory.personOf(claimed.platform, claimed.channel);
    const lang = channel?.lang ?? person?.lang ?? directory.lang;
    const reader = { lang, zone: directory.zone, now: clock.now() };
    if (claimed.kind === "report") return renderReport(parts, claimed, reader);
    if (claimed.caseId === null) return renderDigest(parts, claimed, reader);
    const c = await reads.caseById(claimed.caseId);
    if (!c) return null;
    const picture = await reads.picture(c.group);
    if (claimed.kind === "note") {
      const event = claimed.eventSeq === null ? null : await eventBySeq(claimed.eventSeq);
      if (!event || claimed.threadRef === null) return null;
      const forCredit = calledForCredit(c, event, { people: directory.people, policy: credit });
      const mentions = channel
        ? [
            ...called(c, event, directory, claimed.platform),
            ...forCredit.flatMap(({ accounts }) => accounts[claimed.platform] ?? []),
          ]
        : [];
      const note = { ...logNote(c, [event], onClockOf(reader, picture)), mentions };
      return { outgoing: { kind: "note", note, threadOf: claimed.threadRef }, version: 1 };
    }
    const card = caseCard(c, {
      ...reader,
      picture,
      audience: channel?.team ?? audienceIn(c, person?.teams ?? []),
      quietSources: await reads.quietSources(),
      ...(person ? { personId: person.id, left: !concerns(c, person) } : {}),
    });
    return { outgoing: { kind: "card", card }, version: c.version };
  };
}

function concerns(c: Case, { id }: KnownPerson): boolean {
  return concerned(c).some(({ personId }) => personId === id);
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

async function renderReport(
  { reportOf }: Pick<RenderParts, "reportOf">,
  { id }: Claimed,
  reader: Reader,
): ReturnType<Render> {
  const found = await reportOf(id);
  if (!found) return null;
  const { report, version } = found;
  const note =
    report.kind === "figures" ? kpiDigest(report.body, reader) : prospectsNote(report.body, reader);
  return { outgoing: { kind: "digest", note }, version };
}

/** Escalating by hand calls the leads; a step of the policy whom it names; assigning the assignee. */
function called(
  c: Case,
  event: CaseEvent,
  { people, leadsOf }: Pick<Directory, "people" | "leadsOf">,
  platform: Platform,
): readonly string[] {
  const ids = calledIds(event);
  const escalated = event.type === "answered" && event.answer.action === "escalate";
  const meant = escalated ? leadsOf(c.ball.team) : people.filter(({ id }) => ids.includes(id));
  return meant.flatMap(({ accounts }) => accounts[platform] ?? []);
}

function calledIds(event: CaseEvent): readonly string[] {
  if (event.type === "notified") return event.people.map(({ personId }) => personId);
  if (event.type !== "answered" || event.answer.action !== "assign") return [];
  return event.answer.to ? [event.answer.to.personId] : [];
}
