import { describe, expect, test } from "vitest";
import { at, day, did, of, orderPicture, sourcePicture } from "../../test/support/rule-table.ts";
import { defaultRules, judgePicture, parseRulesFile } from "./rules-file.ts";

function parsed(content: unknown) {
  const rules = parseRulesFile(content);
  if ("error" in rules) throw new Error(rules.error);
  return rules;
}

describe("parseRulesFile", () => {
  test("what is not written has its default", () => {
    const { rules } = parsed({ version: 1, rules: { "promise-at-risk": { hoursBefore: 6 } } });
    expect(rules["promise-at-risk"]).toEqual({
      enabled: true,
      answerWithinHours: 4,
      hoursBefore: 6,
    });
    expect(rules["delivery-stuck"]).toMatchObject({ stuckHours: 48 });
    expect(parsed({ version: 1 }).rules).toEqual(defaultRules().rules);
  });

  test.each([
    ["nothing at all", null, "The rules file: expected object, received undefined."],
    ["no version", {}, 'version: must be 1, as in "version: 1".'],
    ["another version", { version: 2 }, 'version: must be 1, as in "version: 1".'],
    [
      "a misspelt part",
      { version: 1, rule: {} },
      "rule is not a setting: remove it or correct its name.",
    ],
    [
      "a misspelt threshold",
      { version: 1, rules: { "promise-at-risk": { hours: 6 } } },
      "rules.promise-at-risk.hours is not a setting: remove it or correct its name.",
    ],
    [
      "a value of another type",
      { version: 1, rules: { "promise-at-risk": { hoursBefore: "six" } } },
      "rules.promise-at-risk.hoursBefore: expected number, received string.",
    ],
    [
      "a proof nobody knows",
      { version: 1, rules: { "evidence-missing": { required: ["selfie"] } } },
      'rules.evidence-missing.required.0: Invalid option: expected one of "waybill"|"signature"|"photo"|"stamp".',
    ],
    [
      "hours beyond any calendar",
      { version: 1, rules: { "source-silent": { everyHours: { erp: 1e12 } } } },
      "rules.source-silent.everyHours.erp: Too big: expected number to be <=87600.",
    ],
  ])("%s is one sentence that names the setting", (_what, content, error) => {
    expect(parseRulesFile(content)).toEqual({ error });
  });

  test("a rule nobody knows is refused, with those there are", () => {
    const rules = parseRulesFile({ version: 1, rules: { "promise-late": {} } });
    expect(rules).toHaveProperty("error");
    expect("error" in rules && rules.error).toMatch(
      /^rules\.promise-late is not a rule; the rules are promise-infeasible, .*\.$/,
    );
  });

  test("the proofs of evidence-missing are those that make a delivery billable", () => {
    const policy = { required: ["photo"], perCustomer: { "CLI-1": ["stamp"] } };
    const { rules } = parsed({ version: 1, rules: { "evidence-missing": policy } });
    expect(rules["delivered-not-invoiced"]).toMatchObject(policy);
    const own = parsed({
      version: 1,
      rules: { "evidence-missing": policy, "delivered-not-invoiced": { required: [] } },
    });
    expect(own.rules["delivered-not-invoiced"]).toMatchObject({ ...policy, required: [] });
  });

  test("the grace of payment-promise-broken is that in which invoice-overdue waits for it", () => {
    const grace = { promiseGraceHours: 72 };
    const { rules } = parsed({ version: 1, rules: { "payment-promise-broken": grace } });
    expect(rules["invoice-overdue"]).toMatchObject(grace);
    expect(defaultRules().rules["invoice-overdue"]).toMatchObject({ promiseGraceHours: 24 });
  });
});

describe("judgePicture", () => {
  const order = did("order.placed", "11-10 09:00", { promisedOn: day("11-20"), ...of(100) });
  const invoiced = did("invoice.issued", "11-16 15:00", of(100));

  test("completes what a rule found with what the rule is", () => {
    const { findings } = judgePicture(orderPicture([order]), defaultRules(), at("11-22 00:00"));
    expect(findings).toEqual([
      {
        rule: "promise-broken",
        subject: "order:PED-1",
        team: "logistics",
        informs: ["sales"],
        severity: "critical",
        stage: "promise",
        amount: { minor: 100_000, currency: "MXN" },
        since: at("11-21 00:00"),
        data: {
          promisedOn: day("11-20"),
          firstPromisedOn: day("11-20"),
          partlyDeliveredAt: null,
        },
        actions: ["new-date", "customer-told"],
        answerWithinHours: 8,
        foldedUnder: null,
      },
    ]);
  });

  test("the earliest recheck of all rules counts", () => {
    const judged = judgePicture(orderPicture([order, invoiced]), defaultRules(), at("11-16 16:00"));
    expect(judged).toEqual({ findings: [], recheckAt: at("11-17 15:00") });
  });

  test("a button about a delivery is offered only on a delivery", () => {
    const dispatched = did("delivery.dispatched", "11-16 16:00", of(100));
    const actionsOn = (...facts: Parameters<typeof orderPicture>[0]) =>
      judgePicture(orderPicture(facts), defaultRules(), at("11-17 16:00")).findings[0]?.actions;
    expect(actionsOn(order, invoiced)).toEqual(["credit-note", "hold"]);
    expect(actionsOn(order, invoiced, dispatched)).toEqual(["delivered", "credit-note", "hold"]);
  });

  test("a finding may be another team's: then the rule's own team follows it", () => {
    const disputed = (reasonCode: string) => [
      did("order.placed", "11-10 09:00"),
      did("invoice.issued", "11-16 15:00", { totalMinor: 100_000 }),
      did("invoice.disputed", "11-16 16:00", { reasonCode }),
    ];
    const ownerOf = (reasonCode: string) => {
      const picture = orderPicture(disputed(reasonCode));
      const { findings } = judgePicture(picture, defaultRules(), at("11-16 16:00"));
      return findings.map(({ rule, team, informs }) => ({ rule, team, informs }));
    };
    const rule = "invoice-disputed";
    expect(ownerOf("DEL")).toEqual([{ rule, team: "logistics", informs: ["collections"] }]);
    expect(ownerOf("LEG")).toEqual([{ rule, team: "collections", informs: [] }]);
  });

  test("an order of which only deliveries were heard is not judged", () => {
    const dispatched = did("delivery.dispatched", "11-01 16:00");
    const judged = judgePicture(orderPicture([dispatched]), defaultRules(), at("11-22 00:00"));
    expect(judged).toEqual({ findings: [], recheckAt: null });
  });

  test("a rule that is switched off is silent", () => {
    const rules = parsed({ version: 1, rules: { "promise-broken": { enabled: false } } });
    expect(judgePicture(orderPicture([order]), rules, at("11-22 00:00")).findings).toEqual([]);
  });

  test("a source is judged by the rules about sources alone", () => {
    const rules = parsed({ version: 1, rules: { "source-silent": { everyHours: { tms: 6 } } } });
    const { findings } = judgePicture(
      sourcePicture("tms", "11-16 08:00"),
      rules,
      at("11-17 00:00"),
    );
    expect(findings.map(({ rule, subject }) => [rule, subject])).toEqual([
      ["source-silent", "source:tms"],
    ]);
  });

  test("the chain of one order: short on receipt, mismatch on invoice, cleared by the credit note", () => {
    const billed = { lineId: "A", unit: "KGM", quantity: 100, amountMinor: 10_000 };
    const chain = [
      did("order.placed", "06-20 00:00", {
        currency: "GBP",
        totalMinor: 10_000,
        lines: [{ lineId: "1", unit: "KGM", quantity: 100, amountMinor: 10_000 }],
      }),
      did("delivery.dispatched", "06-20 00:00", {
        lines: [{ lineId: "1", unit: "KGM", quantity: 90, backorderQuantity: 10 }],
      }),
      did("delivery.delivered", "06-21 00:00", {
        lines: [{ lineId: "1", unit: "KGM", quantity: 90, shortQuantity: 10 }],
      }),
      did("invoice.issued", "06-21 00:00", {
        currency: "GBP",
        totalMinor: 10_750,
        lines: [billed],
      }),
      did("invoice.credited", "06-25 00:00", {
        currency: "GBP",
        totalMinor: 10_750,
        lines: [{ ...billed, lineId: "1" }],
      }),
    ];
    const found = (facts: number) =>
      judgePicture(orderPicture(chain.slice(0, facts)), defaultRules(), at("06-25 00:00"))
        .findings.filter(({ rule }) => ["delivery-short", "invoice-mismatch"].includes(rule))
        .map(({ rule, data }) => ({ rule, data }));
    expect(found(2)).toEqual([]);
    const short = { shortQuantity: 10, orderedQuantity: 100, unit: "KGM" };
    expect(found(3)).toMatchObject([{ rule: "delivery-short", data: short }]);
    expect(found(4)).toMatchObject([
      { rule: "delivery-short", data: short },
      {
        rule: "invoice-mismatch",
        data: { by: "quantity", invoicedQuantity: 100, deliveredQuantity: 90, unit: "KGM" },
      },
    ]);
    expect(found(5)).toEqual([]);
  });
});
