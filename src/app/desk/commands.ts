import type { Case } from "../../core/case.ts";
import type { Team } from "../../core/fact.ts";
import type { OrderPicture } from "../../core/picture.ts";
import { accountNote } from "../../view/account-note.ts";
import { CASES_SHOWN, casesNote } from "../../view/cases-note.ts";
import { type Demanded, evidenceNote, isReadyToBill } from "../../view/evidence-note.ts";
import { audienceIn } from "../../view/home.ts";
import { statusNote } from "../../view/status-note.ts";
import type { Directory, KnownPerson, Reads, Reply } from "../ports.ts";
import { type Asker, say } from "./asker.ts";
import { creditCommand, type CreditNeeds } from "./credit-command.ts";
import { parseCommand } from "./parse-command.ts";

const SIMILAR = 3;

export type CommandNeeds = {
  readonly reads: Reads;
  readonly directory: Directory;
  readonly demanded: Demanded;
} & CreditNeeds;

/** Answers what a known person typed. */
export async function runCommand(
  typed: string,
  person: KnownPerson,
  asker: Asker,
  needs: CommandNeeds,
): Promise<Reply> {
  const { text } = asker.speech;
  const parsed = parseCommand(typed, asker.reader.lang);
  if ("unknown" in parsed) {
    return say(asker, text.command.unknownVerb(parsed.unknown, parsed.suggestion));
  }
  if ("missingId" in parsed) return say(asker, text.command.missingId(parsed.missingId));
  switch (parsed.verb) {
    case "help":
      return help(asker);
    case "credit":
      return creditCommand(parsed.words, parsed.typed, person, asker, needs);
    case "cases":
      return cases(parsed.scope, person, asker, needs);
    case "status":
      return about(
        parsed.id,
        asker,
        needs,
        (picture) => status(picture, person, asker, needs),
        () => customerStatus(parsed.id, person, asker, needs),
      );
    case "evidence":
      return about(parsed.id, asker, needs, (picture) =>
        Promise.resolve({
          kind: "note",
          note: evidenceNote(picture, needs.demanded, asker.reader),
        }),
      );
    default:
      return parsed satisfies never;
  }
}

function help(asker: Asker): Reply {
  const { command } = asker.speech.text;
  const note = { lang: asker.reader.lang, text: command.helpTitle, lines: command.help };
  return { kind: "note", note };
}

async function status(
  picture: OrderPicture,
  person: KnownPerson,
  asker: Asker,
  { reads, demanded }: CommandNeeds,
): Promise<Reply> {
  const c = await reads.caseOf({ type: "order", id: picture.order.id });
  const audience = c ? audienceIn(c, person.teams) : "administrator";
  const readyToBill = isReadyToBill(picture, demanded);
  const quietSources = await reads.quietSources();
  const reader = { ...asker.reader, audience, personId: person.id };
  return { kind: "note", note: statusNote(picture, c, { ...reader, quietSources, readyToBill }) };
}

/** A customer's own number: what stands open with it. Null where no customer has it. */
async function customerStatus(
  typed: string,
  person: KnownPerson,
  asker: Asker,
  { reads }: CommandNeeds,
): Promise<Reply | null> {
  for (const id of new Set([typed, typed.toUpperCase()])) {
    const account = await reads.account(id);
    if (!account) continue;
    const c = await reads.caseOf({ type: "customer", id });
    const audience = c ? audienceIn(c, person.teams) : "administrator";
    return { kind: "note", note: accountNote(account, c, audience, asker.reader) };
  }
  return null;
}

async function cases(
  wanted: "mine" | "team",
  person: KnownPerson,
  asker: Asker,
  { reads, directory }: CommandNeeds,
): Promise<Reply> {
  const { text } = asker.speech;
  const team = wanted === "team" ? teamOf(person, asker, directory) : null;
  const teams = team ? [team] : person.teams;
  const found = await reads.cases({ teams, state: "open", limit: CASES_SHOWN });
  const lastClosed = found.total === 0 ? await reads.lastClosed(teams) : null;
  const scope = team ? text.team[team] : text.command.mine;
  const names = await reads.customerNames(customersAmong(found.cases));
  return { kind: "note", note: casesNote(found, { scope, lastClosed, names }, asker.reader) };
}

function customersAmong(cases: readonly Case[]): readonly string[] {
  return cases.filter(({ group }) => group.type === "customer").map(({ group }) => group.id);
}

/** The channel's team: there "team" means the people in the room. */
function teamOf(person: KnownPerson, { who }: Asker, directory: Directory): Team | null {
  const channel = who.channelId === null ? null : directory.channel(who.platform, who.channelId);
  return channel?.team ?? person.teams[0] ?? null;
}

/**
 * Finds the order meant by its own number, a delivery's or an invoice's, also by the digits alone;
 * asks back when these fit several orders; else what `otherwise` knows by it; else what is near.
 */
async function about(
  typed: string,
  asker: Asker,
  { reads }: CommandNeeds,
  answer: (picture: OrderPicture) => Promise<Reply>,
  otherwise: () => Promise<Reply | null> = () => Promise.resolve(null),
): Promise<Reply> {
  const picture = await pictureOf(typed, reads);
  if (picture) return answer(picture);
  const other = await otherwise();
  if (other) return other;
  const numbered = await reads.documentsNumbered(typed, SIMILAR);
  const ids = [...new Set(numbered.map(({ id }) => id))];
  const [orderId, ...others] = new Set(numbered.map((one) => one.orderId));
  // One invoice over several orders is one answer too, as it is by its whole number.
  const isSure = others.length === 0 || ids.length === 1;
  if (!isSure) return say(asker, asker.speech.text.command.whichOne(ids));
  const meant = orderId === undefined ? null : await reads.order(orderId);
  if (meant) return answer(meant);
  const similar = await reads.similarOrders(typed, SIMILAR);
  const names = similar.map(({ id, customerName }) =>
    customerName ? `${id} (${customerName})` : id,
  );
  return say(asker, asker.speech.text.command.notFound(typed, names));
}

async function pictureOf(typed: string, reads: Reads): Promise<OrderPicture | null> {
  for (const id of new Set([typed, typed.toUpperCase()])) {
    const direct = await reads.order(id);
    if (direct) return direct;
    const orderId = await reads.orderOf(id);
    const through = orderId === null ? null : await reads.order(orderId);
    if (through) return through;
  }
  return null;
}
