import { createDesk } from "../../src/app/desk/desk.ts";
import type {
  Aging,
  CodeOwner,
  LinkCodes,
  Lookups,
  MonthEnd,
  NamedCustomer,
  RecentlyOf,
} from "../../src/app/lookups.ts";
import { createCallList } from "../../src/app/call-list.ts";
import type { OnInvoice } from "../../src/app/on-invoice.ts";
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
import { findingKey } from "../../src/core/finding.ts";
import { Fact } from "../../src/core/fact.ts";
import { type InvoiceState, newInvoice } from "../../src/core/invoice.ts";
import { evolveOffice, newOffice, type OfficeState } from "../../src/core/office.ts";
import type { AccountPicture, OrderPicture } from "../../src/core/picture.ts";
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
  learn: () => undefined,
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
  invoices: InvoiceState[];
  customers: NamedCustomer[];
  accounts: AccountPicture[];
  sources: string[];
  office: OfficeState;
  aging: Aging;
  monthEnd: MonthEnd;
  recently: RecentlyOf;
  rules: Record<string, Record<string, unknown>>;
  numbered: { id: string; orderId: string }[];
  /** Cards by their refs: whose threads are about a case. */
  shownAs: Record<string, string>;
};

export type Office = {
  readonly desk: Desk;
  readonly known: Known;
  readonly given: Command[];
  /** The facts that commands made without a case. */
  readonly told: Fact[];
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
    invoices: [],
    customers: [],
    accounts: [],
    sources: [],
    office: newOffice("main"),
    aging: { totals: [], worst: [] },
    monthEnd: { top: [], count: 0, totals: [] },
    recently: { deliveries: [], promised: [] },
    rules: {},
    numbered: [],
    shownAs: {},
  };
  const told: Fact[] = [];
  let ids = 0;
  const given: Command[] = [];
  const kept: string[] = [];
  const keepEvidence: KeepEvidence =
    keep ??
    (async (file) => {
      const bytes = await file.read();
      kept.push(file.name);
      // Other files have other digests: equal ones are one proof.
      const sha256 = (9 + kept.length).toString(16).repeat(64);
      return { sha256, sizeBytes: bytes.length, mediaType: "image/jpeg" };
    });
  const answer = (command: Command, caseId: string) => {
    given.push(command);
    return Promise.resolve(answered(known, command, caseId, now()));
  };
  const clock = { now };
  const tell = (facts: readonly Fact[]) => {
    for (const fact of facts.map((one) => Fact.parse(one))) {
      told.push(fact);
      known.office = evolveOffice(known.office, fact);
    }
    return Promise.resolve();
  };
  const onInvoice: OnInvoice = async (invoiceId, decide) => {
    const decided = decide(
      known.invoices.find(({ id }) => id === invoiceId) ?? newInvoice(invoiceId),
    );
    if ("facts" in decided) await tell(decided.facts);
    return decided;
  };
  const desk = createDesk({
    reads: readsOf(known),
    lookups: lookupsOf(known),
    links: createCodes(),
    measure: (period) =>
      Promise.resolve({ period, scopes: [], blocked: [], heldMs: {}, isPartial: false }),
    prospects: () => Promise.resolve({ top: [], total: 0, considered: 0 }),
    directory,
    clock,
    answer,
    askCredit: () => Promise.reject(new Error("Nobody asks by command here.")),
    onInvoice,
    credit: CREDIT,
    tell,
    newId: () => `id${(ids += 1)}`,
    thresholdsOf: (rule) => known.rules[rule] ?? {},
    onDuty: createCallList(directory, {}).onDuty,
    keepEvidence,
  });
  const first = c.findings[0];
  const press = (who: Who, action: ActionId, more: Partial<Press> = {}) =>
    desk.press({ who, action, caseId: c.id, finding: first ? findingKey(first) : null, ...more });
  return { desk, known, given, told, kept, press };
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
    caseShownAs: (_platform, _channel, ref) => Promise.resolve(known.shownAs[ref] ?? null),
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
    account: (id) =>
      Promise.resolve(known.accounts.find(({ customer }) => customer.id === id) ?? null),
    picture: ({ id }) =>
      Promise.resolve(known.pictures.find(({ order }) => order.id === id) ?? null),
    similarOrders: (_typed, limit) => Promise.resolve(known.similar.slice(0, limit)),
    documentsNumbered: (digits, limit) =>
      Promise.resolve(known.numbered.filter(({ id }) => id.endsWith(`-${digits}`)).slice(0, limit)),
    orderOf: (id) => Promise.resolve(known.documents[id] ?? null),
    invoice: (id) => Promise.resolve(known.invoices.find((one) => one.id === id) ?? null),
    lastClosed: () => Promise.resolve(known.cases.find(({ state }) => state === "closed") ?? null),
  };
}

function lookupsOf(known: Known): Lookups {
  return {
    office: () => Promise.resolve(known.office),
    customer: (typed) =>
      Promise.resolve(
        known.customers.find(({ id, name }) => typed === id || typed === name) ?? null,
      ),
    similarCustomers: (_typed, limit) => Promise.resolve(known.customers.slice(0, limit)),
    recentlyOf: () => Promise.resolve(known.recently),
    casesOfCustomer: (_id, limit) =>
      Promise.resolve({ cases: known.cases.slice(0, limit), total: known.cases.length }),
    aging: () => Promise.resolve(known.aging),
    monthEnd: () => Promise.resolve(known.monthEnd),
    sources: () => Promise.resolve(known.sources),
  };
}

/** Codes as the database keeps them, but in plain sight. */
function createCodes(): LinkCodes {
  const codes = new Map<string, { owner: CodeOwner; expiresAt: string }>();
  let shown = 0;
  return {
    issue(owner, _now, expiresAt) {
      const code = `CODE-${(shown += 1)}`;
      codes.set(code, { owner, expiresAt });
      return Promise.resolve(code);
    },
    claim(code, platform, now) {
      const found = codes.get(code);
      if (!found || found.expiresAt <= now) return Promise.resolve("unknown");
      if (found.owner.platform === platform) return Promise.resolve("same-platform");
      codes.delete(code);
      return Promise.resolve(found.owner);
    },
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
