import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { es } from "../../src/text/es.ts";
import { delivered, order, TWO_PROOFS } from "../support/orders.ts";
import { type Remo, startRemo } from "../support/remo.ts";
import { linkFor } from "../support/upload-page.ts";
import { CHROMIUM, openBrowser } from "./browser.ts";
import { lightness, sideways } from "./looks.ts";

const SLOW_MS = 60_000;
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;

/** A driver's phone, with the page that a link opens: the real page, in a real browser. */
describe.skipIf(CHROMIUM === undefined)("proof by a link, on a phone", { timeout: SLOW_MS }, () => {
  let browser: Browser;
  let folder: string;
  let picture: string;

  beforeAll(async () => {
    browser = await openBrowser();
    folder = await mkdtemp(join(tmpdir(), "remo-e2e-"));
    picture = join(folder, "hoja firmada.png");
    const sheet = await browser.newPage({ viewport: { width: 300, height: 400 } });
    await sheet.setContent("<h1>ENT-881</h1><p>Recibí conforme</p>");
    await sheet.screenshot({ path: picture });
    await sheet.close();
  }, SLOW_MS);
  afterAll(async () => {
    await browser?.close();
    if (folder) await rm(folder, { recursive: true, force: true });
  }, SLOW_MS);

  async function visit(more: BrowserContextOptions = {}) {
    const remo = await startRemo({ rules: TWO_PROOFS });
    await remo.tell(order("PED-1042"), delivered("ENT-881", "PED-1042"));
    await remo.pass(5);
    const context = await browser.newContext({ locale: "es-MX", ...PHONE, ...more });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (said) => {
      // That a form is to be mended is an answer, not an accident.
      if (said.type() === "error" && !said.text().includes("422")) complaints.push(said.text());
    });
    await page.goto(await linkFor(remo, "PED-1042", { userId: "U0LUIS" }));
    return { remo, page, complaints };
  }

  const send = (page: Page) => page.getByRole("button", { name: es.action["attach-proof"] });

  async function expectProof(remo: Remo, words: string): Promise<void> {
    const card = await remo.as("luis").channel("logistica").expectCard("PED-1042");
    await card.expectUpdate(words);
  }

  it("shows the photo, takes it with a note, and offers to attach the other proof", async () => {
    const { remo, page, complaints } = await visit();
    expect(await sideways(page)).toEqual([]);
    await page.getByText(es.upload.takePhoto).waitFor();
    await send(page).click();
    await page.getByText(es.answer.missing.files).waitFor();
    await page.getByLabel("firma de recibido").check();
    await page.getByRole("textbox", { name: "Nota" }).fill("La firmó Omar");
    await page.locator("input[capture]").setInputFiles(picture);
    await page.locator(".chosen img").waitFor();
    expect(await page.getByText(es.answer.missing.files).isVisible()).toBe(false);
    // The same picture again is no second one; it goes, and comes back.
    await page.locator("input[multiple]").setInputFiles(picture);
    expect(await page.locator(".chosen li").count()).toBe(1);
    await page.getByRole("button", { name: /^Quitar hoja/ }).click();
    expect(await page.locator(".chosen li").count()).toBe(0);
    await page.locator("input[multiple]").setInputFiles(picture);
    await send(page).click();
    await page.getByRole("heading", { name: es.upload.doneTitle }).waitFor();
    await expectProof(remo, "✗ guía · ✓ firma de recibido");
    expect(await remo.facts("answer.given")).toMatchObject([{ body: { reason: "La firmó Omar" } }]);
    await page.getByRole("link", { name: es.upload.another }).click();
    await send(page).waitFor();
    expect(await page.getByLabel("guía").isChecked()).toBe(true);
    expect(complaints).toEqual([]);
  });

  it("keeps photo and note when the connection is lost, and sends them when it is back", async () => {
    const { remo, page } = await visit();
    await page.locator("input[multiple]").setInputFiles(picture);
    await page.getByRole("textbox", { name: "Nota" }).fill("Sin señal");
    await page.context().setOffline(true);
    await send(page).click();
    await page.getByText(es.upload.offline).waitFor();
    expect(await page.locator(".chosen li").count()).toBe(1);
    await page.context().setOffline(false);
    await send(page).click();
    await page.getByRole("heading", { name: es.upload.doneTitle }).waitFor();
    await expectProof(remo, "✓ guía");
  });

  it("works without any script, mistakes included", async () => {
    const { remo, page } = await visit({ javaScriptEnabled: false });
    await page.getByRole("textbox", { name: "Nota" }).fill("Sin guiones");
    await send(page).click();
    await page.getByText(es.answer.missing.files).waitFor();
    expect(await page.getByRole("textbox", { name: "Nota" }).inputValue()).toBe("Sin guiones");
    await page.locator("input[multiple]").setInputFiles(picture);
    await send(page).click();
    await page.getByRole("heading", { name: es.upload.doneTitle }).waitFor();
    await expectProof(remo, "✓ guía");
  });

  it("is dark where the phone is, and as readable", async () => {
    const { page } = await visit({ colorScheme: "dark" });
    expect(await lightness(page, "background-color")).toBeLessThan(0.2);
    expect(await lightness(page, "color")).toBeGreaterThan(0.8);
  });
});
