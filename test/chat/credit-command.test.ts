import { expect, it } from "vitest";
import { askerOf } from "../../src/app/desk/asker.ts";
import { creditCommand, reopenCredit } from "../../src/app/desk/credit-command.ts";
import type { KnownPerson, Platform } from "../../src/app/ports.ts";
import { creditPolicyOf } from "../../src/core/credit-policy.ts";
import { at, did, orderPicture } from "../support/rule-table.ts";
import { directory, sentence } from "./office.ts";

const [invoice] = orderPicture([
  did("order.placed", "11-10 09:00"),
  did("invoice.issued", "11-11 09:00", { invoiceId: "FAC-2210", totalMinor: 18_400_000 }),
]).invoices;
const carla: KnownPerson = {
  id: "carla",
  name: "Carla Díaz",
  teams: ["collections"],
  roles: ["member"],
  accounts: { teams: "carla" },
  lang: null,
};

const NEEDS = {
  reads: {
    invoice: (id: string) => Promise.resolve(id === "FAC-2210" ? (invoice ?? null) : null),
  },
  credit: creditPolicyOf({}),
};

function asking(platform: Platform) {
  const who = { platform, userId: "carla", userName: "carla", channelId: null } as const;
  return askerOf(who, directory, { now: () => at("11-12 09:00") });
}

function typed(words: string, platform: Platform = "teams") {
  return creditCommand(words.split(" "), "credito", carla, asking(platform), NEEDS);
}

it.each(["slack", "teams"] as const)("opens the dialog of an invoice in %s", async (platform) => {
  const reply = await typed("FAC-2210 12,300.00 DEL faltan 3 cajas", platform);
  if (reply.kind !== "dialog") throw new Error(reply.kind);
  const { answer, inputs } = reply.dialog;
  expect(answer).toEqual({ action: "credit-note", caseId: "invoice:FAC-2210", finding: null });
  expect(
    Object.fromEntries(inputs.map((one) => [one.id, "initial" in one && one.initial])),
  ).toEqual(
    expect.objectContaining({ amount: "12,300.00", reasonCode: "DEL", reason: "faltan 3 cajas" }),
  );
});

it("says which invoice there is not, and what of the amount cannot be read", async () => {
  expect(sentence(await typed("FAC-9"))).toContain("FAC-9");
  expect(sentence(await typed("FAC-2210 mucho"))).toContain("«mucho»");
});

it("opens again for its own invoice, to whoever may ask", async () => {
  const again = (id: string, person = carla) => reopenCredit(id, person, asking("teams"), NEEDS);
  expect(await again("FAC-2210")).toMatchObject({
    kind: "dialog",
    dialog: { answer: { caseId: "invoice:FAC-2210" } },
  });
  expect(sentence(await again("FAC-9"))).toContain("FAC-9");
  expect(sentence(await again("FAC-2210", { ...carla, teams: ["logistics"] }))).toMatch(
    /le toca a/,
  );
});
