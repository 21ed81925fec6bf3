import { createDesk } from "../../src/app/desk/desk.ts";
import type {
  Channel,
  Desk,
  Directory,
  IncomingFile,
  KeepEvidence,
  KnownPerson,
  Press,
  Reads,
  Reply,
  Who,
} from "../../src/app/ports.ts";
import { type Command, decide, type Refusal } from "../../src/core/answer.ts";
import { localDate } from "../../src/core/calendar.ts";
import type { Case, CaseEvent } from "../../src/core/case.ts";
import { creditPolicyOf } from "../../src/core/credit-policy.ts";
import { newOffice } from "../../src/core/office.ts";
import { findingKey } from "../../src/core/finding.ts";
import { Fact } from "../../src/core/fact.ts";
import type { OrderPicture } from "../../src/core/picture.ts";
import type { ActionId } from "../../src/core/action.ts";
import { openCase } from "../view/firing.ts";

export const ZONE = "America/Mexico_City";

const person = (
  id: string,
  name: string,
  teams: KnownPerson["teams"],
  roles: KnownPerson["roles"] = ["member"],
  lang: KnownPerson["lang"] = null,
): KnownPerson => ({ id, name, teams, roles, lang, accounts: { slack: id } });

const CREDIT = creditPolicyOf({});

const PEOPLE: readonly KnownPerson[] = [
  person("ULUIS", "Luis Ortega", ["logistics"]),
  person("UANA", "Ana Ruiz", ["sales"], ["member"], "en"),
  person("UCAR", "Carla Díaz", ["collections"], ["member", "lead"]),
  person("UCON", "Marta Soto", ["controller"], ["controller"]),
];

const CHANNELS: readonly Channel[] = [
  { platform: "slack", id: "C1", team: "logistics", lang: "es" },
  { platform: "slack", id: "C2", team: "sales", lang: "en" },
];

export const directory: Directory = {
  personOf: (_platform, userId) => PEOPLE.find(({ id }) => id === userId) ?? null,
  channelsOf: (team) => CHANNELS.filter((channel) => channel.team === team),
  channel: (_platform, id) => CHANNELS.find((channel) => channel.id === id) ?? null,
  people: PEOPLE,
  leadsOf: (team) =>
    PEOPLE.filter(
      ({ teams, roles }) =>
        teams.includes(team) && roles.some((role) => role === "lead" || role === "controller"),
    ),
  zone: ZONE,
  lang: "es",
};

type Known = {
  cases: Case[];
  pictures: OrderPicture[];
  events: CaseEvent[];
  similar: { id: string; customerName: string | null }[];
  documents: Record<string, string>;
  numbered: { id: string; orderId: string }[];
};

export type Office = {
  readonly desk: Desk;
  readonly known: Known;
  readonly given: Command[];
  readonly kept: string[];
  readonly press: (who: Who, action: ActionId, more?: Partial<Press>) => Promise<Reply>;
};

/** A desk over plain objects: the case changes only when a test changes it. */
export function office(
  c: Case,
  picture: OrderPicture | null,
  now: () => string,
  keep?: KeepEvidence,
): Office {
  const known: Known = {
    cases: [c],
    pictures: picture ? [picture] : [],
    events: [],
    similar: [],
    documents: {},
    numbered: [],
  };
  const given: Command[] = [];
  const kept: string[] = [];
  const keepEvidence: KeepEvidence =
    keep ??
    (async (file) => {
      const bytes = await file.read();
      kept.push(file.name);
      return { sha256: "a".repeat(64), sizeBytes: bytes.length, mediaType: "image/jpeg" };
    });
  const answer = (command: Command, caseId: string) => {
    given.push(command);
    return Promise.resolve(answered(known, command, caseId, now()));
  };
  const clock = { now };
  const desk = createDesk({
    reads: readsOf(known),
    directory,
    clock,
    answer,
    askCredit: () => Promise.reject(new Error("Nobody asks by command here.")),
    credit: CREDIT,
    keepEvidence,
  });
  const first = c.findings[0];
  const press = (who: Who, action: ActionId, more: Partial<Press> = {}) =>
    desk.press({ who, action, caseId: c.id, finding: first ? findingKey(first) : null, ...more });
  return { desk, known, given, kept, press };
}

/** Decides as the store would, with its own rules; the facts must be facts. */
function answered(known: Known, command: Command, caseId: string, now: string) {
  const c = known.cases.find(({ id }) => id === caseId) ?? null;
  const picture = known.pictures[0] ?? null;
  const context = { picture, office: newOffice("main"), people: PEOPLE, credit: CREDIT };
  const decision = decide(c, command, now, localDate(now, ZONE), context);
  if ("refused" in decision) return { refusal: decision satisfies Refusal };
  for (const fact of decision.facts) Fact.parse(fact);
  if (!c) throw new Error("decided on no case");
  return { done: c };
}

function readsOf(known: Known): Reads {
  const open = () => known.cases.filter(({ state }) => state !== "closed");
  return {
    quietSources: () => Promise.resolve([]),
    caseById: (id) => Promise.resolve(known.cases.find((one) => one.id === id) ?? null),
    caseOf: ({ id }) => Promise.resolve(known.cases.find(({ group }) => group.id === id) ?? null),
    customerNames: () => Promise.resolve(new Map()),
    cases: ({ teams, followedBy, rule, limit }) => {
      const found = open().filter(
        (c) =>
          (!teams || teams.includes(c.ball.team)) &&
          (!followedBy ||
            (!followedBy.includes(c.ball.team) &&
              c.teams.some((team) => followedBy.includes(team)))) &&
          (!rule || c.findings.some((finding) => finding.rule === rule)),
      );
      return Promise.resolve({ cases: found.slice(0, limit), total: found.length });
    },
    eventsOf: () => Promise.resolve(known.events),
    order: (id) => Promise.resolve(known.pictures.find(({ order }) => order.id === id) ?? null),
    account: () => Promise.resolve(null),
    picture: ({ id }) =>
      Promise.resolve(known.pictures.find(({ order }) => order.id === id) ?? null),
    similarOrders: (_typed, limit) => Promise.resolve(known.similar.slice(0, limit)),
    documentsNumbered: (digits, limit) =>
      Promise.resolve(known.numbered.filter(({ id }) => id.endsWith(`-${digits}`)).slice(0, limit)),
    orderOf: (id) => Promise.resolve(known.documents[id] ?? null),
    invoice: (id) =>
      Promise.resolve(
        known.pictures.flatMap(({ invoices }) => invoices).find((one) => one.id === id) ?? null,
      ),
    lastClosed: () => Promise.resolve(known.cases.find(({ state }) => state === "closed") ?? null),
  };
}

export function who(userId: string, channelId: string | null = "C1"): Who {
  return { platform: "slack", userId, userName: userId.slice(1).toLowerCase(), channelId };
}

const JPEG = Buffer.from("ffd8ffe000104a46494600", "hex");

export function photo(name = "firma.jpg", bytes: Uint8Array = JPEG): IncomingFile {
  return {
    name,
    mediaType: "image/jpeg",
    sizeBytes: bytes.length,
    read: () => Promise.resolve(bytes),
  };
}

/** The office of a rule's story, at the instant it is told. */
export function opened(rule: string, keep?: KeepEvidence): Office & { readonly case: Case } {
  const { case: c, picture, now } = openCase(rule);
  const order = picture.kind === "order" ? picture : null;
  return { ...office(c, order, () => now, keep), case: c };
}

/** The sentence of a note; fails on any other reply. */
export function sentence(reply: Reply): string {
  if (reply.kind === "note" || reply.kind === "done") return reply.note.text;
  throw new Error(`expected a sentence, got ${JSON.stringify(reply)}`);
}
