import { existsSync } from "node:fs";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";

const PLACES = [
  process.env["CHROME_PATH"] ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The Chromium of this machine; undefined where there is none. */
export const CHROMIUM = PLACES.find((path) => path !== "" && existsSync(path));

/** Nothing of it may reach out: it looks at one page of this machine. */
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Patience for a machine of two slow cores that does other things as well. */
const PATIENCE_MS = 30_000;

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ ...(CHROMIUM ? { executablePath: CHROMIUM } : {}), args: FLAGS });
}

/** The playground in a browser, used by what a person sees: names, labels and words. */
export type Visitor = {
  readonly page: Page;
  /** What the browser complained about: errors of scripts, of the console, and failed requests. */
  readonly complaints: readonly string[];
  /** Becomes another person of the workspace. */
  become(name: string): Promise<void>;
  /** Opens a channel, or the app's home, from the sidebar. */
  goTo(place: string): Promise<void>;
  /** The card of an order in the channel that is open. */
  card(orderId: string): Locator;
  /** The same once it says how the case ended. */
  doneCard(orderId: string): Locator;
  /** A button of a card, by its exact words. */
  button(orderId: string, words: string): Locator;
  /** Writes a line in the channel that is open, and sends it. */
  say(line: string): Promise<void>;
};

/** A place by its whole name, unread or not: Teams has a channel of almost the same name. */
function named(place: string): RegExp {
  return new RegExp(`^\\s*${place}\\s*(sin leer|unread)?\\s*$`);
}

export async function visit(browser: Browser, url: string): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: "es-MX",
    colorScheme: "light",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (said) => {
    if (said.type() === "error") complaints.push(said.text());
  });
  page.on("response", (answer) => {
    if (answer.status() >= 400) complaints.push(`${answer.status()} ${answer.url()}`);
  });
  await page.goto(url);
  const card = (orderId: string) =>
    page.locator("article:has(.card):not(.private)").filter({ hasText: orderId });
  return {
    page,
    complaints,
    card,
    doneCard: (orderId) => card(orderId).filter({ has: page.getByRole("img", { name: "✅" }) }),
    button: (orderId, words) => card(orderId).getByRole("button", { name: words, exact: true }),
    async become(name) {
      const who = page.locator(".who select");
      const option = who.locator("option").filter({ hasText: name });
      await who.selectOption((await option.getAttribute("value")) ?? "");
      await page.locator(".who-words b").filter({ hasText: name }).waitFor();
    },
    async goTo(place) {
      await page
        .getByRole("navigation")
        .getByRole("link", { name: named(place) })
        .click();
      await page.getByRole("heading", { level: 1 }).filter({ hasText: place }).waitFor();
    },
    async say(line) {
      const box = page.locator(".composer textarea").first();
      await box.fill(line);
      // While the line before is on its way, Enter does nothing.
      await page.locator(".composer .send:enabled").first().waitFor();
      await box.press("Enter");
    },
  };
}
