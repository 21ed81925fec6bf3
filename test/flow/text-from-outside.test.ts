import { expect, it } from "vitest";
import { cancelled, delivered, dispatched, order, photo, TWO_PROOFS } from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";

const NASTY =
  "<!channel> <@U0ANA> Pérez & Hijos *SA* <https://mal.example|aquí> <script>x</script>";
/** As it is read: Slack has no way to write an asterisk that could not mean bold. */
const READ = NASTY.replaceAll("*", "");

it("text from the ERP says what it says: it calls no channel, poses as no link, loses nothing", async () => {
  const remo = await startRemo();
  const luis = remo.as("luis");
  await remo.tell(
    order("PED-<!here>&1", { customerName: NASTY }),
    dispatched("E-<1>", "PED-<!here>&1", { carrier: NASTY }),
    cancelled("PED-<!here>&1", NASTY),
  );
  const card = await luis.channel("logistica").expectCard("Detener");
  expect(card.text()).toContain(`Cliente\n${READ}`);
  expect(card.text()).toContain("PED-<!here>&1");
  const raw = markupOf(card.message);
  for (const live of ["<!", "<@", "<https", "<script", "& Hijos"]) expect(raw).not.toContain(live);
  expect(raw).toContain("&lt;!channel&gt;");
  expect(raw).toContain("Pérez &amp; Hijos");

  const status = await luis.ask("/remo estado PED-<!here>&1", "pasillo");
  expect(status.text()).toContain(READ);
  expect(markupOf(status.message)).not.toContain("<!");
});

it("what people write is escaped too: in the thread, on the card, and in App Home", async () => {
  const remo = await startRemo({ rules: TWO_PROOFS });
  const marta = remo.as("marta");
  await remo.tell(order("PED-1", { customerName: NASTY }), delivered("E-1", "PED-1"));
  await remo.pass(5);
  const card = await marta.channel("logistica").expectCard("PED-1");
  await card.click("Adjuntar evidencia");
  const proof = await marta.expectDialog("Adjuntar evidencia");
  await proof.attach("Archivos", photo("<!channel>.jpg")).submit();
  await card.expectUpdate("✓ guía");
  const evidence = await marta.ask("/remo evidencia PED-1", "pasillo");
  expect(evidence.text()).toContain("✓ guía · <!channel>.jpg");
  expect(markupOf(evidence.message)).not.toContain("<!");

  const home = await marta.home();
  expect(home.text()).toContain("PED-1");
  await card.choose("Dispensar evidencia");
  const dialog = await marta.expectDialog("Motivo");
  expect(dialog.text()).toContain(READ);
  await dialog.fill({ Motivo: `${NASTY} ya` }).submit();
  const told = await card.expectReply("dispensó la evidencia");
  expect(told).toContain(READ);
  await card.expectUpdate("✅");
  const raw = markupOf(marta.driver.screen());
  expect(raw).toContain("&lt;!channel&gt;");
  expect(raw).not.toContain("<!channel");
  expect(raw).not.toContain("<script");
});

/** Every text that Slack reads as markup: mrkdwn objects, and the messages' own texts. */
function markupOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(markupOf).join("\n");
  if (typeof value !== "object" || value === null) return "";
  const isPlain = "type" in value && value.type === "plain_text";
  const own = "text" in value && typeof value.text === "string" && !isPlain ? [value.text] : [];
  return [...own, ...Object.values(value).map(markupOf)].join("\n");
}
