import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { es } from "../../src/text/es.ts";
import { type RemoHome, remoHome } from "../cli/remo-home.ts";
import { CHROMIUM, openBrowser, type Visitor, visit } from "./browser.ts";
import { sideways } from "./looks.ts";

const SLOW_MS = 120_000;

/** The real program: what is pressed in its Teams is seen in its Slack. */
describe.skipIf(CHROMIUM === undefined)("Teams beside Slack", { timeout: SLOW_MS }, () => {
  let home: RemoHome;
  let browser: Browser;
  let visitor: Visitor;

  beforeAll(async () => {
    home = await remoHome();
    const [running, opened] = await Promise.all([home.start(), openBrowser()]);
    browser = opened;
    visitor = await visit(browser, running.url);
  }, SLOW_MS);
  afterAll(async () => {
    await browser?.close();
    await home?.end();
  }, SLOW_MS);

  it("Lucía refuses, thinks again and confirms in Teams; Mariana sees it in Slack", async () => {
    const { page } = visitor;
    await visitor.become("Lucía Herrera");
    await visitor.goTo("Logística");
    const post = page.locator(".teams-post").filter({ hasText: "PED-1061" }).last();
    await post.getByRole("button", { name: es.action["refuse-change"], exact: true }).click();
    await post.getByRole("textbox").first().waitFor();
    await post.getByRole("button", { name: es.dialog.cancel, exact: true }).click();
    await post.getByRole("button", { name: es.action["confirm-change"], exact: true }).click();
    await post.getByText("Cambio confirmado").first().waitFor();

    await visitor.become("Mariana Ríos");
    await visitor.goTo("ventas");
    await visitor.doneCard("PED-1061").filter({ hasText: "Lucía Herrera" }).waitFor();
  });

  it("asks Remo in its chat, and is answered with a card", async () => {
    const { page } = visitor;
    await visitor.become("Lucía Herrera");
    await page.getByRole("navigation").getByRole("link", { name: "Chat con Remo" }).click();
    const line = page.locator(".pane.teams .composer input.teams-line");
    await line.fill("estado PED-1042");
    await line.press("Enter");
    await page.getByText(es.command.statusTitle("PED-1042")).last().waitFor();
  });

  it("fits a phone", async () => {
    const { page } = visitor;
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await sideways(page)).toEqual([]);
    expect(visitor.complaints).toEqual([]);
  });
});
