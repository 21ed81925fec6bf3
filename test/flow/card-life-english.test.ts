import { expect, it } from "vitest";
import {
  boxes,
  delivered,
  dispatched,
  failed,
  order,
  photo,
  planned,
  TWO_PROOFS,
} from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";

it("English: a card pressed after somebody answered, or after it ended, says so", async () => {
  const remo = await startRemo({ lang: "en" });
  const [luis, marta] = [remo.as("luis"), remo.as("marta")];
  await remo.tell(order("SO-1"), dispatched("DN-1", "SO-1"));
  await remo.tell(order("SO-2", { promisedOn: "2026-11-17" }), dispatched("DN-2", "SO-2"));
  await remo.tell(failed("DN-1", "customer absent"));
  const old = await luis.channel("logistica").expectCard("SO-1");
  const late = await luis.channel("logistica").expectCard("SO-2");
  await remo.pass(1);
  const fresh = await marta.channel("logistica").expectCard("SO-1");
  await fresh.click("Goods returned");
  await fresh.expectUpdate("✅ Goods back");
  await remo.tell(delivered("DN-2", "SO-2"));
  await remo.settled();
  await remo.pass(0.5);
  await old.click("Goods returned");
  expect(await luis.expectEphemeral("already")).toBe(
    "This button is from 10:00. At 11:00 Marta Gil (Logistics) already recorded the return; " +
      "nothing to do.",
  );
  await late.click("Give new date");
  expect(await luis.expectEphemeral("it was resolved")).toBe(
    "This button is from 10:00. At 11:00 it was resolved: promise dealt with; nothing to do.",
  );
});

it("English: what is no photo is refused beside the field, and then a photo is taken", async () => {
  const remo = await startRemo({ lang: "en", rules: TWO_PROOFS });
  const luis = remo.as("luis");
  await remo.tell(order("SO-1"), delivered("DN-1", "SO-1"));
  await remo.pass(5);
  const card = await luis.channel("logistica").expectCard("SO-1");
  await card.click("Attach proof");
  const dialog = await luis.expectDialog("Attach proof");

  const zip = { name: "waybill.jpg", bytes: Buffer.from("PK\u0003\u0004 a zip") };
  await dialog.attach("Files", zip).submit();
  dialog.expectError(
    "waybill.jpg is neither a photo nor a PDF. JPG, PNG, WebP, HEIC and PDF will do.",
  );
  await dialog.attach("Files", photo("waybill.jpg")).submit();
  await card.expectUpdate("✓ waybill");
});

it("English: a broken promise folds the missing proof, which speaks once the rest arrives", async () => {
  const remo = await startRemo({ lang: "en", rules: TWO_PROOFS });
  const logistics = remo.as("luis").channel("logistica");
  const rest = { lines: boxes(40) };
  await remo.tell(
    order("SO-20", { promisedOn: "2026-11-18" }),
    dispatched("DN-A", "SO-20", { lines: boxes(60) }),
    delivered("DN-A", "SO-20", { lines: boxes(60) }),
    planned("DN-B", "SO-20", rest),
  );
  await remo.pass(38);
  const card = await logistics.expectCard("🔴 Promise broken · SO-20");
  expect(card.text()).toContain("Also: proof of delivery missing");
  expect(card.text()).toContain(
    "Part of it was delivered on Wed 18 Nov, 10:00; the rest was promised for Wed 18 Nov",
  );
  await remo.tell(dispatched("DN-B", "SO-20", rest), delivered("DN-B", "SO-20", rest));
  await card.expectUpdate("🔴 Blocked · SO-20 · proof of delivery missing");
  await remo.settled();
  expect(logistics.cards()).toHaveLength(1);
});

it("English: a source that falls silent marks what rests on it, until it speaks again", async () => {
  const rules = { "source-silent": { everyHours: { tms: 4 } } };
  const remo = await startRemo({ lang: "en", rules });
  const fromTms = { source: "tms" };
  await remo.tell(order("SO-1", { promisedOn: "2026-11-17" }));
  await remo.tell(
    { ...planned("DN-1", "SO-1"), ...fromTms },
    { ...dispatched("DN-1", "SO-1"), ...fromTms },
  );
  const card = await remo.as("luis").channel("logistica").expectCard("SO-1");
  await remo.pass(5);
  const silent = await remo.as("ada").channel("administracion").expectCard("🟠 No data · tms");
  expect(silent.text()).toContain("tms sends something at least every 4 h, and nothing has come.");
  await card.expectUpdate("No news from tms since 10:00: this may have changed.");
  await remo.tell({ ...planned("DN-9", "SO-9"), ...fromTms });
  await remo.pass(0);
  await silent.expectUpdate("✅ The source speaks again");
  await expect.poll(() => card.refresh().text()).not.toContain("No news from");
});
