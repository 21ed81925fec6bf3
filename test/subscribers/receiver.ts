import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { onTestFinished } from "vitest";
import type { OutgoingEvent } from "../../src/connectors/http/to-event.ts";
import { SECRET } from "./declared.ts";

export type Heard = {
  readonly id: string;
  readonly timestamp: string;
  readonly contentType: string;
  readonly events: readonly OutgoingEvent[];
};

/** Answers a request; it may leave it unanswered. */
type Reply = (response: ServerResponse, heard: Heard) => void;

export const taken: Reply = (response) => void response.writeHead(204).end();

export function answering(status: number, headers: Readonly<Record<string, string>> = {}): Reply {
  return (response) => void response.writeHead(status, headers).end("no");
}

/** Another system on loopback: it checks signatures with the reference library, then replies. */
export async function startReceiver(secret: string = SECRET) {
  const heard: Heard[] = [];
  const forged: string[] = [];
  const state: { reply: Reply } = { reply: taken };
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const body = Buffer.concat(pieces).toString("utf8");
      try {
        const one = verified(secret, body, request.headers);
        heard.push(one);
        state.reply(response, one);
      } catch (error) {
        forged.push(String(error));
        response.writeHead(401).end();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/events`,
    /** Every request with a good signature, however it was answered. */
    heard,
    forged,
    state,
    /** What it knows by now: each event once, in the order in which they first came. */
    known: () => [...new Set(heard.flatMap(({ events }) => events.map(({ id }) => id)))],
  };
}

function verified(secret: string, body: string, headers: IncomingHttpHeaders): Heard {
  const header = (name: string) => String(headers[name]);
  new Webhook(secret).verify(body, {
    "webhook-id": header("webhook-id"),
    "webhook-timestamp": header("webhook-timestamp"),
    "webhook-signature": header("webhook-signature"),
  });
  return {
    id: header("webhook-id"),
    timestamp: header("webhook-timestamp"),
    contentType: header("content-type"),
    events: JSON.parse(body) as readonly OutgoingEvent[],
  };
}
