import { expect, it } from "vitest";
import { anaAsks, threeBoxesShort } from "../support/credit-notes.ts";
import { delivered, order, photo, TWO_PROOFS } from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";

const IN_TEAMS = { inTeams: ["logistics"] } as const;
const LOGISTICS = "19:logistica@thread.tacv2";
const broken = (orderId: string) => order(orderId, { promisedOn: "2026-11-17" });

it("an assigned case comes to its person in Teams too, and the one who is called is named", async () => {
  const remo = await startRemo(IN_TEAMS);
  await remo.tell(broken("PED-1"));
  const card = await remo.inTeams("marta").channel("logistica").expectCard("PED-1");
  await card.press("Asignar");
  await card.press("Guardar", { person: "luis" });
  await card.expectReply("<at>Luis Peña</at>");
  const direct = await remo.inTeams("luis").direct().expectCard("PED-1");
  await direct.press("Atender");
  await direct.expectUpdate("Luis Peña");
  await card.expectUpdate("Luis Peña");
});

it("inicio shows one's own cases with their buttons", async () => {
  const remo = await startRemo(IN_TEAMS);
  await remo.tell(broken("PED-1"), broken("PED-2"));
  const home = await remo.inTeams("luis").ask("inicio");
  expect(home.words).toContain("Pendientes de Luis Peña");
  expect(home.words).toContain("PED-1");
  expect(home.words).toContain("PED-2");
  expect(await home.press("Atender")).toContain("Quedó registrado");
});

it("files sent to Remo prove the case that is chosen for them", async () => {
  const remo = await startRemo({ ...IN_TEAMS, rules: TWO_PROOFS });
  await remo.tell(order("PED-1"), delivered("ENT-1", "PED-1"));
  await remo.pass(5);
  const luis = remo.inTeams("luis");
  const card = await luis.channel("logistica").expectCard("PED-1");
  const direct = await luis.ready();
  const sent = await luis.user.say({
    conversation: direct.id,
    text: "",
    files: [photo("firma.jpg")],
  });
  expect(sent.ok).toBe(true);
  const form = await direct.expectCard("firma.jpg");
  await form.press("Guardar", { proofKind: "signature" });
  await card.expectUpdate("Evidencia: ✗ guía · ✓ firma de recibido");
  const [proof] = await remo.facts("evidence.attached");
  expect(proof?.body).toMatchObject({ name: "firma.jpg" });
});

it("a file that is no photo is refused with a sentence, and asks nothing", async () => {
  const remo = await startRemo({ ...IN_TEAMS, rules: TWO_PROOFS });
  await remo.tell(order("PED-1"), delivered("ENT-1", "PED-1"));
  await remo.pass(5);
  const luis = remo.inTeams("luis");
  const direct = await luis.ready();
  const zip = { name: "nota.zip", bytes: Buffer.from("PK\u0003\u0004") };
  await luis.user.say({ conversation: direct.id, text: "", files: [zip] });
  await direct.expectCard(/nota\.zip/);
  expect(await remo.facts("evidence.attached")).toEqual([]);
});

it("a card pressed after somebody else answered says what happened, to that person only", async () => {
  const remo = await startRemo(IN_TEAMS);
  await remo.tell(broken("PED-1"));
  const luis = await remo.inTeams("luis").channel("logistica").expectCard("PED-1");
  await luis.press("Dar nueva fecha");
  await luis.expectUpdate("Nueva fecha");
  // While Luis fills in the form, the order is delivered and the case is over.
  await remo.tell(delivered("ENT-1", "PED-1"));
  const at = { conversation: LOGISTICS, id: luis.id };
  const late = await remo.inTeams("luis").user.press({
    at,
    action: { verb: "submit" },
    inputs: { on: "2026-11-27" },
    seen: luis.message.card,
  });
  expect(late.ok && (late.toast ?? "")).toMatch(/^Este botón es de las 10:00/);
  expect(await remo.facts("answer.given")).toEqual([]);
});

it("an order is found from the message box, and posted as a card", async () => {
  const remo = await startRemo(IN_TEAMS);
  await remo.tell(broken("PED-1042"), broken("PED-1043"));
  const { user } = remo.inTeams("luis");
  const asked = {
    conversation: LOGISTICS,
    command: "findOrder",
    parameter: "order",
    words: "1042",
  };
  const found = await user.search(asked);
  expect(found.ok && found.found.map(({ title }) => title)).toContain("PED-1042");
  const stranger = await remo.inTeams("nadie").user.search(asked);
  expect(stranger.ok && stranger.found).toEqual([]);
});

it("a message is taken for a proof: which case, and where its files can be sent", async () => {
  const remo = await startRemo({
    inTeams: ["logistics"],
    rules: TWO_PROOFS,
  });
  await remo.tell(order("PED-1"), delivered("ENT-1", "PED-1"));
  await remo.tell(order("PED-2"), delivered("ENT-2", "PED-2"));
  await remo.pass(5);
  const { user } = remo.inTeams("luis");
  const said = await user.say({
    conversation: LOGISTICS,
    text: "aquí va",
    files: [photo("a.jpg")],
  });
  const at = { conversation: LOGISTICS, id: said.ok ? said.id : "" };
  const opened = await user.command({ at, command: "attachProof" });
  expect(JSON.stringify(opened)).toContain("PED-2");
  const card = remo.inTeams("luis").channel("logistica");
  const second = await card.expectCard("PED-2");
  const caseId = /"c":"([^"]+)"/.exec(JSON.stringify(second.message.card))?.[1] ?? "";
  const inputs = { case: caseId, proofKind: "waybill" };
  const next = await user.submitDialog({ action: {}, inputs });
  expect(JSON.stringify(next)).toContain("/upload/");
});

it("two accounts that were joined by a code are one person, who never signs their own request", async () => {
  // Vera signs credit notes; Remo knows her in Slack alone.
  const remo = await startRemo({ inTeams: ["controller"] });
  const vera = remo.as("vera");
  const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(
    await vera.command("/remo vincular", "contraloria"),
  )?.[0];
  const joined = await remo.inTeams("nadie").ask(`vincular ${code}`);
  expect(joined.words).toContain("Vera Luna");
  const me = await remo.inTeams("nadie").ask("yo");
  expect(me.words).toContain("Vera Luna");
  // Again it opens nothing: a code works once.
  expect((await remo.inTeams("diego").ask(`vincular ${code}`)).words).not.toContain("Vera Luna");
});

it("a credit note is approved in Teams, once, and its card in Slack follows", async () => {
  const remo = await threeBoxesShort({ inTeams: ["collections", "controller"] });
  await anaAsks(remo, "5,520.00");
  const lucia = await remo.inTeams("lucia").channel("cobranza").expectCard("PED-1");
  const slack = await remo.as("lucia").channel("cobranza").expectCard("PED-1");
  expect(lucia.buttons.some((one) => one.startsWith("Aprobar"))).toBe(true);
  await lucia.press("Aprobar MXN 5,520.00");
  await slack.expectUpdate("aprob");
  expect(await remo.facts("credit.approved")).toHaveLength(1);
});
