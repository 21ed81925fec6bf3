import { expect, test } from "vitest";
import { finding, GROUP, START } from "../../test/support/case-stage.ts";
import type { ActionId } from "./action.ts";
import { CALM, judgeCase } from "./judge-case.ts";
import { may, type Permission, type Person } from "./may.ts";

const short = finding("delivery-short", { informs: ["sales"] });
const judged = { group: GROUP, findings: [short], answers: [], zone: "UTC", ...CALM };
const c = judgeCase(null, judged, START, () => "case-1")?.case;

test.each<[string, Person["teams"], Person["roles"], ActionId, Permission]>([
  ["the team with the ball", ["logistics"], [], "acknowledge", { allowed: true, as: "logistics" }],
  [
    "a team that follows",
    ["sales"],
    [],
    "acknowledge",
    { refused: "not-your-team", teams: ["logistics"] },
  ],
  ["a team that follows", ["sales"], [], "watch", { allowed: true, as: "sales" }],
  [
    "a stranger",
    ["collections"],
    [],
    "watch",
    { refused: "not-your-team", teams: ["logistics", "sales"] },
  ],
  ["somebody of both", ["sales", "logistics"], [], "watch", { allowed: true, as: "logistics" }],
  ["a team of the list", ["sales"], [], "new-date", { allowed: true, as: "sales" }],
  [
    "no team of the list",
    ["controller"],
    [],
    "new-date",
    { refused: "not-your-team", teams: ["logistics", "sales"] },
  ],
  [
    "nobody's lead",
    ["logistics"],
    ["member"],
    "waive",
    { refused: "needs-approver", roles: ["lead", "controller"] },
  ],
  ["a lead of any team", ["sales"], ["member", "lead"], "waive", { allowed: true, as: "sales" }],
  ["a controller of no team", [], ["controller"], "waive", { allowed: true, as: "controller" }],
  [
    "a signer of the ball's team",
    ["sales", "logistics"],
    [],
    "approve-credit",
    { allowed: true, as: "logistics" },
  ],
  [
    "a signer of another team",
    ["sales", "collections"],
    [],
    "approve-credit",
    { allowed: true, as: "sales" },
  ],
  ["a signer of no team", [], ["director"], "approve-credit", { allowed: true, as: "controller" }],
])("%s (%j, %j) may %s or not", (_who, teams, roles, action, permission) => {
  if (!c) throw new Error("Nothing was found.");
  expect(may({ id: "x", name: "X", teams, roles }, action, c)).toEqual(permission);
});
