import type { Browser, Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { en } from "../../src/text/en.ts";
import { es } from "../../src/text/es.ts";
import { EVIDENCE_WORDS } from "../../src/text/evidence-words.ts";
import { RULE_TEXTS } from "../../src/text/rules/index.ts";
import { wordsIn } from "../../src/web/playground/page/words.ts";
import { type RemoHome, remoHome } from "../cli/remo-home.ts";
import { CHROMIUM, openBrowser, type Visitor, visit } from "./browser.ts";
import { lightness, sideways } from "./looks.ts";

const SLOW_MS = 90_000;
const page = wordsIn("es");

/**
 * The five-minute tour, walked by somebody who has just typed `npm start`: the real program on an
 * embedded PostgreSQL, seen through a real browser.
 */
describe.skipIf(CHROMIUM === undefined)(
  "a stranger on the five-minute tour",
  { timeout: SLOW_MS },
  () => {
    let home: RemoHome;
    let browser: Browser;
    let visitor: Visitor;
    let stderr = () => "";

    beforeAll(async () => {
      home = await remoHome();
      const [running, opened] = await Promise.all([home.start(), openBrowser()]);
      stderr = running.err;
      browser = opened;
      visitor = await visit(browser, running.url);
    }, SLOW_MS);
    afterAll(async () => {
      await browser?.close();
      await home?.end();
    }, SLOW_MS);
    afterEach(() => {
      expect(visitor.complaints).toEqual([]);
    });

    it("is led from the root to a page of three channels, with the tour open beside them", async () => {
      await visitor.page.waitForURL(/\/playground/);
      const tour = visitor.page.getByRole("complementary", { name: page.tryThis });
      await expect.poll(() => tour.getByRole("listitem").count()).toBe(8);
      for (const channel of ["ventas", "logistica", "cobranza"]) await visitor.goTo(channel);
      await visitor.become("Ximena Duarte");
      await visitor.goTo("administracion");
      // Every system still speaks.
      await visitor.page.getByText(page.emptyChannel).waitFor();
    });

    it("asks by slash command, and is answered alone", async () => {
      await visitor.become("Lucía Herrera");
      await visitor.goTo("logistica");
      await visitor.card("PED-1042").waitFor();
      await visitor.say("/remo estado PED-1042");
      const answer = visitor.page.locator("article.private");
      await answer.filter({ hasText: es.command.statusTitle("PED-1042") }).waitFor();
      await answer
        .filter({ hasText: page.onlyYou("Lucía") })
        .first()
        .waitFor();
      await visitor.say("/remo casos");
      await answer.filter({ hasText: es.command.mine }).waitFor();
      await visitor.say("/remo estado PED-1024");
      await answer.filter({ hasText: "PED-1024 no existe. ¿PED-" }).waitFor();
    });

    it("watches half a minute: an address changes, and a missing waybill turns up", async () => {
      await visitor.card("PED-1061").filter({ hasText: "Bodega 4, Zapopan" }).waitFor();
      await visitor
        .card("PED-1042")
        .filter({ hasText: `✓ ${ES.waybill}` })
        .waitFor();
      const needed = visitor.card("PED-1042");
      await needed.filter({ hasText: `✗ ${ES.signature}` }).waitFor();
      await needed.filter({ hasText: `✗ ${ES.photo}` }).waitFor();
    });

    it("as Lucía attaches two proofs, and PED-1042 is ready to be invoiced", async () => {
      await attach("firma.jpg", ES.signature);
      await visitor
        .card("PED-1042")
        .filter({ hasText: `✓ ${ES.signature}` })
        .waitFor();
      await attach("foto.png", ES.photo);
      const done = visitor.doneCard("PED-1042");
      await done.filter({ hasText: "Lucía Herrera" }).waitFor();
      expect(await done.innerText()).toMatch(/Logística → Cobranza: lista para facturar/);
      expect(await visitor.button("PED-1042", ES_ACTION["attach-proof"]).count()).toBe(0);
    });

    it("confirms the change with a button, and Sales sees who did", async () => {
      await visitor.button("PED-1061", ES_ACTION["confirm-change"]).click();
      for (const channel of ["logistica", "ventas"]) {
        await visitor.goTo(channel);
        await visitor.doneCard("PED-1061").filter({ hasText: "Lucía Herrera" }).waitFor();
        expect(await visitor.button("PED-1061", ES_ACTION["confirm-change"]).count()).toBe(0);
      }
    });

    it("moves the clock an hour, and new cards come", async () => {
      await visitor.goTo("cobranza");
      expect(await visitor.card("PED-1053").count()).toBe(0);
      const clock = visitor.page.getByRole("group", { name: page.clock });
      await clock.getByRole("button", { name: page.hourLong }).click();
      await visitor.card("PED-1053").waitFor();
      await visitor.goTo("ventas");
      await visitor.card("PED-1040").waitFor();
    });

    it("as Andrés bills what arrived, and the ball goes to Collections", async () => {
      await visitor.become("Andrés Cárdenas");
      await visitor.goTo("ventas");
      await visitor.button("PED-1040", ES_ACTION["bill-delivered"]).click();
      await expect
        .poll(() => visitor.button("PED-1040", ES_ACTION["bill-delivered"]).count())
        .toBe(0);
      await visitor.goTo("cobranza");
      await visitor.card("PED-1040").filter({ hasText: "FAC-2210" }).waitFor();
    });

    it("as Emily types an invoice number, and PED-1046 is over", async () => {
      await visitor.become("Emily Carter");
      await visitor.button("PED-1046", ES_ACTION["invoice-issued"]).click();
      const dialog = visitor.page.getByRole("dialog");
      await dialog.getByRole("textbox").first().fill("FAC-2301");
      await dialog.locator("button[type=submit]").click();
      await dialog.waitFor({ state: "detached" });
      await visitor.doneCard("PED-1046").waitFor();
    });

    it("as Rodrigo signs a credit note, with its amount on the button", async () => {
      await visitor.become("Rodrigo Beltrán");
      await visitor.goTo("contraloria");
      const approve = `${ES_ACTION["approve-credit"]} MXN 24,600.00`;
      await visitor.button("PED-1050", approve).click();
      await expect.poll(() => visitor.button("PED-1050", approve).count()).toBe(0);
      await visitor.goTo("cobranza");
      await visitor.card("PED-1050").filter({ hasText: "aprobó Rodrigo Beltrán" }).waitFor();
    });

    it("opens the app's home, which lists the cases of one's team by amount", async () => {
      await visitor.become("Lucía Herrera");
      await visitor.goTo(page.home);
      await visitor.page.getByText(es.command.greeting("Lucía Herrera")).first().waitFor();
      const text = await visitor.page.locator(".home").innerText();
      expect(text).toContain("PED-1055");
      expect(text).not.toContain("PED-1042");
    });

    it("switches to English, and the page and its cards follow", async () => {
      await visitor.goTo("logistica");
      await visitor.button("PED-1055", ES_ACTION["will-make-it"]).waitFor();
      await visitor.page.getByRole("button", { name: "EN", exact: true }).click();
      await visitor.button("PED-1055", en.action["will-make-it"]).waitFor();
      await expect
        .poll(() => visitor.page.getByRole("button", { name: ES_ACTION["new-date"] }).count())
        .toBe(0);
      expect(await visitor.page.locator("html").getAttribute("lang")).toBe("en");
      await visitor.page.getByRole("heading", { name: wordsIn("en").channels }).waitFor();
    });

    it("as Lucía watches a case, which then comes to her directly: unread first, then pressed", async () => {
      await visitor.become("Lucía Herrera");
      await visitor.goTo("logistica");
      await chooseFromMenu("PED-1055", en.action.watch);
      const direct = visitor.page
        .getByRole("navigation")
        .getByRole("link", { name: /^Remo( unread)?$/ });
      await direct.filter({ hasText: wordsIn("en").unread }).waitFor();
      await direct.click();
      await visitor.button("PED-1055", en.action.acknowledge).click();
      await visitor.card("PED-1055").filter({ hasText: en.did.acknowledge }).waitFor();
      await expect.poll(() => direct.filter({ hasText: wordsIn("en").unread }).count()).toBe(0);
      // Remo listens to commands and buttons only: there is nothing to type into here.
      expect(await visitor.page.locator(".composer").count()).toBe(0);
    });

    it("as Rodrigo moves the clock two days: a promise breaks, and a system fell silent", async () => {
      await visitor.become("Rodrigo Beltrán");
      const nextDay = visitor.page.getByRole("button", { name: wordsIn("en").dayLong });
      for (let day = 0; day < 2; day += 1) {
        await nextDay.click();
        await expect.poll(() => nextDay.isEnabled(), { timeout: 30_000 }).toBe(true);
      }
      await visitor.goTo("logistica");
      await visitor
        .card("PED-1055")
        .filter({ hasText: RULE_TEXTS["promise-broken"].en.tag })
        .waitFor();
      await visitor.goTo("cobranza");
      await visitor
        .card("PED-1029")
        .filter({ hasText: RULE_TEXTS["payment-promise-broken"].en.tag })
        .waitFor();
      await visitor.become("Ximena Duarte");
      await visitor.goTo("administracion");
      await visitor.card("tms").filter({ hasText: RULE_TEXTS["source-silent"].en.tag }).waitFor();
    });

    it("in the dark reads light words on a dark page", async () => {
      expect(await lightness(visitor.page, "background-color")).toBeGreaterThan(0.8);
      await visitor.page.getByRole("button", { name: wordsIn("en").theme }).click();
      await expect.poll(() => lightness(visitor.page, "background-color")).toBeLessThan(0.2);
      expect(await lightness(visitor.page, "color")).toBeGreaterThan(0.7);
      await visitor.page.reload();
      await visitor.card("tms").waitFor();
      expect(await lightness(visitor.page, "background-color")).toBeLessThan(0.2);
    });

    it("on a phone finds every place, and nothing scrolls sideways", async () => {
      await visitor.become("Rodrigo Beltrán");
      await visitor.page.setViewportSize({ width: 390, height: 844 });
      for (const place of ["ventas", "logistica", "cobranza", "contraloria", wordsIn("en").home]) {
        await visitor.page.getByRole("button", { name: wordsIn("en").openMenu }).click();
        await visitor.goTo(place);
        expect(await sideways(visitor.page)).toEqual([]);
      }
    });

    it("has had a server with nothing to complain about", () => {
      expect(stderr().replace(/^(Making|Migrated|Made) .*\n/gm, "")).toBe("");
    });

    /** Attaches a real picture, one of the page itself, through the card's dialog. */
    async function attach(name: string, kind: string): Promise<void> {
      const type = name.endsWith("png") ? "png" : "jpeg";
      const picture = await visitor.page.screenshot({ type });
      await visitor.button("PED-1042", ES_ACTION["attach-proof"]).click();
      const dialog = visitor.page.getByRole("dialog", { name: es.dialog.attachTitle });
      await dialog.getByRole("combobox").selectOption({ label: kind });
      const file = { name, mimeType: `image/${type}`, buffer: picture };
      await dialog.locator("input[type=file]").setInputFiles(file);
      await dialog.getByText(name).waitFor();
      await dialog.locator("button[type=submit]").click();
      await leave(visitor.page.getByRole("dialog"));
    }

    /** A menu of five is one that opens; of more, a list to choose from. */
    async function chooseFromMenu(orderId: string, words: string): Promise<void> {
      const card = visitor.card(orderId);
      const list = card.getByRole("combobox");
      if ((await list.count()) > 0) return void (await list.selectOption({ label: words }));
      // The message itself has a menu as well: this one stands among the card's buttons.
      await card.locator(".card button[aria-haspopup=menu]").click();
      await card.getByRole("menuitem", { name: words }).click();
    }

    /** What takes long ends with a dialog that says how it went; else the dialog closes by itself. */
    async function leave(dialog: Locator): Promise<void> {
      const over = dialog.filter({ hasText: es.dialog.doneTitle });
      await expect.poll(async () => (await dialog.count()) - (await over.count())).toBe(0);
      if ((await over.count()) > 0) await visitor.page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
    }
  },
);

const ES_ACTION = es.action;
const ES = EVIDENCE_WORDS.es;
