/**
 * One case on both platforms, driven through Microsoft's Agents Playground: the sample runs, that
 * client of Microsoft's is its Teams, and a browser does what people do in both. Pictures of each
 * step are written to a folder.
 *
 *   npm install --prefix /tmp/agents @microsoft/m365agentsplayground
 *   node test/tools/agents-playground.ts /tmp/agents [FOLDER]
 *
 * That package is a tool of Microsoft's for evaluation, and no dependency of Remo's.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { es } from "../../src/text/es.ts";
import { openBrowser, visit } from "../e2e/browser.ts";
import { photo } from "../support/orders.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const REMO_PORT = "3977";
const CLIENT_PORT = "56977";
const START_MS = 90_000;
const STEP_MS = 30_000;

async function main(installed: string | undefined, folder = "agents-playground"): Promise<number> {
  if (installed === undefined) {
    console.error("Say where Microsoft's client is installed; the top of this file says how.");
    return 1;
  }
  await mkdir(folder, { recursive: true });
  const home = await mkdtemp(join(tmpdir(), "remo-agents-"));
  const running: ChildProcess[] = [];
  const browser = await openBrowser();
  try {
    await cp(join(ROOT, "manifests/teams/playground"), home, { recursive: true });
    running.push(remo(home), client(installed, home));
    await Promise.all([answers(`http://127.0.0.1:${REMO_PORT}/healthz`), answers(clientUrl)]);
    await tell(browser, folder);
    return 0;
  } finally {
    await browser.close();
    for (const child of running) await end(child);
    await rm(home, { recursive: true, force: true });
  }
}

const clientUrl = `http://127.0.0.1:${CLIENT_PORT}/`;

function remo(home: string): ChildProcess {
  return spawn(process.execPath, [join(ROOT, "src/main.ts"), "start"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      PATH: process.env["PATH"],
      REMO_HOME: join(home, "remo"),
      PORT: REMO_PORT,
      REMO_LOG: "error",
      TEAMS_LOCAL_CLIENT: "unauthenticated",
    },
  });
}

function client(installed: string, home: string): ChildProcess {
  const cli = join(installed, "node_modules/@microsoft/m365agentsplayground/cli.js");
  const endpoint = `http://127.0.0.1:${REMO_PORT}/api/messages`;
  const how = ["start", "-e", endpoint, "-c", "msteams", "-p", CLIENT_PORT, "--disable-telemetry"];
  return spawn(process.execPath, [cli, ...how], {
    cwd: home,
    stdio: "ignore",
    env: { PATH: process.env["PATH"], TEAMSAPPTESTER_BROWSER: "none" },
  });
}

async function answers(url: string): Promise<void> {
  for (const deadline = Date.now() + START_MS; ;) {
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
    if (Date.now() > deadline) throw new Error(`${url} does not answer.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill("SIGTERM");
  const dead = once(child, "exit");
  const timer = setTimeout(() => child.kill("SIGKILL"), 30_000);
  await dead;
  clearTimeout(timer);
}

/** Logistics confirms in Teams, Sales sees it in Slack, Collections proves in Slack, Teams shows it. */
async function tell(browser: Browser, folder: string): Promise<void> {
  const picture = async (page: Page, name: string) => {
    await page.screenshot({ path: join(folder, `${name}.png`) });
    console.log(`✓ ${name}`);
  };
  const teams = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  teams.setDefaultTimeout(STEP_MS);
  await teams.goto(clientUrl);
  await teams.getByText("Buenos días").or(teams.getByText("Lucía")).first().waitFor();
  await picture(teams, "1-personal-chat-greets");

  const chat = teams.getByRole("textbox").last();
  await chat.fill("estado PED-1042");
  await chat.press("Enter");
  await teams.getByText(es.command.statusTitle("PED-1042")).last().waitFor();
  await picture(teams, "2-message-answered-with-a-card");

  await teams.getByText("Logística", { exact: true }).click();
  const change = card(teams, "Cambio por confirmar · PED-1061");
  await change.waitFor();
  await change.scrollIntoViewIfNeeded();
  await picture(teams, "3-alert-in-the-channel");
  await change.getByRole("button", { name: "Confirmar cambio" }).click();
  const resolved = card(teams, "Resuelto · PED-1061");
  await resolved.waitFor();
  await picture(teams, "4-confirmed-and-updated-in-place");

  const slack = await visit(browser, `http://127.0.0.1:${REMO_PORT}/playground`);
  await slack.become("Mariana Ríos");
  await slack.goTo("ventas");
  await slack.doneCard("PED-1061").filter({ hasText: "Lucía Herrera" }).waitFor();
  await picture(slack.page, "5-sales-sees-it-in-slack");

  await slack.become("Patricia Salgado");
  await slack.goTo("cobranza");
  for (const [kind, file] of PROOFS) {
    await slack.say("/remo estado PED-1042");
    const answer = slack.page.locator("article.private").last();
    await answer.getByRole("button", { name: "Adjuntar evidencia" }).last().click();
    const dialog = slack.page.getByRole("dialog");
    await dialog.locator("select").first().selectOption({ label: kind });
    const chosen = { name: file, mimeType: "image/jpeg", buffer: Buffer.from(photo(file).bytes) };
    await dialog.locator("input[type=file]").setInputFiles(chosen);
    await dialog.locator("button[type=submit]").click();
    await dialog.waitFor({ state: "detached" });
  }
  await picture(slack.page, "6-collections-attached-proof-in-slack");

  const released = card(teams, "Resuelto · PED-1042");
  await released.waitFor();
  await released.scrollIntoViewIfNeeded();
  await picture(teams, "7-teams-shows-the-invoice-released");
}

const PROOFS = [
  ["guía", "guia.jpg"],
  ["firma de recibido", "firma.jpg"],
  ["foto", "foto.jpg"],
] as const;

function card(page: Page, words: string) {
  return page.locator(".ac-adaptiveCard").filter({ hasText: words }).last();
}

process.exitCode = await main(process.argv[2], process.argv[3]);
