import { describe, expect, test } from "vitest";
import { at } from "../../test/support/rule-table.ts";
import { levelFor, maySign, type Signing, signsSomething } from "./credit-ladder.ts";
import { creditPolicyOf, needsStepUp } from "./credit-policy.ts";
import type { CreditRequest } from "./credit-request.ts";
import type { Person } from "./may.ts";
import { parseRulesFile } from "./rules-file.ts";

const policy = creditPolicyOf({});
const person = (id: string, teams: Person["teams"], roles: Person["roles"]): Person => ({
  id,
  name: id,
  teams,
  roles,
});
const ana = person("ana", ["sales"], ["lead"]);
const carmen = person("carmen", ["collections"], ["member"]);
const lucia = person("lucia", ["collections"], ["lead"]);
const raul = person("raul", ["collections"], ["lead"]);
const vera = person("vera", ["controller"], ["controller"]);
const dora = person("dora", ["sales"], ["director"]);
const people = [ana, carmen, lucia, raul, vera, dora];
const signer = ({ id, name }: Person) => ({ personId: id, personName: name });
const request: CreditRequest = {
  id: "SNC-1",
  requestedAt: at("11-12 09:00"),
  by: signer(ana),
  amountMinor: 1_000_000,
  currency: "MXN",
  reasonCode: "QTY",
  reason: null,
  proofs: [],
  amendedAt: null,
  approvals: [],
  approvedAt: null,
  rejected: null,
  withdrawnAt: null,
  remarks: [],
  team: "sales",
  answers: null,
};
const delegation = (of: Person, to: Person, from = "11-12 00:00", until = "11-20 00:00") => ({
  of: signer(of),
  to: signer(to),
  from: at(from),
  until: at(until),
});
const signed = (by: Person, onBehalfOf: Person | null = null) => ({
  ...signer(by),
  at: at("11-12 10:00"),
  onBehalfOf: onBehalfOf && signer(onBehalfOf),
});

type Row = readonly [
  says: string,
  who: Person,
  more: Partial<Signing> & { readonly minor?: number },
  expected: string,
];

const ROWS: readonly Row[] = [
  ["the lead of the rung's team", lucia, {}, "signs"],
  ["a controller, who stands higher", vera, {}, "signs"],
  ["a director of any team, who stands highest", dora, {}, "signs"],
  ["the requester, lead or not", ana, {}, "own-request"],
  ["somebody of the team without the role", carmen, {}, "above-limit"],
  ["the lead, above their rung", lucia, { minor: 2_000_001 }, "above-limit"],
  ["the controller, above theirs", vera, { minor: 10_000_001 }, "above-limit"],
  [
    "who signed already",
    lucia,
    { request: { ...request, approvals: [signed(lucia)] } },
    "already-approved",
  ],
  ["a delegate between two dates", carmen, { delegations: [delegation(lucia, carmen)] }, "lucia"],
  [
    "a delegate whose days are over",
    carmen,
    { delegations: [delegation(lucia, carmen, "11-01 00:00", "11-13 12:00")] },
    "above-limit",
  ],
  [
    "a delegate whose days are to come",
    carmen,
    { delegations: [delegation(lucia, carmen, "11-14 00:00")] },
    "above-limit",
  ],
  [
    "somebody in the requester's place",
    carmen,
    { request: { ...request, by: signer(lucia) }, delegations: [delegation(lucia, carmen)] },
    "own-request",
  ],
  [
    "the requester as somebody's delegate",
    ana,
    { delegations: [delegation(lucia, ana)] },
    "own-request",
  ],
  [
    "a delegate of who signed already",
    carmen,
    {
      request: { ...request, approvals: [signed(lucia)] },
      delegations: [delegation(lucia, carmen)],
    },
    "already-approved",
  ],
  [
    "who was signed for already",
    lucia,
    { request: { ...request, approvals: [signed(carmen, lucia)] } },
    "already-approved",
  ],
  ["who names oneself", carmen, { delegations: [delegation(carmen, carmen)] }, "above-limit"],
  [
    "a delegate of somebody below the rung",
    carmen,
    { minor: 5_000_000, delegations: [delegation(lucia, carmen)] },
    "above-limit",
  ],
  [
    "a delegate whom the requester named, and who may sign as a lead",
    raul,
    { delegations: [delegation(ana, raul)] },
    "signs",
  ],
  [
    "the other of two that somebody delegates for",
    carmen,
    {
      request: { ...request, by: signer(lucia) },
      delegations: [delegation(lucia, carmen), delegation(raul, carmen)],
    },
    "raul",
  ],
];

describe("who may sign", () => {
  test.each(ROWS)("%s", (_says, who, { minor = request.amountMinor, ...more }, expected) => {
    const level = levelFor({ minor, currency: "MXN" }, policy);
    const now = at("11-13 12:00");
    const signing = { request, level, delegations: [], people, policy, now, ...more };
    const right = maySign(who, signing);
    const said = "refused" in right ? right.refused : (right.onBehalfOf?.personId ?? "signs");
    expect(said).toBe(expected);
  });
});

describe("the rungs", () => {
  test.each([
    ["MXN", 2_000_000, 0],
    ["MXN", 2_000_001, 1],
    ["MXN", 10_000_000, 1],
    ["MXN", 10_000_001, 2],
    ["COP", 400_000_000, 0],
    // The peso of Chile has no cents.
    ["CLP", 1_000_000, 0],
    ["CLP", 1_000_001, 1],
    ["EUR", 100_000, 0],
    ["EUR", 100_001, 1],
  ])("%s %i stands on rung %i", (currency, minor, rung) => {
    expect(levelFor({ minor, currency }, policy).rung).toBe(rung);
  });

  test("an amount is typed again above its currency's limit, not at it", () => {
    expect(needsStepUp({ minor: 5_000_000, currency: "MXN" }, policy)).toBe(false);
    expect(needsStepUp({ minor: 5_000_001, currency: "MXN" }, policy)).toBe(true);
  });

  test.each([
    ["no last rung", [{ upTo: 10, role: "lead" }]],
    [
      "rungs that descend",
      [{ upTo: 20, role: "lead" }, { upTo: 10, role: "lead" }, { role: "director" }],
    ],
    ["a rung in the middle without a limit", [{ role: "lead" }, { role: "director" }]],
    ["a role nobody knows", [{ role: "boss" }]],
    ["no rung at all", []],
  ])("a ladder with %s is refused with its name", (_says, ladder) => {
    const rules = { "credit-note-pending": { ladder: { MXN: ladder } } };
    const parsed = parseRulesFile({ version: 1, rules });
    expect("error" in parsed && parsed.error).toMatch(/^rules\.credit-note-pending\.ladder\.MXN/);
  });

  test("what is said of one currency leaves the others as usual", () => {
    const own = creditPolicyOf({ ladder: { MXN: [{ role: "director" }] } });
    expect(levelFor({ minor: 1, currency: "MXN" }, own).role).toBe("director");
    expect(levelFor({ minor: 1, currency: "COP" }, own).role).toBe("lead");
  });
});

describe("who may sign anything at all", () => {
  const rows: readonly (readonly [string, Person, Signing["delegations"], boolean])[] = [
    ["who stands on the ladder", lucia, [], true],
    ["who stands on no rung of it", carmen, [], false],
    ["a delegate of who stands on it", carmen, [delegation(lucia, carmen)], true],
    ["a delegate from this very instant", carmen, [delegation(lucia, carmen, "11-13 12:00")], true],
    [
      "a delegate until this very instant",
      carmen,
      [delegation(lucia, carmen, "11-01 00:00", "11-13 12:00")],
      false,
    ],
    ["who named themselves", carmen, [delegation(carmen, carmen)], false],
    ["a delegate of somebody who may not sign", carmen, [delegation(ana, carmen)], false],
    ["another one's delegate", carmen, [delegation(lucia, vera)], false],
  ];

  test.each(rows)("%s", (_says, who, delegations, expected) => {
    const now = at("11-13 12:00");
    expect(signsSomething(who, "MXN", { delegations, people, policy, now })).toBe(expected);
  });
});
