import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { linksFrom } from "../../src/compose/upload-links.ts";
import { uploadLinks } from "../../src/web/upload/links.ts";
import { delivered, order, photo, TWO_PROOFS } from "../support/orders.ts";
import { type Remo, startRemo } from "../support/remo.ts";
import { linkFor, open, pressOn, sendForm } from "../support/upload-page.ts";

const LUIS = { userId: "U0LUIS" };

async function waitingForProof(lang: "es" | "en" = "es"): Promise<Remo> {
  const remo = await startRemo({ rules: TWO_PROOFS, lang });
  await remo.tell(order("PED-1042"), delivered("ENT-881", "PED-1042"));
  await remo.pass(5);
  return remo;
}

const logistics = (remo: Remo) => remo.as("luis").channel("logistica");

it("Luis opens his link, sends two photos with a note, and the card in Slack shows the proof", async () => {
  const remo = await waitingForProof();
  const card = await logistics(remo).expectCard("PED-1042");
  const link = await linkFor(remo, "PED-1042", LUIS);

  const page = await open(link);
  expect(page.status).toBe(200);
  expect(page.text).toContain("Adjuntar evidencia PED-1042 · Distribuidora del Bajío");
  expect(page.text).toContain("Tipo de evidencia guía firma de recibido foto sello del cliente");
  expect(page.html).toMatch(/value="waybill"\s+checked/);
  expect(page.html).toContain('accept="image/*" capture="environment"');
  expect(page.text).toContain("Nota opcional");
  expect(page.text).toContain("Queda a nombre de Luis Peña. El enlace vence en 60 min");

  const waybill = photo("guía.jpg");
  const sent = await sendForm(link, { proofKind: "waybill", reason: "La firmó Omar" }, [
    waybill,
    photo("atrás.jpg"),
  ]);
  expect(sent.status).toBe(200);
  expect(sent.text).toContain("Listo Adjuntar evidencia · PED-1042. Quedó registrado.");
  expect(sent.text).toContain("Adjuntar otra");
  await card.expectUpdate("Evidencia: ✓ guía · ✗ firma de recibido");
  await card.expectReply("Luis Peña (Logística) adjuntó evidencia: guía · La firmó Omar");

  const sha256 = createHash("sha256").update(waybill.bytes).digest("hex");
  expect(await readFile(join(remo.home, "evidence", sha256.slice(0, 2), sha256))).toEqual(
    waybill.bytes,
  );
  expect(await remo.facts("evidence.attached")).toMatchObject([
    { body: { name: "guía.jpg", sha256, mediaType: "image/jpeg", by: "Luis Peña" } },
    { body: { name: "atrás.jpg", kind: "waybill" } },
  ]);

  const last = await sendForm(link, { proofKind: "signature" }, [photo("firma.jpg")]);
  expect(last.text).toContain("El caso quedó resuelto.");
  expect(last.text).not.toContain("Adjuntar otra");
  await card.expectUpdate("✅ Resuelto · PED-1042");
});

it("speaks English to whoever reads English", async () => {
  const remo = await waitingForProof("en");
  const link = await linkFor(remo, "PED-1042", LUIS);
  const page = await open(link);
  expect(page.html).toContain('<html lang="en">');
  expect(page.text).toContain("Attach proof PED-1042 · Distribuidora del Bajío");
  expect(page.text).toContain("Kind of proof waybill signature photo");
  expect(page.text).toContain("Take a photo Choose files or drop them here");
  expect(page.text).toContain("Recorded as Luis Peña.");
  const sent = await sendForm(link, { proofKind: "waybill" }, [photo("waybill.jpg")]);
  expect(sent.text).toContain("Done Attach proof · PED-1042. It is on record.");
});

it("keeps the address to itself: no referrer, no cache, no index, no frame, no foreign script", async () => {
  const remo = await waitingForProof();
  const { headers, html } = await open(await linkFor(remo, "PED-1042", LUIS));
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("x-robots-tag")).toContain("noindex");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("unsafe");
  expect(html).not.toMatch(/<script(?![^>]*src="page\/upload\.ts")|<style| on\w+=|https?:/);
  for (const [file, type] of [
    ["upload.ts", "text/javascript"],
    ["upload.css", "text/css"],
  ]) {
    const served = await fetch(`${remo.url}/upload/page/${file}`);
    expect(served.status).toBe(200);
    expect(served.headers.get("content-type")).toContain(type);
  }
});

it("looking at the page changes nothing, however often a scanner of links does it", async () => {
  const remo = await waitingForProof();
  const link = await linkFor(remo, "PED-1042", LUIS);
  for (let look = 0; look < 3; look += 1) expect((await open(link)).status).toBe(200);
  expect((await fetch(link, { method: "HEAD" })).status).toBe(200);
  expect(await remo.facts("answer.given")).toEqual([]);
});

it("an expired link says where to get a new one, and takes nothing", async () => {
  const remo = await waitingForProof();
  const key = await keyOf(remo);
  const hours = (count: number) => () => Date.now() - count * 3_600_000;
  const made = (count: number) =>
    uploadLinks({ secret: key, publicUrl: remo.url, nowMs: hours(count) });
  const press = await pressOn(remo, "PED-1042", LUIS);
  expect((await open(made(0.9).make(press, "es"))).status).toBe(200);
  const old = made(1.1).make(press, "es");
  const page = await open(old);
  expect(page.status).toBe(410);
  expect(page.text).toContain("Este enlace venció. El botón de la tarjeta del caso da uno nuevo.");
  const sent = await sendForm(old, { proofKind: "waybill" }, [photo("a.jpg")]);
  expect(sent.status).toBe(410);
  const english = await open(made(1.1).make(press, "en"));
  expect(english.text).toContain("This link has expired.");
  expect(await remo.facts("answer.given")).toEqual([]);
});

it("a link that somebody changed, cut or made up is refused, whatever was changed", async () => {
  const remo = await waitingForProof();
  const link = await linkFor(remo, "PED-1042", LUIS);
  const token = link.slice(`${remo.url}/upload/`.length);
  const [written = "", signature = ""] = token.split(".");
  const payload = JSON.parse(Buffer.from(written, "base64url").toString());
  const forged = (change: object) =>
    `${Buffer.from(JSON.stringify({ ...payload, ...change })).toString("base64url")}.${signature}`;
  const others = uploadLinks({ secret: randomBytes(32), publicUrl: remo.url });
  const press = await pressOn(remo, "PED-1042", LUIS);
  const bad = [
    forged({ u: "U0MARTA" }),
    forged({ x: payload.x + 1 }),
    forged({ c: "another" }),
    `${written}.${signature.slice(0, -2)}`,
    `${written}.${signature}.${signature}`,
    written,
    "x",
    "%E0%A4%A",
    "a".repeat(9_000),
    others.make(press, "es").slice(`${remo.url}/upload/`.length),
  ];
  for (const one of bad) {
    const page = await open(`${remo.url}/upload/${one}`);
    expect([one.slice(0, 20), page.status]).toEqual([one.slice(0, 20), 403]);
    expect(page.text).toContain("Este enlace está incompleto o no es de aquí.");
    const sent = await sendForm(`${remo.url}/upload/${one}`, {}, [photo("a.jpg")]);
    expect(sent.status).toBe(403);
  }
  const english = await fetch(`${remo.url}/upload/x`, { headers: { "accept-language": "en-GB" } });
  expect(await english.text()).toContain("This link is incomplete");
  expect(await remo.facts("answer.given")).toEqual([]);
});

it("no link is made for, or read as, a press that counts without a dialog", async () => {
  const remo = await waitingForProof();
  const links = await linksFrom(remo.database.pool, remo.url);
  const press = await pressOn(remo, "PED-1042", LUIS);
  expect(() => links.make({ ...press, action: "acknowledge" }, "es")).toThrow("asks for no files");
});

it("whoever the desk does not let is told why, on looking and on sending, and nothing is kept", async () => {
  const remo = await waitingForProof();
  const refused = [
    [{ userId: "U0NADIE", userName: "nadie" }, "Remo todavía no conoce a nadie."],
    [{ userId: "U0ADA", userName: "ada" }, "«Adjuntar evidencia» le toca a"],
  ] as const;
  for (const [asked, why] of refused) {
    const link = await linkFor(remo, "PED-1042", asked);
    const page = await open(link);
    expect(page.status).toBe(200);
    expect(page.text).toContain(`Sin cambios ${why}`);
    expect(page.html).not.toContain("<form");
    const sent = await sendForm(link, { proofKind: "waybill" }, [photo("a.jpg")]);
    expect(sent.status).toBe(409);
    expect(sent.text).toContain(`Sin cambios ${why}`);
  }
  expect(await remo.facts("evidence.attached")).toEqual([]);
  expect(await remo.database.prisma.evidenceFile.count()).toBe(0);
});

async function keyOf(remo: Remo): Promise<Buffer> {
  await linksFrom(remo.database.pool, remo.url);
  const row = await remo.database.prisma.setting.findUnique({ where: { key: "upload.key" } });
  return Buffer.from(z.string().parse(row?.value), "base64url");
}
