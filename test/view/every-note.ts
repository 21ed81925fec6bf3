import { emptyAged } from "../../src/core/aging.ts";
import { summaryOf } from "../../src/core/account-summary.ts";
import type { Case, CaseEvent } from "../../src/core/case.ts";
import { TEAMS } from "../../src/core/fact.ts";
import { MONTH_END_RULES } from "../../src/core/month-end.ts";
import { newOffice } from "../../src/core/office.ts";
import type { Answer } from "../../src/core/order.ts";
import type { AccountPicture, OrderPicture } from "../../src/core/picture.ts";
import type { StormTold } from "../../src/core/storm.ts";
import type { Lang } from "../../src/text/format.ts";
import { VERB_IDS } from "../../src/text/verbs.ts";
import { accountNote } from "../../src/view/account-note.ts";
import { agingNote, customerAgingNote } from "../../src/view/aging-note.ts";
import type { Note } from "../../src/view/card.ts";
import { casesNote } from "../../src/view/cases-note.ts";
import { closeNote } from "../../src/view/close-note.ts";
import { customerNote } from "../../src/view/customer-note.ts";
import { delegatesNote } from "../../src/view/delegates-note.ts";
import { diffNote } from "../../src/view/diff-note.ts";
import { dutyNote } from "../../src/view/duty-note.ts";
import { evidenceNote } from "../../src/view/evidence-note.ts";
import { helpNote, verbNote } from "../../src/view/help-note.ts";
import { logNote } from "../../src/view/log-note.ts";
import { maintenanceNote } from "../../src/view/maintenance-note.ts";
import { meNote } from "../../src/view/me-note.ts";
import type { Reader } from "../../src/view/reader.ts";
import { silencesNote } from "../../src/view/silences-note.ts";
import { statusNote } from "../../src/view/status-note.ts";
import { stormDigest } from "../../src/view/storm-digest.ts";
import { whyNote } from "../../src/view/why-note.ts";
import { directory, ZONE } from "../chat/office.ts";
import { accountPicture, at, day, did } from "../support/rule-table.ts";
import { figureNotes } from "./figure-notes.ts";
import { type Opened, openCase } from "./firing.ts";

const NOW = at("11-18 10:00");
const LONG = "Distribuidora & Comercializadora <!channel> ".repeat(6).trim();
const signer = { personId: "ana", personName: LONG };
/** A fact under a name of its own: those of the tables grow with what they tell. */
let told = 0;
const fact: typeof did = (type, when, more) =>
  did(type, when, { ...more, externalId: `told-${(told += 1)}` });
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** An account with more of everything than is shown. */
function fullAccount() {
  const invoices = many(40, (n) =>
    fact("invoice.issued", "06-01 09:00", {
      invoiceId: `FAC-${"9".repeat(90)}-${n}`,
      orderIds: [],
      payerId: "CLI-1",
      currency: ["MXN", "USD", "COP", "CLP", "EUR"][n % 5],
      totalMinor: 123_456_789_012,
      dueOn: day("07-01"),
    }),
  );
  const more = invoices.flatMap((invoice) => {
    const { invoiceId } = invoice as { invoiceId: string };
    return [
      fact("withholding.applied", "06-02 09:00", { invoiceId, tax: LONG, amountMinor: 5_000 }),
      fact("invoice.promised", "06-03 09:00", { invoiceId, promisedOn: day("07-20") }),
    ];
  });
  const agreements = many(10, (n) =>
    fact("agreement.described", "06-01 10:00", {
      agreementId: `CON-${n}`,
      currency: "MXN",
      recurring: { every: "week", from: day("06-01"), amountMinor: 9_000 },
    }),
  );
  const described = fact("customer.described", "06-01 08:00", {
    name: LONG,
    creditLimitMinor: 1_000_000,
    creditCurrency: "MXN",
  });
  return accountPicture([described, ...invoices, ...more, ...agreements]);
}

/**
 * What each maker of notes says when there is much to say, and when there is nothing; each under
 * the name of its maker.
 */
export function everyNote(lang: Lang): Readonly<Record<string, Note>> {
  const reader = { lang, zone: ZONE, now: NOW };
  const { case: c } = openCase("evidence-missing");
  const account = fullAccount();
  const cases = { cases: many(15, () => c), total: 300 };
  const until = at("11-20 10:00");
  const from = at("11-18 09:00");
  const office = {
    ...newOffice("main"),
    silences: many(200, (n) => ({
      id: `s${n}`,
      matcher: { customerId: "C".repeat(128), rule: "evidence-missing", warehouse: "GDL" },
      from,
      until,
      by: signer,
      reason: LONG,
    })),
    maintenance: many(200, (n) => ({ feed: `${"f".repeat(120)}${n}`, from, until, by: signer })),
    duty: TEAMS.map((team) => ({ team, onDuty: signer, from: at("11-19 10:00"), until })),
    delegations: many(200, () => ({ of: signer, to: signer, from, until })),
  };
  const aged = { ...emptyAged("MXN"), current: 1e14, d30: 1e14, d60: 1e14, d90: 1e14, older: 1e14 };
  const worst = many(10, (n) => ({ ...aged, customerId: `CLI-${n}`, name: LONG }));
  const totals = many(30, (n) => ({ ...aged, currency: `X${String(n).padStart(2, "0")}` }));
  const owned = { rule: "evidence-missing", currency: "MXN", minor: 1e14 };
  const blocking = {
    count: 5_000,
    totals: MONTH_END_RULES.flatMap((rule) =>
      TEAMS.map((team) => ({ rule, team, currency: "MXN", minor: 1e14, count: 900 })),
    ),
    top: many(10, () => ({ ...owned, case: c, about: "P".repeat(128) })),
  };
  const person = {
    id: "ana",
    name: LONG,
    teams: [...TEAMS],
    roles: ["member", "lead", "admin"] as const,
    accounts: { slack: "U1" },
  };
  const thresholds = Object.fromEntries(many(30, (n) => [`threshold${n}Hours`, LONG]));
  const why = { people: directory.people, thresholdsOf: () => thresholds };
  const summary = summaryOf(account, [], NOW);
  return {
    customerNote: customerNote({ account, summary, deliveries: [], cases }, reader),
    agingNote: agingNote({ totals, worst }, reader),
    customerAgingNote: customerAgingNote(account, totals, reader),
    "agingNote, nothing": agingNote({ totals: [], worst: [] }, reader),
    closeNote: closeNote(blocking, "2026-11", reader),
    "closeNote, nothing": closeNote({ count: 0, totals: [], top: [] }, "2026-11", reader),
    whyNote: whyNote({ ...c, findings: many(9, () => c.findings).flat() }, why, reader),
    meNote: meNote({ person, office, onDuty: [...TEAMS], cases }, reader),
    silencesNote: silencesNote(office, reader),
    maintenanceNote: maintenanceNote(office, reader),
    dutyNote: dutyNote(
      TEAMS.map((team) => ({ team, first: person })),
      office,
      reader,
    ),
    delegatesNote: delegatesNote(office, reader),
    helpNote: helpNote(reader),
    ...Object.fromEntries(VERB_IDS.map((verb) => [`verbNote ${verb}`, verbNote(verb, reader)])),
    ...caseNotes(c, account, reader),
    ...figureNotes(reader, LONG),
  };
}

/** Notes about one case or one order. */
function caseNotes(
  c: Case,
  account: AccountPicture,
  reader: Reader,
): Readonly<Record<string, Note>> {
  const order = orderOf(openCase("invoice-mismatch"));
  const status = { ...reader, audience: "logistics", readyToBill: true } as const;
  const limit = openCase("credit-limit-exceeded").case;
  const storm = stormOf(c);
  const closed: Case = { ...c, state: "closed", closedAt: NOW };
  const cases = { cases: many(15, () => c), total: 300 };
  const names = new Map([[c.group.id, LONG]]);
  const demanded = () => ["waybill", "signature", "photo"] as const;
  return {
    statusNote: statusNote(order, c, status),
    "statusNote, closed": statusNote(order, closed, status),
    "statusNote, no case": statusNote(order, null, status),
    accountNote: accountNote(account, limit, "collections", reader),
    "accountNote, no case": accountNote(account, null, "sales", reader),
    casesNote: casesNote(cases, { scope: LONG, lastClosed: null, names }, reader),
    "casesNote, nothing": casesNote(
      { cases: [], total: 0 },
      { scope: LONG, lastClosed: closed, names },
      reader,
    ),
    diffNote: diffNote(order, null, reader),
    evidenceNote: evidenceNote(order, demanded, reader),
    logNote: logNote(c, events(c), reader),
    stormDigest: stormDigest(storm, reader),
    "stormDigest, over": stormDigest({ ...storm, endedAt: NOW, waiting: 0, next: [] }, reader),
  };
}

function orderOf({ picture }: Opened): OrderPicture {
  if (picture.kind !== "order") throw new Error("This story is not about an order.");
  return picture;
}

function stormOf(c: Case): StormTold {
  return {
    startedAt: "2026-11-18T15:00:00.000Z",
    passedAt: null,
    endedAt: null,
    came: 5_000,
    settled: 1,
    waiting: 4_990,
    totals: many(8, (n) => ({ currency: `X${n}X`, minor: 1e14 })),
    rules: many(9, () => ({ rule: "promise-broken", cases: 4_000 })),
    next: many(10, () => c),
  };
}

function events(c: Case): readonly CaseEvent[] {
  const answer: Answer = {
    group: c.group,
    action: "new-date",
    personId: "U1",
    personName: LONG,
    team: "logistics",
    at: NOW,
    on: "2026-11-25",
    reason: "x".repeat(300),
  };
  return [
    { type: "opened", at: NOW, team: "logistics", rule: "evidence-missing" },
    { type: "finding-added", at: NOW, rule: "promise-broken" },
    { type: "finding-cleared", at: NOW, rule: "evidence-missing" },
    { type: "ball-passed", at: NOW, from: "logistics", to: "collections", rule: "x" },
    ...many(8, () => ({ type: "answered" as const, at: NOW, answer })),
    ...many(3, () => ({
      type: "commented" as const,
      at: NOW,
      by: { personId: "U1", personName: LONG },
      text: many(100, () => "¿<@U1> & _todos_?").join("\n"),
      files: many(10, (n) => ({ name: LONG, url: `https://files.example/${n}?a=1&b=|>"` })),
      from: null,
    })),
    { type: "woke", at: NOW },
    { type: "expired", at: NOW },
    { type: "unsilenced", at: NOW },
    { type: "closed", at: NOW, team: "logistics" },
  ];
}
