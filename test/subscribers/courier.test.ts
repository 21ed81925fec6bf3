import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sealBatches } from "../../src/db/audit-seal.ts";
import type { Database } from "../../src/db/connect.ts";
import { freshDatabase } from "../support/database.ts";
import { startReceiver } from "./receiver.ts";
import { chainOf, commit, commitAndSeal, courierOn, decided, PATIENCE, told } from "./stage.ts";

let database: Database;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.close());

describe("a subscriber", () => {
  it("hears what people decided, in order and signed, and nothing of what sources told", async () => {
    const erp = await startReceiver();
    const { courier, state } = await courierOn(database, { erp: { url: erp.url } });
    await commitAndSeal(database, told("t1"), decided("d1"), told("t2"), decided("d2"));
    await commitAndSeal(database, told("t3"));
    await commitAndSeal(database, decided("d3", { promisedOn: "2026-12-01" }));
    courier.wake();
    await expect.poll(() => erp.known(), PATIENCE).toEqual(["d1", "d2", "d3"]);
    expect(erp.forged).toEqual([]);
    expect(erp.heard[0]?.contentType).toBe("application/cloudevents-batch+json");
    expect(erp.heard.flatMap(({ events }) => events)[2]).toEqual({
      specversion: "1.0",
      id: "d3",
      source: "remo",
      type: "remo.order.promised.v1",
      subject: "order:PED-d3",
      time: "2026-11-20T18:00:00.000Z",
      datacontenttype: "application/json",
      data: { orderId: "PED-d3", promisedOn: "2026-12-01", by: "Ana Ríos" },
    });
    await expect
      .poll(() => state("erp"), PATIENCE)
      .toMatchObject({ state: "on", waiting: 0, error: null, nextAt: null });
  });

  it("hears the types it asked for, and goes past the others", async () => {
    const erp = await startReceiver();
    const types = ["invoice.*", "order.cancelled"];
    const { courier, state } = await courierOn(database, { erp: { url: erp.url, types } });
    const invoice = { type: "invoice.issued", invoiceId: "F-1", currency: "MXN" };
    await commitAndSeal(database, decided("d1"), decided("d2", invoice));
    await commitAndSeal(database, decided("d3", { type: "order.cancelled" }));
    await commitAndSeal(database, decided("d4"));
    expect(await state("erp")).toMatchObject({ waiting: 2 });
    courier.wake();
    await expect.poll(() => state("erp"), PATIENCE).toMatchObject({ link: 4, waiting: 0 });
    expect(erp.known()).toEqual(["d2", "d3"]);
  });

  it("begins with what is decided from now on, or with everything when it says so", async () => {
    const [late, whole] = [await startReceiver(), await startReceiver()];
    await commitAndSeal(database, decided("before"));
    const { courier } = await courierOn(database, {
      late: { url: late.url },
      whole: { url: whole.url, from: "beginning" },
    });
    await commitAndSeal(database, decided("after"));
    courier.wake();
    await expect.poll(() => late.known(), PATIENCE).toEqual(["after"]);
    await expect.poll(() => whole.known(), PATIENCE).toEqual(["before", "after"]);
  });

  it("hears more than one batch takes in several, without waiting between them", async () => {
    const erp = await startReceiver();
    const { courier } = await courierOn(database, { erp: { url: erp.url } });
    const many = Array.from({ length: 230 }, (_, nth) => decided(`d${nth}`));
    await commitAndSeal(database, ...many.slice(0, 150));
    for (let link = 150; link < 230; link += 2) {
      await commitAndSeal(database, ...many.slice(link, link + 2));
    }
    courier.wake();
    await expect
      .poll(() => erp.known(), PATIENCE)
      .toEqual(many.map(({ externalId }) => externalId));
    expect(Math.max(...erp.heard.map(({ events }) => events.length))).toBe(100);
    expect(erp.heard.length).toBeLessThan(10);
  });

  it("that lags far behind goes through the chain in stretches, up to its end", async () => {
    for (let batch = 0; batch < 520; batch += 1) {
      const seldom = batch % 40 === 0 || batch === 519;
      await commit(database, seldom ? decided(`d${batch}`) : told(`t${batch}`));
      if (seldom) await sealBatches(database.pool);
    }
    const erp = await startReceiver();
    const urls = { erp: { url: erp.url, from: "beginning" } };
    const { courier, state } = await courierOn(database, urls);
    expect(await state("erp")).toMatchObject({ link: 1, waiting: 14 });
    courier.wake();
    await expect.poll(() => state("erp"), PATIENCE).toMatchObject({ link: 15, waiting: 0 });
    expect(erp.known()).toEqual(await chainOf(database));
    expect(erp.heard).toHaveLength(2);
  }, 30_000);

  it("costs one question when nothing was sealed since", async () => {
    const erp = await startReceiver();
    const { courier, state } = await courierOn(database, { erp: { url: erp.url } });
    await commitAndSeal(database, decided("d1"));
    courier.wake();
    await expect.poll(() => state("erp"), PATIENCE).toMatchObject({ waiting: 0 });
    await courier.stop();
    const again = await courierOn(database, { erp: { url: erp.url } });
    const asked = vi.spyOn(database.pool, "query");
    again.courier.wake();
    await again.courier.stop();
    expect(asked).toHaveBeenCalledTimes(1);
    expect(erp.heard).toHaveLength(1);
  });
});
