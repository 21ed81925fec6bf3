import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Finding } from "../src/core/finding.ts";
import type { Fact } from "../src/core/fact.ts";
import type { Picture } from "../src/core/picture.ts";
import { defaultRules, judgePicture, parseRulesFile } from "../src/core/rules-file.ts";
import { SEVERITIES } from "../src/core/rule.ts";
import { RULE_IDS, type RuleId, RULES } from "../src/core/rules/index.ts";
import { createFormat, type Lang } from "../src/text/format.ts";
import type { RuleText } from "../src/text/rule-text.ts";
import { RULE_TEXTS } from "../src/text/rules/index.ts";
import {
  accountPicture,
  at,
  day,
  did,
  of,
  orderPicture,
  sourcePicture,
  ZONE,
} from "./support/rule-table.ts";
import { WHY_HEADINGS, WHY_PROMPTS } from "./tools/new-rule.ts";

const FOLDER = new URL("../src/core/rules/", import.meta.url);
const TEXTS = new URL("../src/text/rules/", import.meta.url);
const LONGEST_RULE_LINES = 60;

const DOCUMENTED = readFileSync(new URL("../docs/rules.md", import.meta.url), "utf8").split("\n");
const LONGEST_TITLE = 80;

const placed = did("order.placed", "11-10 09:00", {
  promisedOn: day("11-20"),
  address: "Av. Central 120",
  ...of(100, { amountMinor: 100_000 }),
});
const dispatched = did("delivery.dispatched", "11-16 08:00", of(100));
const invoiced = did("invoice.issued", "11-16 15:00", { totalMinor: 116_000, ...of(100) });

const owed = did("invoice.issued", "11-16 15:00", {
  totalMinor: 116_000,
  dueOn: day("11-18"),
  legalEntity: "CO-1",
});
const SAME = { invoiceId: "FAC-2", totalMinor: 116_000 };
const CAUSE = { reasonCode: "PRI", reason: "El precio no es el acordado." };
const objections = [
  did("invoice.rejected", "11-18 09:00", { ...CAUSE, rejectedBy: "authority" }),
  did("invoice.disputed", "11-17 09:00", CAUSE),
];
const promised = did("invoice.promised", "11-17 09:00", {
  promisedOn: day("11-19"),
  amountMinor: 50_000,
});
const partly = did("invoice.paid", "11-18 10:00", { amountMinor: 10_000 });
const recurring = did("agreement.described", "11-01 09:00", {
  currency: "MXN",
  recurring: { every: "month", from: "2026-10-01", amountMinor: 50_000 },
});
const limited = did("customer.described", "11-01 09:00", {
  creditLimitMinor: 20_000,
  creditCurrency: "MXN",
});
const paid = (paymentId: string) =>
  did("payment.received", "11-10 09:00", { paymentId, amountMinor: 5_000, reference: "SPEI 1" });
const overdue = (invoiceId: string, currency: string) =>
  did("invoice.issued", "10-01 09:00", {
    invoiceId,
    currency,
    orderIds: [],
    payerId: "CLI-1",
    totalMinor: 7_000,
    dueOn: day("10-20"),
  });
const asked = did("credit.requested", "11-16 18:00", { amountMinor: 20_000, team: "sales" });
const alike = did("customer.credit-tallied", "11-15 09:00", {
  requestId: "SNC-9",
  amountMinor: 30_000,
  currency: "MXN",
  counts: true,
});
const lucia = { personId: "U2", personName: "Lucía" };
const question = did("credit.asked", "11-17 09:00", { ...lucia, question: "¿Cuál?" });
const sentBack = did("credit.sent-back", "11-18 13:00", { ...lucia, creditNoteId: "NC-1" });
const signed = (final: boolean) =>
  did("credit.approved", "11-17 10:00", { ...lucia, amountMinor: 20_000, final });
const noted = (more: Readonly<Record<string, unknown>>) =>
  did("invoice.credited", "11-18 09:00", { totalMinor: 20_000, ...more });

/** Histories that, between them, make every rule speak, and most of them in each of its ways. */
const STORIES: readonly (() => readonly Finding[])[] = [
  () => onOrder([placed], "11-20 12:00"),
  () =>
    onOrder(
      [placed, dispatched, did("delivery.eta", "11-16 09:00", { etaAt: at("11-22 09:00") })],
      "11-17 12:00",
    ),
  () =>
    onOrder(
      [
        placed,
        dispatched,
        did("order.changed", "11-16 09:00", {
          address: "Bodega 4",
          requestedOn: day("11-22"),
          ...of(80),
        }),
      ],
      "11-22 12:00",
    ),
  () =>
    onOrder(
      [placed, did("delivery.released", "11-15 09:00"), did("order.cancelled", "11-16 09:00")],
      "11-16 12:00",
    ),
  () => onOrder([placed, dispatched, did("order.cancelled", "11-16 09:00")], "11-16 12:00"),
  () =>
    onOrder(
      [placed, did("order.cancelled", "11-16 09:00"), did("delivery.delivered", "11-17 09:00")],
      "11-18 12:00",
    ),
  () =>
    onOrder(
      [placed, did("delivery.planned", "11-16 09:00", { plannedOn: day("11-22") })],
      "11-17 12:00",
    ),
  () => onOrder([placed, dispatched, did("delivery.failed", "11-16 18:00")], "11-17 12:00"),
  () =>
    onOrder(
      [
        placed,
        dispatched,
        did("delivery.delivered", "11-16 14:00", of(90, { rejectedQuantity: 10 })),
        invoiced,
      ],
      "11-18 12:00",
    ),
  () =>
    onOrder(
      [
        placed,
        dispatched,
        did("delivery.dispatched", "11-16 10:00", { deliveryId: "ENT-2", ...of(100) }),
      ],
      "11-16 12:00",
    ),
  () =>
    onOrder([placed, dispatched, did("delivery.delivered", "11-16 14:00", of(120))], "11-18 12:00"),
  () =>
    onOrder(
      [
        placed,
        did("customer.described", "11-01 09:00", { evidence: ["waybill"] }),
        did("delivery.delivered", "11-16 14:00", of(100)),
      ],
      "11-18 12:00",
    ),
  () => onOrder([placed, did("delivery.delivered", "11-16 14:00")], "11-18 12:00"),
  () => onOrder([placed, invoiced], "11-18 12:00"),
  () => onOrder([placed, dispatched, invoiced], "11-18 12:00"),
  () =>
    onOrder(
      [
        placed,
        did("delivery.delivered", "11-16 14:00", of(100)),
        did("invoice.issued", "11-16 15:00", of(100, { amountMinor: 90_000 })),
      ],
      "11-18 12:00",
    ),
  () =>
    onOrder(
      [
        placed,
        did("delivery.delivered", "11-16 14:00", of(100)),
        did("invoice.issued", "11-16 15:00", { currency: "USD", ...of(100) }),
      ],
      "11-18 12:00",
    ),
  () => onOrder([placed, owed, did("invoice.issued", "11-17 15:00", SAME)], "11-20 12:00"),
  () => onOrder([placed, owed, did("invoice.filed", "11-16 16:00"), ...objections], "11-20 12:00"),
  () => onOrder([placed, owed, did("invoice.rejected", "11-17 09:00")], "11-20 12:00"),
  () => onOrder([placed, owed, did("invoice.disputed", "11-17 09:00", CAUSE)], "11-20 12:00"),
  () => onOrder([placed, owed, did("invoice.disputed", "11-17 09:00")], "11-20 12:00"),
  () =>
    onOrder(
      [did("customer.described", "11-01 09:00", { leadDays: 20, routeDays: [1, 4] }), placed],
      "11-11 12:00",
    ),
  () =>
    onOrder([did("customer.described", "11-01 09:00", { routeDays: [1] }), placed], "11-11 12:00"),
  () =>
    onOrder(
      [
        placed,
        did("customer.described", "11-01 09:00", { wantsReminder: true }),
        did("invoice.issued", "11-16 15:00", { totalMinor: 116_000, dueOn: day("11-22") }),
      ],
      "11-20 12:00",
    ),
  () => onOrder([placed, owed], "11-20 12:00"),
  () => onOrder([placed, owed], "12-22 12:00"),
  () => onOrder([placed, owed, promised], "11-22 12:00"),
  () => onOrder([placed, owed, promised, partly, promised], "11-22 12:00"),
  () =>
    onOrder(
      [
        placed,
        owed,
        partly,
        did("withholding.applied", "11-18 10:00", { tax: "ISR", amountMinor: 1_000 }),
        did("withholding.applied", "11-19 10:00", { withholdingId: "RET-2", amountMinor: 1_000 }),
      ],
      "12-28 12:00",
    ),
  () =>
    onOrder(
      [
        placed,
        did("customer.described", "11-01 09:00", { evidence: ["waybill", "photo"] }),
        did("delivery.delivered", "11-16 14:00", of(100)),
        did("evidence.attached", "11-16 15:00", { kind: "photo" }),
        did("evidence.checked", "11-16 16:00", {
          kind: "photo",
          problem: "reused",
          detail: "ENT-9",
        }),
      ],
      "11-18 12:00",
    ),
  () =>
    onOrder([placed, did("order.changed", "11-10 10:00", { agreementId: "CON-1" })], "11-18 12:00"),
  () =>
    onOrder(
      [
        did("customer.described", "11-01 09:00", { taxId: "DBA010101AB1", paymentDays: 30 }),
        placed,
        did("order.changed", "11-10 10:00", { agreementId: "CON-1", payerId: "CLI-1" }),
        did("agreement.described", "11-01 09:00", { discountShare: 0.1 }),
        did("delivery.delivered", "11-16 14:00", of(100)),
        did("invoice.issued", "11-16 15:00", {
          taxId: "OTRO",
          payerId: "CLI-2",
          paymentDays: 60,
          discountMinor: 0,
          ...of(100, { amountMinor: 90_000 }),
        }),
      ],
      "11-18 12:00",
    ),
  () => onAccount([recurring], "11-18 12:00"),
  () => onAccount([paid("PAG-1"), paid("PAG-2")], "11-18 12:00"),
  () =>
    onAccount(
      [
        limited,
        placed,
        did("order.placed", "11-10 09:00", { orderId: "PED-2", currency: "USD" }),
        overdue("FAC-1", "MXN"),
        overdue("FAC-2", "USD"),
        ...["FAC-3", "FAC-4"].map((id) => overdue(id, "MXN")),
      ],
      "11-18 12:00",
    ),
  () => onAccount([limited, placed, paid("PAG-1")], "11-18 12:00"),
  // Credit notes: waiting, asked about, approved; then what the ERP should not have posted.
  () => onOrder([placed, invoiced, asked], "11-18 12:00"),
  () => onOrder([placed, invoiced, asked, alike, question, signed(false)], "11-18 12:00"),
  () => onOrder([placed, invoiced, asked, signed(true)], "11-18 12:00"),
  () => onOrder([placed, invoiced, asked, noted({ totalMinor: 5_000 })], "11-18 12:00"),
  () => onOrder([placed, invoiced, asked, noted({ requestId: "SNC-1" })], "11-18 12:00"),
  () =>
    onOrder(
      [placed, invoiced, asked, signed(true), noted({ requestId: "SNC-1", totalMinor: 90_000 })],
      "11-18 12:00",
    ),
  () =>
    onOrder(
      [placed, invoiced, asked, signed(true), noted({ postedBy: "U1" }), sentBack],
      "11-18 14:00",
    ),
  () => onOrder([placed, invoiced, asked, signed(true), noted({ postedBy: "U2" })], "11-18 12:00"),
  () => judged(sourcePicture("tms", "11-16 08:00"), "11-18 12:00"),
];

function onOrder(facts: readonly Fact[], now: string): readonly Finding[] {
  return judged(orderPicture(facts), now);
}

function onAccount(facts: readonly Fact[], now: string): readonly Finding[] {
  return judged(accountPicture(facts), now);
}

function judged(picture: Picture, now: string): readonly Finding[] {
  const rules = parseRulesFile({
    version: 1,
    rules: {
      "source-silent": { everyHours: { tms: 6 } },
      "invoice-not-filed": { enabled: true },
      "invoice-rejected": { answerBusinessDays: { "CO-1": 1 } },
    },
  });
  if ("error" in rules) throw new Error(rules.error);
  return judgePicture(picture, rules, at(now)).findings;
}

function said(id: RuleId, lang: Lang, data: unknown) {
  const format = createFormat(lang, ZONE, at("11-25 12:00"));
  // The finding came from the rule of this id, so its data is what the rule's text expects.
  const text: RuleText<never> = RULE_TEXTS[id][lang];
  const found = data as never;
  const fields = text.fields?.(found, format) ?? [];
  return {
    sentences: {
      tag: text.tag,
      title: text.title(found, format),
      why: text.why(found, format),
    } as Record<string, string>,
    labels: fields.map(([label]) => label),
    values: fields.map(([, value]) => value),
    items: text.checklist?.(found, format) ?? [],
  };
}

const folders = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

function read(path: string, base: URL): string {
  return readFileSync(new URL(path, base), "utf8");
}

test("every folder is a rule, every rule has a folder, and there are some", () => {
  expect(RULE_IDS.length).toBeGreaterThan(0);
  expect(new Set(RULE_IDS).size).toBe(RULE_IDS.length);
  expect(folders).toEqual([...RULE_IDS].sort());
  expect(Object.keys(RULE_TEXTS).sort()).toEqual(folders);
});

describe.each(RULES)("$id", (rule) => {
  test("has a short rule, and a table that names it", () => {
    expect(existsSync(new URL(`${rule.id}/rule.ts`, FOLDER))).toBe(true);
    const lines = read(`${rule.id}/rule.ts`, FOLDER).trimEnd().split("\n").length;
    expect(lines).toBeLessThan(LONGEST_RULE_LINES);
    const table = read(`${rule.id}/rule.test.ts`, FOLDER);
    expect(table).toContain("ruleTable(");
    expect(table).toMatch(/finds: \[\{|finds: \[\n/);
    expect(table).toContain("finds: []");
  });

  test("is in the table of the documentation, with its thresholds and their defaults", () => {
    const row = DOCUMENTED.find((line) => line.startsWith(`| [\`${rule.id}\`]`)) ?? "";
    const { enabled: _, answerWithinHours, ...own } = defaultRules().rules[rule.id];
    const { es, en } = RULE_TEXTS[rule.id];
    expect(row).toContain(`| ${es.tag} / ${en.tag} | ${rule.team} | ${rule.severity} |`);
    expect(row).toContain(`| ${answerWithinHours} h |`);
    for (const [name, value] of Object.entries(own)) {
      const shown = JSON.stringify(value);
      expect(row).toContain(`\`${name}: ${shown}\``);
    }
    for (const action of rule.actions) expect(row).toContain(`\`${action}\``);
  });

  test("says why, how to silence it and where it is wrong", () => {
    const why = read(`${rule.id}/why.md`, FOLDER);
    expect(why.startsWith(`# ${rule.id}\n`)).toBe(true);
    const headings = why.split("\n").filter((line) => line.startsWith("## "));
    expect(headings).toEqual(WHY_HEADINGS.map((heading) => `## ${heading}`));
    for (const section of why.split(/^## /m)) expect(section.length).toBeGreaterThan(80);
    for (const prompt of WHY_PROMPTS) expect(why).not.toContain(prompt);
  });

  test("speaks both languages, of a finding it really made", () => {
    expect(existsSync(new URL(`${rule.id}.ts`, TEXTS))).toBe(true);
    const findings = STORIES.flatMap((story) => story()).filter((one) => one.rule === rule.id);
    expect(findings.length).toBeGreaterThan(0);
    for (const { data } of findings) {
      const es = said(rule.id, "es", data);
      const en = said(rule.id, "en", data);
      expect(es.labels.length).toBe(en.labels.length);
      expect(es.labels.length).toBeLessThanOrEqual(3);
      expect(es.items.length).toBe(en.items.length);
      for (const [key, spanish] of Object.entries(es.sentences)) {
        const english = en.sentences[key] ?? "";
        expect(spanish.trim(), key).not.toBe("");
        expect(english.trim(), key).not.toBe("");
        expect(spanish, key).not.toBe(english);
      }
      const all = JSON.stringify([es, en]);
      expect(all).not.toMatch(/undefined|null|NaN|Invalid|\[object/);
      expect(es.sentences.title?.length).toBeLessThan(LONGEST_TITLE);
      expect(en.sentences.title?.length).toBeLessThan(LONGEST_TITLE);
    }
  });

  test("needs nothing in the rules file, and has a severity and a team", () => {
    const thresholds = defaultRules().rules[rule.id];
    // Only where a source tells of filings does their absence say anything.
    expect(thresholds.enabled).toBe(rule.id !== "invoice-not-filed");
    expect(thresholds.answerWithinHours).toBeGreaterThan(0);
    expect(SEVERITIES).toContain(rule.severity);
    expect(rule.team.length).toBeGreaterThan(0);
    expect(rule.informs).not.toContain(rule.team);
  });
});
