import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { linksFrom } from "../../src/compose/upload-links.ts";
import type { DeliveryState } from "../../src/core/delivery.ts";
import { freshDatabase } from "../support/database.ts";
import { photo, TWO_PROOFS } from "../support/orders.ts";
import { remoChild } from "../support/remo-child.ts";
import { linkFor, open, sendForm } from "../support/upload-page.ts";

const KILLED_AFTER_MS = [5, 40, 120];

it("killed while a photo arrives, it takes the same photo by the same link afterwards, once", async () => {
  const remo = await remoChild({
    rules: TWO_PROOFS,
    secrets: { REMO_PUBLIC_URL: "http://localhost" },
  });
  await remo.start();
  await remo.post("PED-1/placed", "order.placed", {
    orderId: "PED-1",
    customerName: "Distribuidora del Bajío",
    currency: "MXN",
    totalMinor: 18_400_000,
  });
  const delivered = { deliveryId: "ENT-1", orderId: "PED-1" };
  await remo.post("ENT-1/delivered", "delivery.delivered", delivered);
  const place = { database: remo.database, url: "" };
  const path = await linkFor(place, "PED-1", { userId: "U0LUIS" });
  const { bytes } = photo("guia.jpg");
  const waybill = { name: "guia.jpg", bytes: Buffer.concat([bytes, Buffer.alloc(8_000_000)]) };
  const send = () => sendForm(`${remo.url()}${path}`, { proofKind: "waybill" }, [waybill]);

  for (const after of KILLED_AFTER_MS) {
    const sending = send().catch(() => null);
    await sleep(after);
    await remo.kill();
    await sending;
    await remo.start();
    expect((await open(`${remo.url()}${path}`)).status).toBe(200);
  }
  expect((await send()).status).toBe(200);

  const { rows } = await remo.database.pool.query<{ state: DeliveryState }>(
    `SELECT state FROM subjects WHERE key = 'delivery:ENT-1'`,
  );
  const sha256 = createHash("sha256").update(waybill.bytes).digest("hex");
  expect(rows[0]?.state.evidence).toMatchObject([{ kind: "waybill", sha256 }]);
  const kept = await readFile(join(remo.home, "evidence", sha256.slice(0, 2), sha256));
  expect(kept.equals(waybill.bytes)).toBe(true);
  expect(await remo.stop()).toBe(0);
}, 90_000);

it("two replicas that start at once on a new database sign with one key", async () => {
  const database = await freshDatabase();
  onTestFinished(() => database.close());
  const replicas = await Promise.all(
    Array.from({ length: 4 }, () => linksFrom(database.pool, "https://remo.example")),
  );
  const press = {
    who: { platform: "teams", userId: "a-guid", userName: "Luis", channelId: null },
    action: "attach-proof",
    caseId: "c1",
    finding: "evidence-missing|delivery:ENT-1",
  } as const;
  const tokens = replicas.map((links) => links.make(press, "es").split("/").at(-1) ?? "");
  for (const links of replicas) {
    for (const token of tokens) {
      expect(links.read(token)).toMatchObject({
        press: { who: press.who, action: "attach-proof", caseId: "c1" },
        lang: "es",
      });
    }
  }
  const { rows } = await database.pool.query("SELECT value FROM settings WHERE key = 'upload.key'");
  expect(rows).toHaveLength(1);
});
