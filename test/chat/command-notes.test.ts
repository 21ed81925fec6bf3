import { describe, expect, test } from "vitest";
import { parseCommand } from "../../src/app/desk/parse-command.ts";
import { noteMessage } from "../../src/chat/slack/render.ts";
import { emptyAged } from "../../src/core/aging.ts";
import { summaryOf } from "../../src/core/account-summary.ts";
import { MONTH_END_RULES } from "../../src/core/month-end.ts";
import { newOffice } from "../../src/core/office.ts";
import { TEAMS } from "../../src/core/fact.ts";
import { textFor } from "../../src/text/text.ts";
import { VERB_IDS } from "../../src/text/verbs.ts";
import { agingNote, customerAgingNote } from "../../src/view/aging-note.ts";
import type { Note } from "../../src/view/card.ts";
import { closeNote } from "../../src/view/close-note.ts";
import { customerNote } from "../../src/view/customer-note.ts";
import { delegatesNote } from "../../src/view/delegates-note.ts";
import { dutyNote } from "../../src/view/duty-note.ts";
import { helpNote, verbNote } from "../../src/view/help-note.ts";
import { maintenanceNote } from "../../src/view/maintenance-note.ts";
import { meNote } from "../../src/view/me-note.ts";
import { silencesNote } from "../../src/view/silences-note.ts";
import { whyNote } from "../../src/view/why-note.ts";
import { accountPicture, at, day, did } from "../support/rule-table.ts";
import { openCase } from "../view/firing.ts";
import { directory, ZONE } from "./office.ts";
import { Message } from "./slack-limits.ts";

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

function notes(lang: "es" | "en"): Record<string, Note> {
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
    customer: customerNote({ account, summary, deliveries: [], cases }, reader),
    aging: agingNote({ totals, worst }, reader),
    "aging of one": customerAgingNote(account, totals, reader),
    "aging of nobody": agingNote({ totals: [], worst: [] }, reader),
    close: closeNote(blocking, "2026-11", reader),
    "close, clear": closeNote({ count: 0, totals: [], top: [] }, "2026-11", reader),
    why: whyNote({ ...c, findings: many(9, () => c.findings).flat() }, why, reader),
    me: meNote({ person, office, onDuty: [...TEAMS], cases }, reader),
    silences: silencesNote(office, reader),
    maintenance: maintenanceNote(office, reader),
    duty: dutyNote(
      TEAMS.map((team) => ({ team, first: person })),
      office,
      reader,
    ),
    delegates: delegatesNote(office, reader),
    help: helpNote(reader),
    ...Object.fromEntries(VERB_IDS.map((verb) => [`help ${verb}`, verbNote(verb, reader)])),
  };
}

describe.each(["es", "en"] as const)("in %s", (lang) => {
  test.each(Object.entries(notes(lang)))(
    "the answer to %s fits Slack and can be read aloud",
    (_name, note) => {
      const message = noteMessage(note);
      expect(Message.safeParse(message).error).toBeUndefined();
      const read = [note.title ?? "", note.text, ...(note.lines ?? [])].join("\n");
      expect(note.text.length).toBeGreaterThan(3);
      expect(read).not.toMatch(/undefined|null|NaN|\[object|Invalid| {2}|· ·/);
      // A name from outside calls nobody.
      expect(JSON.stringify(message)).not.toContain("<!channel>");
    },
  );

  test("help tells every command with an example that is understood", () => {
    for (const verb of VERB_IDS) {
      const { usage, example } = textFor(lang).help.verb[verb];
      expect(parseCommand(example, lang)).toMatchObject({ verb });
      expect(parseCommand(usage, lang)).toMatchObject({ verb });
      const word = usage.split(" ")[0] ?? "";
      expect(example.split(" ")[0]).toBe(word);
    }
  });
});
