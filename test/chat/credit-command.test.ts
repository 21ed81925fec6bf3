import { expect, it } from "vitest";
import { askerOf } from "../../src/app/desk/asker.ts";
import { creditCommand } from "../../src/app/desk/credit-command.ts";
import type { AskCredit, KnownPerson } from "../../src/app/ports.ts";
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

/** A platform that opens no dialog in answer to a command. */
function typed(words: string, askCredit: AskCredit = () => Promise.reject(new Error("not asked"))) {
  const who = { platform: "teams", userId: "carla", userName: "carla", channelId: null } as const;
  const asker = askerOf(who, directory, { now: () => at("11-12 09:00") });
  return creditCommand(words.split(" ").filter(Boolean), "credito", carla, asker, {
    reads: { invoice: (id) => Promise.resolve(id === "FAC-2210" ? (invoice ?? null) : null) },
    directory,
    keepEvidence: () => Promise.resolve({ refused: "unreadable" }),
    credit: creditPolicyOf({}),
    askCredit,
  });
}

it("records the request where the reason's code was typed", async () => {
  const asked: Parameters<AskCredit>[0][] = [];
  const reply = await typed("FAC-2210 12,300.00 DEL faltan 3 cajas", (one) => {
    asked.push(one);
    return Promise.resolve({ requestId: "SNC-FAC-2210-1", amended: false });
  });
  expect(sentence(reply)).toBe(
    "✅ SNC-FAC-2210-1: MXN 12,300.00 de FAC-2210. La solicitud espera aprobación.",
  );
  expect(asked).toMatchObject([
    {
      invoiceId: "FAC-2210",
      team: "collections",
      amount: { minor: 1_230_000, currency: "MXN" },
      reasonCode: "DEL",
      reason: "faltan 3 cajas",
    },
  ]);
});

it("asks for the reason's code where none was typed, and lists them", async () => {
  const reply = sentence(await typed("FAC-2210 12,300.00 faltan 3 cajas"));
  expect(reply).toContain("Falta la causa: /remo credito FAC-2210 12,300.00 QTY");
  expect(reply).toContain("DEL (problema con la entrega)");
});

it("asks for the amount, and tells why the lock refused", async () => {
  expect(sentence(await typed("FAC-2210"))).toContain("Falta la factura y el monto");
  const refusal = { refused: "total-unknown", invoiceId: "FAC-2210" } as const;
  const reply = await typed("FAC-2210 1 OTH", () => Promise.resolve({ refusal }));
  expect(sentence(reply)).toContain("De FAC-2210 no se conoce el monto vigente");
});
