import { expect, test } from "vitest";
import type { KeepEvidence } from "../../src/app/ports.ts";
import { oneShotClient } from "../../src/chat/slack/client.ts";
import { SILENT } from "../../src/chat/slack/logger.ts";
import { speak } from "../../src/chat/slack/speak.ts";
import { BOT_TOKEN, JPEG, LUIS, stage } from "./slack-stage.ts";

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
  const { as, apiUrl, slack } = await stage("http", "evidence-missing");
  const client = oneShotClient({ token: BOT_TOKEN, apiUrl });
  const gone = new URL("../response/long-used-up", apiUrl).href;
  for (const responseUrl of [gone, null, "http://127.0.0.1:9/nobody"]) {
    const text = `Sin URL: ${String(responseUrl)}`;
    const ways = { userId: "ULUIS", channelId: "C1", responseUrl, triggerId: null };
    await speak(client, ways, { lang: "es", text }, "Remo", SILENT);
    expect(await as(LUIS).expectEphemeral(text)).toContain(text);
  }
  const ephemeral = slack.calls.filter(({ method }) => method === "chat.postEphemeral");
  expect(ephemeral).toHaveLength(3);
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
