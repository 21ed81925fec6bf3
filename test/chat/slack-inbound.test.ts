import { describe, expect, test } from "vitest";
import type { KeepEvidence } from "../../src/app/ports.ts";
import { openCase } from "../view/firing.ts";
import { JPEG, LUIS, stage } from "./slack-stage.ts";

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
    const c = known.cases[0];
    if (!c) throw new Error("no case");
    const at = openCase("order-changed-after-release").now;
    known.cases[0] = { ...c, state: "closed", closedAt: at };
    known.events = [{ type: "closed", at, team: "logistics" }];
    await card.click("Confirmar cambio");
    const told = await as(LUIS).expectEphemeral("se resolvió: cambio respondido");
    expect(told).toContain("Este botón es de las 11:00. A las 11:00 se resolvió");
    expect(JSON.stringify(as("ana").driver.screen())).not.toContain("se resolvió");
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
    expect(given[0]?.input).toMatchObject({
      proofKind: "signature",
      proofs: [{ name: "firma.jpg" }],
    });
    expect(Buffer.from(bytes[0] ?? []).equals(JPEG)).toBe(true);
  });

  test("what people write under a card is heard, and nothing else is", async () => {
    const { as, slack, showCard, known, told } = await stage(mode, "promise-broken");
    const ref = await showCard();
    known.shownAs[ref] = known.cases[0]?.id ?? "";
    const card = await as(LUIS).channel("logistica").expectCard("Promesa rota");
    const plain = await as(LUIS).channel("logistica").say("fuera de todo hilo");
    await plain.reply("bajo otro mensaje");
    await card.reply("ya salió, @ana", [{ name: "guia.jpg", bytes: JPEG }]);
    await expect
      .poll(() => told)
      .toMatchObject([
        {
          type: "comment.made",
          personId: "ULUIS",
          text: "ya salió, @Ana Ruiz",
          files: [{ name: "guia.jpg", url: expect.stringMatching(/^http/) }],
          from: { platform: "slack", channel: "C1" },
        },
      ]);

    const event = { type: "message", channel: "C1", user: "ULUIS", thread_ts: ref, text: "otra" };
    const ignored = [
      { ts: ref },
      { ts: "1.1", bot_id: "B1" },
      { ts: "1.2", subtype: "bot_message", bot_id: "B1" },
      { ts: "1.3", subtype: "message_changed", message: { text: "editado" } },
      { ts: "1.4", subtype: "message_deleted" },
      { ts: "1.5", subtype: "channel_join" },
      { ts: "1.6", user: "USLACKBOT" },
      { ts: "1.7", user: undefined },
      { ts: "1.8", thread_ts: undefined },
      { ts: "1.9", text: " " },
      { ts: 2, files: "no" },
    ];
    for (const more of ignored) expect((await slack.send({ ...event, ...more })).ok).toBe(true);
    // Shown in the channel as well: a person's words all the same.
    await slack.send({ ...event, ts: "3.1", subtype: "thread_broadcast", user: "UZOE" });
    await expect.poll(() => told.slice(1)).toMatchObject([{ text: "otra", personName: "UZOE" }]);
  });

  test("commands answer in the asker's language", async () => {
    const { as } = await stage(mode, "evidence-missing");
    const es = await as(LUIS).command("/remo estado PED-1", "logistica");
    expect(es).toContain("Pedido PED-1");
    expect(es).toContain("Bloqueado");
    expect(await as("ana").command("/remo status NOPE", "logistica")).toContain(
      "NOPE does not exist, and nothing is close to it.",
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
    expect(given[0]?.input).toMatchObject({
      proofKind: "waybill",
      proofs: [{ name: "guia.jpg" }],
    });
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
