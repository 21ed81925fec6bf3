import type { AddressInfo } from "node:net";
import express from "express";
import { Webhook } from "standardwebhooks";
import type { Rejected } from "../../src/app/ports.ts";
import { factsRouter, type FactsLimits } from "../../src/connectors/http/facts-router.ts";
import type { Fact } from "../../src/core/fact.ts";

export const ERP_SECRET = `whsec_${Buffer.from("a secret of the erp, 32 bytes long").toString("base64")}`;
export const TMS_SECRET = `whsec_${Buffer.from("a secret of the tms, 32 bytes long").toString("base64")}`;
export const NOW = Date.parse("2026-11-19T14:10:00Z");

export type FactsServer = Awaited<ReturnType<typeof factsServer>>;

/** The real router on a loopback server, in front of a store that remembers what it was given. */
export async function factsServer(limits: Partial<FactsLimits> = {}, oneSource = false) {
  const facts = new Map<string, Fact>();
  const rejected: Rejected[] = [];
  const errors: unknown[] = [];
  const batches: number[] = [];
  const state = { failing: false, now: NOW };
  const app = express();
  app.use(
    factsRouter({
      sources: oneSource
        ? { erp: { secret: ERP_SECRET } }
        : { erp: { secret: `${TMS_SECRET} ${ERP_SECRET}` }, tms: { secret: TMS_SECRET } },
      submit: (given) => {
        if (state.failing) return Promise.reject(new Error("the store is down"));
        batches.push(given.length);
        return Promise.resolve(
          given.map((fact) => {
            const key = `${fact.source} ${fact.externalId}`;
            if (facts.has(key)) return "duplicate";
            facts.set(key, fact);
            return "accepted";
          }),
        );
      },
      keepRejected: (items) => {
        rejected.push(...items);
        return Promise.resolve();
      },
      clock: () => state.now,
      limits,
      onError: (error) => errors.push(error),
    }),
  );
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/v1/facts`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url, port, facts, rejected, errors, batches, state, close };
}

export type Headers = Readonly<Record<string, string>>;

/** Headers as a sender's own Standard Webhooks library makes them. */
export function signedBy(secret: string, body: string, at = NOW): Headers {
  const id = `msg_${Math.random().toString(36).slice(2)}`;
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at / 1000)),
    "webhook-signature": new Webhook(secret).sign(id, new Date(at), body),
  };
}

export async function post(url: string, type: string, body: string, headers: Headers) {
  const response = await fetch(url, {
    method: "POST",
    body,
    headers: { "content-type": type, ...headers },
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: asJson(text) };
}

function asJson(text: string): Record<string, unknown> {
  const parsed: unknown = JSON.parse(text);
  return typeof parsed === "object" && parsed !== null ? { ...parsed } : {};
}

export function placed(id: string, more: Record<string, unknown> = {}) {
  return {
    specversion: "1.0",
    type: "remo.order.placed.v1",
    source: "/sources/erp",
    id,
    time: "2026-11-19T08:00:00-06:00",
    data: { orderId: `PED-${id}`, currency: "MXN", totalMinor: 18_400_000 },
    ...more,
  };
}
