import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { WebSocket } from "ws";
import { z } from "zod";
import type { Delivered, DeliveryKind, Payload } from "./deliver.ts";

const PING_EVERY_MS = 10_000;
const TICKET_LIFE_MS = 30_000;
const envelopeAck = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });

export type SocketLink = {
  attach(server: Server): void;
  /** Hands out the one-use address that apps.connections.open answers. */
  ticket(): string;
  connected(): boolean;
  send(kind: DeliveryKind, payload: Payload, timeoutMs: number): Promise<Delivered>;
  close(): void;
};

type State = {
  sockets: Set<WebSocket>;
  waiting: Map<string, (delivered: Delivered) => void>;
  tickets: Map<string, number>;
  turn: number;
};

/** The server side of Socket Mode: hello, envelopes to one of the connected clients, their acks. */
export function socketLink(appId: string): SocketLink {
  const accept = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024 });
  const state: State = { sockets: new Set(), waiting: new Map(), tickets: new Map(), turn: 0 };
  return {
    attach(server) {
      server.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
        const ticket = /\/socket-mode\/(\w+)/.exec(request.url ?? "")?.[1];
        // Another listener of the same server may own this address; alone, nobody will answer it.
        if (ticket === undefined) {
          if (server.listenerCount("upgrade") === 1) stream.destroy();
          return;
        }
        if (!takeTicket(state, ticket)) return void stream.destroy();
        accept.handleUpgrade(request, stream, head, (socket) => greet(state, socket, appId));
      });
    },
    ticket() {
      const ticket = randomBytes(12).toString("hex");
      state.tickets.set(ticket, Date.now());
      return ticket;
    },
    connected: () => state.sockets.size > 0,
    send: (kind, payload, timeoutMs) => sendEnvelope(state, kind, payload, timeoutMs),
    close() {
      for (const socket of state.sockets) socket.close(1001, "the playground stops");
      accept.close();
    },
  };
}

function takeTicket(state: State, ticket: string): boolean {
  const issuedAt = state.tickets.get(ticket);
  state.tickets.delete(ticket);
  return issuedAt !== undefined && Date.now() - issuedAt <= TICKET_LIFE_MS;
}

function greet(state: State, socket: WebSocket, appId: string): void {
  state.sockets.add(socket);
  const pings = setInterval(() => socket.ping(), PING_EVERY_MS);
  pings.unref();
  socket.on("message", (data) => {
    const ack = Buffer.isBuffer(data) ? parseAck(data.toString("utf8")) : undefined;
    if (ack !== undefined) state.waiting.get(ack.envelope_id)?.(acked(ack.payload));
  });
  socket.on("error", () => socket.terminate());
  socket.on("close", () => {
    clearInterval(pings);
    state.sockets.delete(socket);
  });
  socket.send(
    JSON.stringify({
      type: "hello",
      num_connections: state.sockets.size,
      connection_info: { app_id: appId },
      debug_info: { host: "playground", approximate_connection_time: 18_060 },
    }),
  );
}

function sendEnvelope(
  state: State,
  kind: DeliveryKind,
  payload: Payload,
  timeoutMs: number,
): Promise<Delivered> {
  const sockets = [...state.sockets];
  const socket = sockets[state.turn++ % sockets.length];
  if (socket === undefined) return Promise.resolve({ ok: false, error: "dispatch_failed" });
  const id = randomUUID();
  return new Promise((resolve) => {
    const settle = (delivered: Delivered) => {
      clearTimeout(timer);
      state.waiting.delete(id);
      resolve(delivered);
    };
    const timer = setTimeout(() => settle({ ok: false, error: "operation_timeout" }), timeoutMs);
    state.waiting.set(id, settle);
    const acceptsAnswer = kind !== "events_api";
    socket.send(
      JSON.stringify({
        envelope_id: id,
        type: kind,
        payload,
        accepts_response_payload: acceptsAnswer,
        ...(acceptsAnswer ? {} : { retry_attempt: 0, retry_reason: "" }),
      }),
    );
  });
}

// Clients send {} for "nothing to say".
function acked(payload: unknown): Delivered {
  const empty =
    typeof payload === "object" && payload !== null && Object.keys(payload).length === 0;
  return { ok: true, body: empty ? undefined : payload };
}

function parseAck(text: string): z.infer<typeof envelopeAck> | undefined {
  try {
    return envelopeAck.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
