import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { playgroundRouter } from "../../src/web/playground/playground-router.ts";
import { boltOverHttp, card, startWorkspace } from "./workspace-fixture.ts";
import type { Running } from "./workspace-fixture.ts";

const CHROMIUM = "/usr/bin/chromium";
const features = {
  display_information: { name: "Remo" },
  features: {
    slash_commands: [
      {
        command: "/remo",
        description: "Orders and cases",
        usage_hint: "estado PED-1 | ayuda (status, help)",
      },
    ],
    shortcuts: [{ name: "Attach as proof", type: "message", callback_id: "attach-proof" }],
  },
};
const text = (words: string) => ({ type: "plain_text" as const, text: words });
const dialog = {
  type: "modal" as const,
  callback_id: "proof",
  title: text("Attach proof"),
  submit: text("Attach"),
  blocks: [
    {
      type: "input" as const,
      block_id: "file",
      label: text("Photo"),
      element: { type: "file_input" as const, action_id: "file" },
    },
  ],
};

let running: Running;
let browser: BrowserContext;
let page: Page;
let offsetMs = 0;
const complaints: string[] = [];
const submitted: string[] = [];

beforeAll(async () => {
  if (!existsSync(CHROMIUM)) return;
  const bolt = boltOverHttp();
  const now = () => Date.UTC(2026, 10, 22, 21) + offsetMs;
  running = await startWorkspace({ bolt: bolt.router, now });
  let language: "es" | "en" = "en";
  running.app.use(
    playgroundRouter({
      slack: running.slack,
      clock: { now, advance: async (ms) => void (offsetMs += ms) },
      language: { get: () => language, set: async (next) => void (language = next) },
      story: { title: "A story" },
      manifest: features,
    }),
  );
  const app = bolt.app(running.apiUrl);
  app.action("confirm", async ({ ack, body, client }) => {
    await ack();
    if (body.type !== "block_actions") return;
    const at = { channel: body.channel?.id ?? "", ts: body.message?.ts ?? "" };
    await client.chat.update({ ...at, text: `Confirmed by *${body.user.name}*` });
  });
  app.action("more", async ({ ack, body, client }) => {
    await ack();
    if (body.type !== "block_actions") return;
    await client.views.open({ trigger_id: body.trigger_id ?? "", view: dialog });
  });
  app.view("proof", async ({ ack, view }) => {
    const file = view.state.values["file"]?.["file"]?.files?.[0];
    if (file?.name !== "signed.png") {
      return ack({ response_action: "errors", errors: { file: "The signature is missing." } });
    }
    submitted.push(file.name);
    await ack();
  });
  app.command("/remo", async ({ ack, command }) => ack(`You asked: ${command.text}`));
  browser = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), "browser-")), {
    executablePath: CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
    viewport: { width: 1280, height: 800 },
  });
  page = await browser.newPage();
  page.on("console", (said) => said.type() === "error" && complaints.push(said.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await running.client.chat.postMessage({ channel: "C1", text: "PED-17", blocks: card("PED-17") });
  await page.goto(`${new URL("/playground", running.apiUrl).href}?user=ULUIS#/C1`);
});

afterAll(async () => {
  await browser?.close();
  await running?.stop();
});

const inChromium = test.skipIf(!existsSync(CHROMIUM));

inChromium("a card appears live, its button works, and the answer replaces it", async () => {
  await page.getByText("Change · PED-17").waitFor();
  await running.client.chat.postMessage({ channel: "C1", text: "2", blocks: card("PED-18") });
  await page.getByText("Change · PED-18").waitFor();
  await page.getByRole("button", { name: "Confirm change" }).first().click();
  await page.getByText("Confirmed by luis").waitFor();
  expect(await page.getByText("Change · PED-17").count()).toBe(0);
});

inChromium("a dialog shows its errors, takes a file, and closes", async () => {
  const article = page.getByRole("article").filter({ hasText: "PED-18" });
  await article.getByRole("button", { name: "More actions" }).last().focus();
  await article.locator(".block-actions").getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Snooze" }).click();
  const open = page.getByRole("dialog", { name: "Attach proof" });
  await open.getByRole("button", { name: "Attach", exact: true }).click();
  await open.getByText("This field is required.").waitFor();
  const photo = open.locator("input[type=file]");
  await photo.setInputFiles({ name: "dark.png", mimeType: "image/png", buffer: Buffer.from("x") });
  await open.getByText("dark.png").waitFor();
  await open.getByRole("button", { name: "Attach", exact: true }).click();
  await open.getByText("The signature is missing.").waitFor();
  await open.getByRole("button", { name: "Remove dark.png" }).click();
  await photo.setInputFiles({
    name: "signed.png",
    mimeType: "image/png",
    buffer: Buffer.from("y"),
  });
  await open.getByText("signed.png").waitFor();
  await open.getByRole("button", { name: "Attach", exact: true }).click();
  await open.waitFor({ state: "detached" });
  expect(submitted).toEqual(["signed.png"]);
});

inChromium("a command is completed with Tab and answered to its author only", async () => {
  const box = page.getByRole("textbox", { name: "Message #logistica" });
  await box.fill("/re");
  await box.press("Tab");
  await box.pressSequentially("st");
  await box.press("Tab");
  expect(await box.inputValue()).toBe("/remo status ");
  await box.pressSequentially("PED-17");
  await box.press("Enter");
  await page.getByText("You asked: status PED-17", { exact: true }).waitFor();
  await page.getByText("Only visible to you").waitFor();
});

inChromium("text from outside is shown, never run", async () => {
  const hostile = "<script>alert(1)</script> <javascript:alert(1)|press> &lt;b&gt;";
  await running.client.chat.postMessage({ channel: "C1", text: hostile });
  await page.getByText("<b>").waitFor();
  expect(await page.locator(".messages script, .messages a[href^=javascript]").count()).toBe(0);
});

inChromium("the clock moves ahead and the page says so", async () => {
  const clock = page.getByRole("group", { name: "Story clock" });
  const before = await clock.locator("b").textContent();
  await page.getByRole("button", { name: "Move the clock one hour ahead" }).click();
  await expect.poll(() => clock.locator("b").textContent()).not.toBe(before);
  expect(offsetMs).toBe(3_600_000);
});

inChromium("the language of the page changes at once", async () => {
  await page.getByRole("button", { name: "ES", exact: true }).click();
  await page.getByText("Canales").waitFor();
  await page.getByRole("button", { name: "EN", exact: true }).click();
  await page.getByText("Channels").waitFor();
});

inChromium("a dialog is wholly in its reader's language, whatever the page speaks", async () => {
  const url = `${new URL("/playground", running.apiUrl).href}?user=UANA#/C1`;
  await page.getByRole("button", { name: "ES", exact: true }).click();
  await page.getByText("Canales").waitFor();
  await page.goto(url);
  await page.reload();
  const article = page.getByRole("article").filter({ hasText: "PED-18" });
  await article.locator(".block-actions").getByRole("button", { name: "Más acciones" }).click();
  await page.getByRole("menuitem", { name: "Snooze" }).click();
  const open = page.getByRole("dialog", { name: "Attach proof" });
  await open.getByText("Choose files").waitFor();
  await open.getByRole("button", { name: "Attach", exact: true }).click();
  await open.getByText("This field is required.").waitFor();
  await open.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "EN", exact: true }).click();
  await page.getByText("Channels").waitFor();
});

inChromium("whoever comes without a name is the first person, and can press", async () => {
  await page.goto(new URL("/playground", running.apiUrl).href);
  await page.getByRole("article").filter({ hasText: "PED-18" }).waitFor();
  await page.getByRole("button", { name: "Confirm change" }).click();
  await expect.poll(() => page.getByText("Confirmed by luis").count()).toBe(2);
});

inChromium("on a phone nothing scrolls sideways", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  const widths = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll(".messages")].map(
      (one) => one.scrollWidth,
    ),
  );
  expect(Math.max(...widths)).toBeLessThanOrEqual(390);
  expect(complaints).toEqual([]);
});
