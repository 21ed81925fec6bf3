import { describe, expect, test } from "vitest";
import type { Reply } from "../../src/app/ports.ts";
import { evolveInvoice, newInvoice } from "../../src/core/invoice.ts";
import { at, did } from "../support/rule-table.ts";
import { VERB_IDS, VERBS } from "../../src/text/verbs.ts";
import { opened, sentence, who } from "./office.ts";

const teams = (userId: string) =>
  ({ platform: "teams", userId, userName: "Luis en Teams", channelId: null }) as const;

const owed = (invoiceId = "FAC-1") =>
  [did("invoice.issued", "11-01 09:00", { invoiceId, totalMinor: 100_000 })].reduce(
    evolveInvoice,
    newInvoice(invoiceId),
  );

function lines(reply: Reply): readonly string[] {
  if (reply.kind !== "note") throw new Error(`expected a note, got ${JSON.stringify(reply)}`);
  return reply.note.lines ?? [];
}

describe("every verb, in both languages", () => {
  const words = VERB_IDS.flatMap((verb) => [VERBS[verb].es[0], VERBS[verb].en[0]]);
  test.each(words)("/remo %s answers something, and nothing breaks", async (word) => {
    const { desk, told, given } = opened("evidence-missing");
    for (const typed of [word, `${word} NADA-404`, `${word} @nadie hasta nunca`, `${word} PED-1`]) {
      const reply = await desk.command(who("ULUIS"), typed);
      const text = reply.kind === "dialog" ? reply.dialog.title : JSON.stringify(reply);
      expect(text).not.toMatch(/undefined|NaN|\[object/);
    }
    // Without whom, until when or how much, nothing is recorded.
    expect(told).toEqual([]);
    const needsNoMore = ["escalate", "watch"];
    expect(given.filter(({ action }) => !needsNoMore.includes(action))).toEqual([]);
  });

  test.each(words.filter((word) => word !== "vincular" && word !== "link"))(
    "a stranger's /remo %s is told how to become known",
    async (word) => {
      const { desk, told, given } = opened("evidence-missing");
      const text = sentence(await desk.command(who("UNOBODY"), `${word} PED-1 2h`));
      expect(text).toContain("remo.yaml");
      expect([told, given]).toEqual([[], []]);
    },
  );
});

describe("acting on a case", () => {
  test("what is missing opens the same dialog as the button", async () => {
    const { desk } = opened("evidence-missing");
    for (const [typed, title] of [
      ["escalar PED-1", "Motivo"],
      ["asignar PED-1", "Asignar el caso"],
      ["pausar PED-1", "Pausar el caso"],
      ["silencio PED-1", "Silenciar casos"],
    ] as const) {
      const reply = await desk.command(who("ULUIS"), typed);
      expect(reply.kind === "dialog" ? reply.dialog.title : reply).toBe(title);
    }
  });

  test("by the case's own id, an order's, and a delivery's", async () => {
    const { desk, given, known, case: c } = opened("evidence-missing");
    known.documents["ENT-1"] = "PED-1";
    for (const typed of [c.id, "ped-1", "ENT-1"]) {
      await desk.command(who("ULUIS"), `snooze ${typed} 2h`);
    }
    expect(given.map(({ action }) => action)).toEqual(["snooze", "snooze", "snooze"]);
  });

  test("not on one that is closed, nor by another team, nor into the past", async () => {
    const { desk, known, case: c, given } = opened("evidence-missing");
    const past = await desk.command(who("ULUIS"), "pausar PED-1 hasta 2026-01-01");
    expect(past.kind).toBe("invalid");
    expect(sentence(await desk.command(who("UCON"), "pausar PED-1 2h"))).toMatch(/le toca a/);
    known.cases[0] = { ...c, state: "closed", closedAt: at("11-21 17:40") };
    const before = given.length;
    expect(sentence(await desk.command(who("ULUIS"), "pausar PED-1 2h"))).toBe(
      "PED-1 no tiene casos abiertos; nada que hacer.",
    );
    expect(given).toHaveLength(before);
  });
});

describe("an invoice with a case that waits for the answer", () => {
  function waiting() {
    const staff = opened("invoice-mismatch");
    const invoice = { ...owed("FAC-1"), orderIds: ["PED-1"] };
    staff.known.invoices = [invoice];
    const [first] = staff.case.findings;
    if (!first) throw new Error("no finding");
    const actions = ["promise-to-pay", "dispute", "credit-note"] as const;
    staff.known.cases = [
      { ...staff.case, findings: [{ ...first, subject: "invoice:FAC-1", actions }] },
    ];
    return staff;
  }

  test("is promised and disputed in it, through the door of its buttons", async () => {
    const { desk, given, told } = waiting();
    expect(sentence(await desk.command(who("UCAR"), "promesa FAC-1 15/12"))).toContain(
      "mar 15 dic",
    );
    expect(sentence(await desk.command(who("UCAR"), "disputa FAC-1 PRI acordado"))).toContain(
      "precio distinto al acordado (acordado)",
    );
    expect(given.map(({ action, input }) => [action, input])).toEqual([
      ["promise-to-pay", { on: "2026-12-15" }],
      ["dispute", { reasonCode: "PRI", reason: "acordado" }],
    ]);
    expect(told).toEqual([]);
  });

  test("opens the dialog where something is missing", async () => {
    const { desk } = waiting();
    for (const [typed, title] of [
      ["promesa FAC-1", "Promesa de pago"],
      ["disputa FAC-1", "Disputa"],
      ["crédito FAC-1 100", "Nota de crédito"],
    ] as const) {
      const reply = await desk.command(who("UCAR"), typed);
      expect(reply.kind === "dialog" ? reply.dialog.title : reply).toBe(title);
    }
  });
});

describe("linking accounts", () => {
  test("the code of one platform makes the account of the other the same person", async () => {
    const { desk, told } = opened("evidence-missing");
    const shown = sentence(await desk.command(who("ULUIS"), "vincular"));
    const code = /CODE-\d+/.exec(shown)?.[0] ?? "";
    expect(shown).toContain("10 minutos");
    expect(sentence(await desk.command(teams("T-1"), `vincular ${code}`))).toBe(
      "✅ Luis en Teams en Teams y Luis Ortega son desde ahora la misma persona para Remo.",
    );
    expect(told).toMatchObject([
      { type: "account.linked", personId: "ULUIS", platform: "teams", account: "T-1" },
    ]);
    expect(sentence(await desk.command(teams("T-2"), `vincular ${code}`))).toMatch(/ya se usó/);
  });

  test("nobody known on either side, and a code on its own platform", async () => {
    const { desk, told } = opened("evidence-missing");
    await desk.command(who("UNOBODY"), "link");
    expect(sentence(await desk.command(teams("T-1"), "link CODE-1"))).toMatch(/ninguna de las dos/);
    await desk.command(who("ULUIS"), "link");
    expect(sentence(await desk.command(who("UANA"), "link CODE-2"))).toMatch(/other platform/);
    expect(told).toEqual([]);
  });
});

test("a mention of somebody unknown, or of several, names who may be meant", async () => {
  const { desk, given } = opened("evidence-missing");
  const ask = async (word: string) =>
    sentence(await desk.command(who("ULUIS"), `asignar PED-1 ${word}`));
  expect(await ask("<@ULUIS|luis>")).toBe("✅ PED-1 quedó asignado a Luis Ortega.");
  expect(await ask("@luis")).toBe("✅ PED-1 quedó asignado a Luis Ortega.");
  expect(await ask("@luis.ortega")).toBe("✅ PED-1 quedó asignado a Luis Ortega.");
  expect(await ask("@marta")).toMatch(/^Marta Soto no es de los equipos de este caso: Logística/);
  expect(await ask("<@UXYZ|pedro>")).toMatch(/^Remo no conoce a @pedro\./);
  expect(await ask("@ort")).toBe("Remo no conoce a @ort. ¿Luis Ortega?");
  expect(given).toHaveLength(3);
});

test("why names rule, thresholds, facts and who may answer; of folded ones, their cause", async () => {
  const { desk, known } = opened("evidence-missing");
  known.rules["evidence-missing"] = {
    enabled: true,
    graceHours: 24,
    required: ["waybill", "photo"],
  };
  const said = lines(await desk.command(who("UANA"), "why PED-1"));
  expect(said[0]).toMatch(/· rule evidence-missing$/);
  expect(said).toContain("Thresholds: graceHours 24 · required waybill, photo");
  expect(said).toContain("✗ signature");
  expect(said.join("\n")).toMatch(/Attach proof: Logistics \(Luis Ortega\), Sales/);
  expect(said.join("\n")).toMatch(/Waive proof: Those who approve \(Carla Díaz, Marta Soto\)/);
});

test("help of a verb, of a slip of the fingers, and of nothing", async () => {
  const { desk } = opened("evidence-missing");
  const help = async (typed: string) => desk.command(who("UANA"), typed);
  const verb = await help("help pausar");
  expect(verb.kind === "note" && verb.note.title).toBe("/remo snooze PED-1042 until WHEN");
  expect(sentence(await help("help snoz"))).toBe('"snoz" is not a command. /remo help snooze?');
  expect(sentence(await help("help xyzzy"))).toMatch(/The list is in \/remo help/);
});
