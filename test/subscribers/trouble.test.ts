import type { ServerResponse } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../src/db/connect.ts";
import { retrySubscriber } from "../../src/db/subscribers-table.ts";
import { freshDatabase } from "../support/database.ts";
import { answering, type Heard, startReceiver, taken } from "./receiver.ts";
import { commitAndSeal, courierOn, decided, passTime, PATIENCE } from "./stage.ts";

let database: Database;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.close());

describe("a subscriber in trouble", () => {
  const endless = (response: ServerResponse) => {
    response.writeHead(500, { "content-type": "text/plain" });
    const timer = setInterval(() => response.write("x".repeat(10_000)), 5);
    response.on("close", () => clearInterval(timer));
  };

  /** As when it is killed with the request in hand. */
  const breakingOff = (response: ServerResponse) => void response.socket?.destroy();

  it.each([
    ["fails", answering(500), "It answered 500.", 2.4, 5.1],
    ["is endless about it", endless, "It answered 500.", 2.4, 5.1],
    ["refuses", answering(401), "It answered 401.", 2.4, 5.1],
    ["asks for a pause", answering(429, { "retry-after": "120" }), "It answered 429.", 118, 121],
    [
      "moved",
      answering(308, { location: "/elsewhere" }),
      "It answered with a redirect (308), which is not followed.",
      2.4,
      5.1,
    ],
    ["breaks off", breakingOff, "It cannot be reached (UND_ERR_SOCKET).", 2.4, 5.1],
    ["hangs", () => undefined, "It did not answer within 0.4 s.", 2.4, 5.1],
  ])("that %s is sent the same batch again later", async (_name, reply, error, least, most) => {
    const erp = await startReceiver();
    erp.state.reply = reply;
    const { courier, state, notTaken } = await courierOn(database, { erp: { url: erp.url } });
    await commitAndSeal(database, decided("d1"));
    courier.wake();
    await expect.poll(() => state("erp"), PATIENCE).toMatchObject({ error, attempts: 1 });
    const { nextAt } = await state("erp");
    const waitSeconds = (Date.parse(nextAt ?? "") - Date.now()) / 1_000;
    expect(waitSeconds).toBeGreaterThan(least - 2);
    expect(waitSeconds).toBeLessThan(most);
    expect(notTaken).toEqual([`erp: ${error}`]);
    // Not before its time, and with the batch as it was though there is more by now.
    await commitAndSeal(database, decided("d2"));
    courier.wake();
    await courier.stop();
    expect(erp.heard).toHaveLength(1);
    erp.state.reply = taken;
    await passTime(database);
    const later = await courierOn(database, { erp: { url: erp.url } });
    later.courier.wake();
    await expect.poll(() => erp.known(), PATIENCE).toEqual(["d1", "d2"]);
    const [first, second, third] = erp.heard as [Heard, Heard, Heard];
    expect(second).toEqual({ ...first, timestamp: second.timestamp });
    expect(third.id).not.toBe(first.id);
    expect(erp.forged).toEqual([]);
  });

  it("that cannot be reached is told of without what is secret in its address", async () => {
    const url = `http://127.0.0.1:${await closedPort()}/hook?code=very-secret`;
    const { courier, state, notTaken } = await courierOn(database, { erp: { url } });
    await commitAndSeal(database, decided("d1"));
    courier.wake();
    await expect.poll(async () => (await state("erp")).attempts, PATIENCE).toBe(1);
    const error = "It cannot be reached (ECONNREFUSED).";
    expect(await state("erp")).toMatchObject({ error });
    expect(notTaken).toEqual([`erp: ${error}`]);
  });

  it("that is gone hears nothing until the administrator says so", async () => {
    const erp = await startReceiver();
    erp.state.reply = answering(410);
    const { courier, state } = await courierOn(database, { erp: { url: erp.url } });
    await commitAndSeal(database, decided("d1"));
    courier.wake();
    await expect
      .poll(() => state("erp"), PATIENCE)
      .toMatchObject({ state: "gone", waiting: 1, nextAt: null });
    erp.state.reply = taken;
    await passTime(database);
    await commitAndSeal(database, decided("d2"));
    courier.wake();
    await courier.stop();
    expect(erp.heard).toHaveLength(1);
    expect(await retrySubscriber(database.pool, "erp")).toBe(true);
    expect(await retrySubscriber(database.pool, "nobody")).toBe(false);
    (await courierOn(database, { erp: { url: erp.url } })).courier.wake();
    await expect.poll(() => erp.known(), PATIENCE).toEqual(["d1", "d2"]);
    await expect.poll(() => state("erp"), PATIENCE).toMatchObject({ state: "on", error: null });
  });

  it("holds up nobody else, neither hanging nor waiting", async () => {
    const [slow, away, quick] = [
      await startReceiver(),
      await startReceiver(),
      await startReceiver(),
    ];
    const open: ServerResponse[] = [];
    slow.state.reply = (response) => void open.push(response);
    away.state.reply = answering(503, { "retry-after": "3600" });
    const urls = { slow: { url: slow.url }, away: { url: away.url }, quick: { url: quick.url } };
    const { courier, state } = await courierOn(database, urls, { timeoutMs: 8_000 });
    await commitAndSeal(database, decided("d1"));
    courier.wake();
    await expect.poll(() => slow.heard.length, PATIENCE).toBe(1);
    await commitAndSeal(database, decided("d2"));
    courier.wake();
    await expect.poll(() => quick.known(), PATIENCE).toEqual(["d1", "d2"]);
    // The slow one is still in the middle of its first call.
    expect(await state("slow")).toMatchObject({ attempts: 0, waiting: 2 });
    expect(slow.heard).toHaveLength(1);
    slow.state.reply = taken;
    for (const response of open) response.writeHead(204).end();
  });

  it("whose sender stood still for too long is left where the next one brought it", async () => {
    const erp = await startReceiver();
    const open: ServerResponse[] = [];
    erp.state.reply = (response) => void open.push(response);
    const frozen = await courierOn(database, { erp: { url: erp.url } }, { timeoutMs: 8_000 });
    await commitAndSeal(database, decided("d1"));
    frozen.courier.wake();
    await expect.poll(() => open.length, PATIENCE).toBe(1);
    await passTime(database);
    erp.state.reply = taken;
    const { courier, state } = await courierOn(database, { erp: { url: erp.url } });
    await commitAndSeal(database, decided("d2"));
    courier.wake();
    await expect.poll(() => state("erp"), PATIENCE).toMatchObject({ link: 3, waiting: 0 });
    for (const response of open) response.writeHead(204).end();
    await frozen.courier.stop();
    expect(await state("erp")).toMatchObject({ link: 3, waiting: 0 });
    expect(erp.heard.map(({ events }) => events.map(({ id }) => id))).toEqual([
      ["d1"],
      ["d1"],
      ["d2"],
    ]);
    expect(erp.heard[1]?.id).toBe(erp.heard[0]?.id);
  });
});

/** A port of this machine at which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
