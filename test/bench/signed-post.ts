import { createHmac } from "node:crypto";
import { type Agent, request } from "node:http";
import type { RawFact } from "./generated-orders.ts";

export const SOURCE = "erp";
export const SECRET = `whsec_${Buffer.from("a secret of the bench and of nobody else").toString("base64")}`;
const KEY = Buffer.from(SECRET.slice("whsec_".length), "base64");

export type SignedPost = { readonly headers: Record<string, string>; readonly body: string };

/** One fact as a CloudEvent, signed as Standard Webhooks says. */
export function signedPost(fact: RawFact): SignedPost {
  const { type, externalId, occurredAt, source: _source, ...data } = fact;
  const id = String(externalId);
  const event = { specversion: "1.0", id, source: SOURCE, type: `remo.${String(type)}.v1` };
  const body = JSON.stringify({ ...event, time: occurredAt, data });
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac("sha256", KEY).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    body,
    headers: {
      "content-type": "application/cloudevents+json",
      "content-length": String(Buffer.byteLength(body)),
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${signature}`,
    },
  };
}

/** Posts it and waits for the whole answer; anything but 200 throws what was answered. */
export function post(agent: Agent, port: number, { headers, body }: SignedPost): Promise<void> {
  return new Promise((resolve, reject) => {
    const target = { agent, host: "127.0.0.1", port, path: "/v1/facts", method: "POST", headers };
    const sent = request(target, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.once("end", () => {
        if (response.statusCode === 200) return resolve();
        reject(new Error(`${response.statusCode}: ${Buffer.concat(pieces).toString()}`));
      });
    });
    sent.once("error", reject);
    sent.end(body);
  });
}
