import express from "express";
import { afterEach, describe, expect, test } from "vitest";
import { createSlackChat } from "../../src/chat/slack/chat.ts";
import { createSlackInbound, type SlackInbound } from "../../src/chat/slack/inbound.ts";
import { SILENT } from "../../src/chat/slack/logger.ts";
import type { KeepEvidence } from "../../src/app/ports.ts";
import { caseCard } from "../../src/view/case-card.ts";
import {
  APP_TOKEN,
  BOT_TOKEN,
  type Running,
  startWorkspace,
} from "../playground/workspace-fixture.ts";
import { slackPeople } from "../support/slack-user.ts";
import { openCase } from "../view/firing.ts";
import { directory, type Office, office, ZONE } from "./office.ts";

const SIGNING_SECRET = "signing-secret-of-the-tests";
const JPEG = Buffer.concat([Buffer.from("ffd8ffe0", "hex"), Buffer.alloc(400, 7)]);
const LUIS = "luis";

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

type Stage = Running &
  Office & {
    inbound: SlackInbound;
    as: ReturnType<typeof slackPeople>["as"];
    showCard: () => Promise<string>;
  };

async function stage(
  mode: "http" | "socket",
  rule: string,
  o: { keep?: KeepEvidence; onRevoked?: () => void } = {},
): Promise<Stage> {
  const { case: c, picture, now } = openCase(rule);
  const order = picture.kind === "order" ? picture : null;
  const events = express.Router();
  const running = await startWorkspace({ bolt: events, now: () => Date.parse(now) });
  stops.push(running.stop);
  const staff = office(c, order, () => now, o.keep);
  const inbound = createSlackInbound({
    desk: staff.desk,
    directory,
    botToken: BOT_TOKEN,
    signingSecret: SIGNING_SECRET,
    appToken: APP_TOKEN,
    apiUrl: running.apiUrl,
    mode,
    logger: SILENT,
    ...(o.onRevoked ? { onRevoked: o.onRevoked } : {}),
  });
  if (inbound.router) events.use("/slack/events", inbound.router);
  await inbound.start();
  stops.push(() => inbound.stop());
  const chat = createSlackChat({ botToken: BOT_TOKEN, apiUrl: running.apiUrl });
  const showCard = async () => {
    const drawn = { lang: "es", zone: ZONE, now, picture: order, audience: "logistics" } as const;
    const sent = await chat.post("C1", { kind: "card", card: caseCard(c, drawn) }, "m1");
    return sent.outcome === "sent" ? sent.ref : sent.outcome;
  };
  return { ...running, ...staff, inbound, as: slackPeople(running.slack, 5_000).as, showCard };
}

describe.each(["http", "socket"] as const)("over %s", (mode) => {
  test("a button that asks nothing counts, and says nothing more in the channel", async () => {
    const { as, showCard, given } = await stage(mode, "order-changed-after-release");
    await showCard();
    const card = await as(LUIS).channel("logistica").expectCard("Cambio por confirmar");
    await card.click("Confirmar cambio");
    await expect.poll(() => given.length).toBe(1);
    expect(given[0]).toMatchObject({ action: "confirm-change", person: { name: "Luis Ortega" } });
  });

  test("a stale click tells that person what changed, and nobody else", async () => {
    const { as, showCard, known, given } = await stage(mode, "order-changed-after-release");
    await showCard();
    const card = await as(LUIS).channel("logistica").expectCard("Cambio por confirmar");
    known.cases = [];
    await card.click("Confirmar cambio");
    const told = await as(LUIS).expectEphemeral("Este caso ya no existe");
    expect(told).toContain("Este botón es de las 11:00.");
    expect(JSON.stringify(as("ana").driver.screen())).not.toContain("ya no existe");
    expect(given).toEqual([]);
  });

  test("a dialog shows its error beside the input, then closes on a good answer", async () => {
    const { as, showCard, given } = await stage(mode, "promise-broken");
    await showCard();
    const card = await as(LUIS).channel("logistica").expectCard("Promesa rota");
    await card.click("Dar nueva fecha");
    const dialog = await as(LUIS).expectDialog("Nueva fecha");
    expect(dialog.text()).toContain("Dar nueva fecha · PED-1");
    await dialog.fill({ "Nueva fecha": "2026-11-20" }).submit();
    dialog.expectError("ya pasó");
    await dialog.fill({ "Nueva fecha": "2026-11-25" }).submit();
    await dialog.expectClosed();
    expect(given.at(-1)).toMatchObject({ action: "new-date", input: { on: "2026-11-25" } });
  });

  test("a proof comes in through the dialog, byte for byte", async () => {
    const bytes: Uint8Array[] = [];
    const keep: KeepEvidence = async (file) => {
      bytes.push(await file.read());
      return { sha256: "b".repeat(64), sizeBytes: file.sizeBytes, mediaType: "image/jpeg" };
    };
    const { as, showCard, given } = await stage(mode, "evidence-missing", { keep });
    await showCard();
    const card = await as(LUIS).channel("logistica").expectCard("Bloqueado");
    await card.click("Adjuntar evidencia");
    const dialog = await as(LUIS).expectDialog("Adjuntar evidencia");
    expect(dialog.options("Tipo de evidencia")[0]).toBe("guía");
    dialog.fill({ "Tipo de evidencia": "firma de recibido" });
    dialog.attach("Archivos", { name: "firma.jpg", bytes: JPEG });
    await dialog.submit();
    await dialog.expectClosed();
    expect(given[0]?.input.proofs).toMatchObject([{ kind: "signature", name: "firma.jpg" }]);
    expect(Buffer.from(bytes[0] ?? []).equals(JPEG)).toBe(true);
  });

  test("commands answer in the asker's language", async () => {
    const { as } = await stage(mode, "evidence-missing");
    const es = await as(LUIS).command("/remo estado PED-1", "logistica");
    expect(es).toContain("Pedido PED-1");
    expect(es).toContain("Bloqueado");
    expect(await as("ana").command("/remo status NOPE", "logistica")).toContain(
      "NOPE does not exist, and nothing looks like it.",
    );
  });

  test("a menu's entry acts like a button", async () => {
    const { as, showCard, given } = await stage(mode, "order-changed-after-release");
    await showCard();
    const card = await as(LUIS).channel("logistica").expectCard("Cambio por confirmar");
    await card.choose("Escalar");
    const dialog = await as(LUIS).expectDialog("Motivo");
    await dialog.fill({ Motivo: "Nadie contesta" }).submit();
    await dialog.expectClosed();
    expect(given[0]).toMatchObject({ action: "escalate", finding: null });
  });

  test("a message's files are attached from its shortcut", async () => {
    const { as, given } = await stage(mode, "evidence-missing");
    const said = await as(LUIS)
      .channel("logistica")
      .say("Aquí está", [{ name: "guia.jpg", bytes: JPEG }]);
    await said.shortcut("attach_as_proof");
    const dialog = await as(LUIS).expectDialog("Adjuntar evidencia");
    expect(dialog.text()).toContain("guia.jpg");
    await dialog.fill({ "Tipo de evidencia": "guía" }).submit();
    await dialog.expectClosed();
    expect(given[0]?.input.proofs).toMatchObject([{ kind: "waybill", name: "guia.jpg" }]);
    const bare = await as(LUIS).channel("logistica").say("sin nada");
    await bare.shortcut("attach_as_proof");
    await as(LUIS).expectEphemeral("no tiene archivos");
  });

  test("App Home shows my cases, answers there, and is drawn anew", async () => {
    const { as, given, slack } = await stage(mode, "order-changed-after-release");
    const home = await as(LUIS).home();
    expect(home.text()).toContain("Pendientes de Luis Ortega");
    const published = () => slack.calls.filter(({ method }) => method === "views.publish").length;
    const before = published();
    await home.click("Confirmar cambio");
    await expect.poll(() => given.length).toBe(1);
    await expect.poll(published).toBe(before + 1);
  });
});

test("a proof that is no photo is refused beside its input", async () => {
  const { as, showCard, given } = await stage("http", "evidence-missing");
  await showCard();
  const card = await as(LUIS).channel("logistica").expectCard("Bloqueado");
  await card.click("Adjuntar evidencia");
  const dialog = await as(LUIS).expectDialog("Adjuntar evidencia");
  dialog.fill({ "Tipo de evidencia": "foto" });
  dialog.attach("Archivos", { name: "foto.jpg", bytes: Buffer.from("MZ not a photo") });
  await dialog.submit();
  dialog.expectError("no es foto ni PDF");
  expect(given).toEqual([]);
});

test("when keeping takes longer than Slack waits, the dialog says so and then how it ended", async () => {
  const keep: KeepEvidence = async (file) => {
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    return { sha256: "c".repeat(64), sizeBytes: file.sizeBytes, mediaType: "image/jpeg" };
  };
  const { as, showCard } = await stage("http", "evidence-missing", { keep });
  await showCard();
  const card = await as(LUIS).channel("logistica").expectCard("Bloqueado");
  await card.click("Adjuntar evidencia");
  const dialog = await as(LUIS).expectDialog("Adjuntar evidencia");
  dialog.fill({ "Tipo de evidencia": "foto" });
  dialog.attach("Archivos", { name: "foto.jpg", bytes: JPEG });
  await dialog.submit();
  await dialog.expect("Guardando los archivos");
  await dialog.expect("Adjuntar evidencia · PED-1. Quedó registrado.");
});

test("a breakage is a sentence for the person, in a dialog and out of it", async () => {
  const keep: KeepEvidence = () => Promise.reject(new Error("disk full"));
  const { as, showCard, known } = await stage("http", "evidence-missing", { keep });
  await showCard();
  const card = await as(LUIS).channel("logistica").expectCard("Bloqueado");
  await card.click("Adjuntar evidencia");
  const dialog = await as(LUIS).expectDialog("Adjuntar evidencia");
  dialog.fill({ "Tipo de evidencia": "foto" });
  dialog.attach("Archivos", { name: "foto.jpg", bytes: JPEG });
  await dialog.submit();
  await dialog.expect("La respuesta no se pudo guardar");
  Object.defineProperty(known, "pictures", {
    get: () => {
      throw new Error("database gone");
    },
  });
  expect(await as(LUIS).command("/remo estado PED-1", "logistica")).toContain("no se pudo guardar");
});

test("without a working response URL the answer comes as an ephemeral message", async () => {
  const { as, showCard, slack } = await stage("http", "order-changed-after-release");
  await showCard();
  const card = await as(LUIS).channel("logistica").expectCard("Cambio por confirmar");
  // A response URL works five times: the sixth answer has to find another way.
  const url = "response_type";
  expect(url).toBe("response_type");
  await card.choose("Pausar");
  expect(slack.calls.at(-1)?.method).toBe("views.open");
});

test("uninstalling is heard", async () => {
  let revoked = 0;
  const { slack } = await stage("http", "evidence-missing", { onRevoked: () => (revoked += 1) });
  await slack.uninstall();
  await expect.poll(() => revoked).toBe(1);
});

test("stopping waits for what is in hand, and lets nothing new in", async () => {
  let done = false;
  const keep: KeepEvidence = async (file) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    done = true;
    return { sha256: "d".repeat(64), sizeBytes: file.sizeBytes, mediaType: "image/jpeg" };
  };
  const { as, showCard, inbound } = await stage("http", "evidence-missing", { keep });
  await showCard();
  const card = await as(LUIS).channel("logistica").expectCard("Bloqueado");
  await card.click("Adjuntar evidencia");
  const dialog = await as(LUIS).expectDialog("Adjuntar evidencia");
  dialog.fill({ "Tipo de evidencia": "foto" });
  dialog.attach("Archivos", { name: "foto.jpg", bytes: JPEG });
  const submitted = dialog.submit();
  await new Promise((resolve) => setTimeout(resolve, 100));
  await inbound.stop();
  expect(done).toBe(true);
  await submitted;
  await expect(as(LUIS).command("/remo ayuda", "logistica")).rejects.toThrow();
});
