import { expect, it } from "vitest";
import { dispatched, failed, order, planned } from "../support/orders.ts";
import { OFFICE } from "../support/office-people.ts";
import { startRemo } from "../support/remo.ts";
import type { SlackUser } from "../support/slack-user.ts";

const LATE = { promisedOn: "2026-11-17" };
const QUARTER = 0.25;

async function snoozed(
  luis: SlackUser,
  subject: string,
  condition: Readonly<Record<string, string>>,
) {
  const card = await luis.channel("logistica").expectCard(subject);
  await card.click("Snooze");
  const dialog = await luis.expectDialog("Snooze the case");
  await dialog.fill({ "Snooze until": "3 days, until Sat 21 Nov, 08:00", ...condition }).submit();
  await card.expectUpdate("😴 Snoozed");
  return card;
}

it("English: snoozed until the arrival changes, or the amount passes; woken by hand as well", async () => {
  const remo = await startRemo({ lang: "en" });
  const luis = remo.as("luis");
  const eta = (etaAt: string) =>
    ({ type: "delivery.eta", deliveryId: "DN-1", orderId: "SO-1", etaAt }) as const;
  await remo.tell(
    order("SO-1", LATE),
    planned("DN-1", "SO-1"),
    dispatched("DN-1", "SO-1"),
    eta("2026-11-19T18:00:00.000Z"),
    order("SO-2", LATE),
  );
  const card = await snoozed(luis, "SO-1", { "Or sooner, if": "the estimated arrival changes" });
  expect(card.text()).toContain(
    "Snoozed until Sat 21 Nov, 08:00, or sooner if the estimated arrival changes.",
  );
  const dear = await snoozed(luis, "SO-2", {
    "Or sooner, if": "the amount passes what is given below",
    "Amount that wakes the case": "200,000.00",
  });
  expect(dear.text()).toContain("or sooner if the amount passes MXN 200,000.00.");
  await dear.expectReply(/snoozed the case: Sat 21 Nov, 08:00 · the amount passes MXN 200,000.00$/);
  await remo.tell(eta("2026-11-20T18:00:00.000Z"));
  await card.expectReply("The estimated arrival changed; the snooze is over.");
  await card.expectUpdate("🔴 Promise broken · SO-1");
  expect(dear.refresh().text()).toContain("😴");
  await remo.tell({ type: "order.changed", orderId: "SO-2", totalMinor: 20_000_001 });
  await dear.expectReply("The amount passed the limit that was given; the snooze is over.");

  const again = await snoozed(luis, "SO-1", {});
  await again.click("Wake up");
  await again.expectReply("Luis Peña (Logistics) woke the case");
  await again.expectUpdate("🔴 Promise broken · SO-1");
});

it("English: something worse about a silenced order speaks all the same", async () => {
  const remo = await startRemo({ lang: "en" });
  const luis = remo.as("luis");
  await remo.tell(
    order("SO-1", { ...LATE, buyerId: "CLI-9" }),
    planned("DN-1", "SO-1"),
    dispatched("DN-1", "SO-1"),
  );
  const card = await luis.channel("logistica").expectCard("🔴 Promise broken · SO-1");
  await card.choose("Silence cases like this");
  const dialog = await luis.expectDialog("Silence cases");
  await dialog
    .fill({
      "Which cases": '"Promise broken" of Distribuidora del Bajío',
      "Silence until": "22 h, until tomorrow 08:00",
    })
    .submit();
  await card.expectReply("Silenced until Thu 19 Nov, 08:00, by Luis Peña.");
  await remo.tell(failed("DN-1", "customer closed"));
  await card.expectReply("This case is not silenced any more.");
  await card.expectUpdate("🔴 Delivery failed · SO-1 · not delivered: customer closed");
});

it("English: a source in maintenance is no news until that ends", async () => {
  const remo = await startRemo({
    lang: "en",
    rules: { "source-silent": { everyHours: { tms: 4 } } },
  });
  const ada = remo.as("ada");
  const admin = ada.channel("administracion");
  await remo.tell({ ...planned("DN-1", "SO-1"), source: "tms" });
  expect(await ada.command("/remo maintenance tms until 18:00", "administracion")).toBe(
    "✅ tms is in maintenance until today 18:00: its silence will be no news.",
  );
  await remo.pass(5);
  await admin.expectNoCard("tms", 100);
  await remo.pass(3);
  const card = await admin.expectCard("🟠 No data · tms · nothing heard since Wed 18 Nov, 10:00");
  // A silence that was planned after all is no case.
  await ada.command("/remo maintenance tms until 20:00", "administracion");
  await remo.pass(0);
  await card.expectUpdate("✅ Resolved · tms");
});

it("English: the duty taken for an hour is told first, then the rotation's", async () => {
  const remo = await startRemo({ lang: "en", more: OFFICE });
  const [luis, marta] = [remo.as("luis"), remo.as("marta")];
  expect(await marta.command("/remo duty take until 11:00", "logistica")).toBe(
    "✅ Marta Gil is on duty for Logistics, from today 10:00 to today 11:00.",
  );
  await remo.tell(order("SO-1", LATE));
  const first = await luis.channel("logistica").expectCard("SO-1");
  await remo.pass(QUARTER);
  await first.expectReply(/<@U0MARTA> .*Told to whoever is on duty: Marta Gil\.$/);
  await remo.pass(3 * QUARTER);
  await remo.tell(order("SO-2", LATE));
  const second = await luis.channel("logistica").expectCard("SO-2");
  await remo.pass(QUARTER);
  await second.expectReply("Told to whoever is on duty: Luis Peña.");
});
