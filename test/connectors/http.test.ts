import { afterEach, describe, expect, it } from "vitest";
import { keysOf } from "../../src/connectors/http/signature.ts";
import {
  ERP_SECRET,
  factsServer,
  type FactsServer,
  type Headers,
  NOW,
  placed,
  post,
  signedBy,
  TMS_SECRET,
} from "./facts-server.ts";

const EVENT = "application/cloudevents+json";
const BATCH = "application/cloudevents-batch+json";
const STREAM = "application/x-ndjson";

let server: FactsServer;
afterEach(() => server.close());

async function sendSigned(type: string, content: unknown, more: Headers = {}, path = "") {
  const body = typeof content === "string" ? content : JSON.stringify(content);
  return post(server.url + path, type, body, { ...signedBy(ERP_SECRET, body), ...more });
}

describe("one event", () => {
  it("is stored under its own id and time, and the second time is known", async () => {
    server = await factsServer();
    const first = await sendSigned(EVENT, placed("1042"));
    expect(first.status).toBe(200);
    expect(first.body).toEqual({ accepted: 1, duplicate: 0, rejected: 0, rejections: [] });
    expect((await sendSigned(EVENT, placed("1042"))).body).toMatchObject({ duplicate: 1 });
    expect([...server.facts.values()]).toEqual([
      {
        type: "order.placed",
        source: "erp",
        externalId: "1042",
        occurredAt: "2026-11-19T14:00:00.000Z",
        orderId: "PED-1042",
        currency: "MXN",
        totalMinor: 18_400_000,
      },
    ]);
  });

  it("may be another Remo's ping, which is neither stored nor refused", async () => {
    server = await factsServer();
    const ping = placed("1", { type: "remo.ping.v1", data: {} });
    const nothing = { accepted: 0, duplicate: 0, rejected: 0, rejections: [] };
    expect((await sendSigned(EVENT, ping)).body).toEqual(nothing);
    expect((await sendSigned(BATCH, [ping, placed("2")])).body).toEqual({
      ...nothing,
      accepted: 1,
    });
    expect([server.rejected, server.facts.size]).toEqual([[], 1]);
  });

  it("may say its type and its source bare, and be application/json", async () => {
    server = await factsServer();
    const event = placed("1", { type: "order.placed", source: "erp" });
    expect((await sendSigned("application/json; charset=utf-8", event)).body).toMatchObject({
      accepted: 1,
    });
  });

  it("may carry its envelope in headers", async () => {
    server = await factsServer();
    const { data, ...envelope } = placed("caf%C3%A9");
    const headers = Object.fromEntries(
      Object.entries(envelope).map(([name, value]) => [`ce-${name}`, String(value)]),
    );
    const answer = await sendSigned("application/json", data, { ...headers, "remo-source": "erp" });
    expect(answer.body).toMatchObject({ accepted: 1 });
    expect(server.facts.get("erp café")).toMatchObject({ orderId: "PED-caf%C3%A9" });
  });

  it.each([
    ["the path", {}, "/erp"],
    ["a header", { "remo-source": "erp" }, ""],
  ])("is taken when %s names the source", async (_name, headers, path) => {
    server = await factsServer();
    const answer = await sendSigned(EVENT, placed("1"), headers, path);
    expect(answer.body).toMatchObject({ accepted: 1 });
  });

  it("needs no name where there is one source", async () => {
    server = await factsServer({}, true);
    const { body } = await sendSigned(EVENT, placed("1", { source: "https://erp.example/orders" }));
    expect(body).toMatchObject({ accepted: 0, rejected: 1 });
    expect((await sendSigned(EVENT, placed("1"))).body).toMatchObject({ accepted: 1 });
  });
});

describe("a batch", () => {
  it("takes the good ones, and keeps the others with the field and the reason", async () => {
    server = await factsServer();
    const { body, status } = await sendSigned(BATCH, [
      placed("1"),
      placed("2", { data: { orderId: "PED-2", currency: "pesos" } }),
      placed("3", { time: "yesterday" }),
      placed("4", { type: "remo.order.teleported.v1" }),
      placed("5", { source: "tms" }),
      "not an event",
      placed("6", { data: { orderId: "PED-6", currency: "MXN", salesRep: "\ud83d" } }),
      placed("7", { type: "answer.given", data: { personId: "ana" } }),
      placed("8", { time: "0001-01-01T00:00:00Z" }),
      placed("9"),
    ]);
    expect(status).toBe(200);
    expect(body).toMatchObject({ accepted: 2, rejected: 8 });
    expect(body["rejections"]).toEqual([
      { index: 1, id: "2", reason: "currency: is not an ISO 4217 code such as MXN" },
      { index: 2, id: "3", reason: "time: is not an ISO 8601 instant with an offset" },
      { index: 3, id: "4", reason: "type: is no fact type" },
      {
        index: 4,
        id: "5",
        reason: 'source: is not "erp" or "/sources/erp", by whom this is signed',
      },
      { index: 5, id: null, reason: "event: is not a JSON object" },
      { index: 6, id: "6", reason: "salesRep: is not well-formed Unicode" },
      { index: 7, id: "7", reason: "type: answers are given in chat, by people" },
      { index: 8, id: "8", reason: "time: is not between the years 1900 and 2199" },
    ]);
    expect(server.rejected.map(({ source, externalId }) => [source, externalId])).toContainEqual([
      "erp",
      "2",
    ]);
    expect(server.rejected[0]?.body).toMatchObject({ id: "2" });
  }, 10_000);

  it("is refused when it is no array, and so is an array sent as one event", async () => {
    server = await factsServer();
    expect((await sendSigned(BATCH, placed("1"), {}, "/erp")).status).toBe(400);
    expect((await sendSigned(EVENT, [placed("1")], {}, "/erp")).status).toBe(400);
    expect((await sendSigned(EVENT, "{", {}, "/erp")).body).toEqual({
      error: "The body is not JSON.",
    });
  });
});

describe("a stream of lines", () => {
  it("is taken in batches, with bad lines told by their place", async () => {
    server = await factsServer();
    const lines = Array.from({ length: 1_201 }, (_, index) => JSON.stringify(placed(`${index}`)));
    lines[600] = "{ nonsense";
    const { body } = await sendSigned(STREAM, `${lines.join("\n")}\n\n`);
    expect(body).toEqual({
      accepted: 1_200,
      duplicate: 0,
      rejected: 1,
      rejections: [{ index: 600, id: null, reason: "line: is not JSON" }],
    });
    expect(Math.max(...server.batches)).toBeLessThanOrEqual(500);
  });

  it("waits on disk when it is large, and is taken only when its signature covers all of it", async () => {
    server = await factsServer();
    const note = "x".repeat(290);
    const line = (index: number) =>
      JSON.stringify(
        placed(`${index}`, { data: { orderId: "P", currency: "MXN", address: note } }),
      );
    const text = Array.from({ length: 12_000 }, (_, index) => line(index)).join("\n");
    expect(Buffer.byteLength(text)).toBeGreaterThan(4_000_000);
    const altered = text.replace('"id":"0"', '"id":"9"');
    const forged = await post(server.url, STREAM, altered, signedBy(ERP_SECRET, text));
    expect(forged.status).toBe(401);
    expect(server.facts.size).toBe(0);
    expect((await sendSigned(STREAM, text)).body).toMatchObject({ accepted: 12_000 });
  });

  it("has a limit for a line and one for all of it", async () => {
    server = await factsServer({ lineBytes: 1_000, streamBytes: 20_000 });
    const long = JSON.stringify(placed("2", { data: { note: "x".repeat(1_000) } }));
    const lines = [JSON.stringify(placed("1")), long, JSON.stringify(placed("3"))].join("\n");
    const answer = await sendSigned(STREAM, lines, {}, "/erp");
    expect(answer.body).toMatchObject({
      accepted: 2,
      rejections: [{ index: 1, id: null, reason: "line: is over 1,000 bytes" }],
    });
    expect((await sendSigned(STREAM, `${lines}\n`.repeat(20), {}, "/erp")).status).toBe(413);
  });
});

describe("a signature", () => {
  it.each([
    [
      "of another secret",
      (body: string) => signedBy(TMS_SECRET.replace("whsec_", "whsec_AA"), body),
    ],
    ["of another body", (body: string) => signedBy(ERP_SECRET, `${body} `)],
    ["from six minutes ago", (body: string) => signedBy(ERP_SECRET, body, NOW - 360_000)],
    ["from six minutes ahead", (body: string) => signedBy(ERP_SECRET, body, NOW + 360_000)],
    ["that is missing", () => ({})],
  ])("%s is refused", async (_name, sign) => {
    server = await factsServer();
    const body = JSON.stringify(placed("1"));
    const answer = await post(server.url, EVENT, body, sign(body));
    expect(answer.status).toBe(401);
    expect(server.facts.size).toBe(0);
  });

  it("is one of several while keys are replaced, on either side", async () => {
    server = await factsServer();
    const body = JSON.stringify(placed("1"));
    const signed = signedBy(ERP_SECRET, body);
    const several = {
      ...signed,
      "webhook-signature": `v1a,abc v1,AAAA ${signed["webhook-signature"]}`,
    };
    expect((await post(server.url, EVENT, body, several)).status).toBe(200);
    // The erp source of this server still accepts a second secret.
    expect((await post(server.url, EVENT, body, signedBy(TMS_SECRET, body))).status).toBe(200);
  });

  it("of one source does not speak for another, nor for one that is unknown", async () => {
    server = await factsServer();
    const asTms = JSON.stringify(placed("1", { source: "tms" }));
    expect((await post(server.url, EVENT, asTms, signedBy(ERP_SECRET, asTms))).status).toBe(401);
    const unknown = JSON.stringify(placed("1", { source: "crm" }));
    expect((await post(server.url, EVENT, unknown, signedBy(ERP_SECRET, unknown))).status).toBe(
      401,
    );
    expect((await sendSigned(EVENT, placed("1"), {}, "/constructor")).status).toBe(401);
    expect((await sendSigned(EVENT, placed("1", { source: 7 }))).status).toBe(400);
  });

  it("needs a secret that is Base64", () => {
    expect(() => keysOf("source erp", "whsec_not base64!")).toThrow(/secret of source erp/);
    expect(() => keysOf("source erp", "  ")).toThrow(/has no secret/);
    return factsServer().then((started) => (server = started));
  });
});

describe("limits", () => {
  it("refuse a body that is too large, with an answer that arrives", async () => {
    server = await factsServer({ bodyBytes: 100_000 });
    const answer = await sendSigned(BATCH, [placed("1", { note: "x".repeat(3_000_000) })]);
    expect(answer.status).toBe(413);
    expect(answer.body["error"]).toContain("over 100,000 bytes");
  });

  it("refuse what is no JSON, another charset, and a compressed body", async () => {
    server = await factsServer();
    expect((await sendSigned("text/xml", placed("1"))).status).toBe(415);
    expect((await sendSigned("constructor", placed("1"))).status).toBe(415);
    expect((await sendSigned(`${EVENT}; charset=latin1`, placed("1"))).status).toBe(415);
    expect((await sendSigned(EVENT, placed("1"), { "content-encoding": "gzip" })).status).toBe(415);
  });

  it("slow one source down, say for how long, and let it go on later", async () => {
    server = await factsServer({ perSecond: 1, burst: 2 });
    const statuses = [];
    for (const id of ["1", "2", "3"]) statuses.push((await sendSigned(EVENT, placed(id))).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect((await sendSigned(EVENT, placed("3"))).headers.get("retry-after")).toBe("1");
    server.state.now += 1_000;
    expect((await sendSigned(EVENT, placed("3"))).status).toBe(200);
  });

  it("a store that is down asks for the facts again", async () => {
    server = await factsServer();
    server.state.failing = true;
    const answer = await sendSigned(EVENT, placed("1"));
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("5");
    expect(server.errors).toHaveLength(1);
    server.state.failing = false;
    expect((await sendSigned(EVENT, placed("1"))).body).toMatchObject({ accepted: 1 });
  });
});
