import { createHash, timingSafeEqual } from "node:crypto";
import express, { type Request, type Router } from "express";

export type MetricsDoor = {
  /** What a scraper must bring as a bearer token; undefined: only this machine may ask. */
  readonly token: string | undefined;
  scrape(): Promise<{ readonly contentType: string; readonly body: string }>;
  onError(error: unknown): void;
};

const THIS_MACHINE = /^(127\.|::1$|::ffff:127\.)/;
// Whoever comes through a proxy on this machine comes from elsewhere.
const PASSED_ON = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];

/** `GET /metrics`, for Prometheus: without a token this machine only, with one whoever has it. */
export function metricsRouter({ token, scrape, onError }: MetricsDoor): Router {
  const router = express.Router();
  router.get("/metrics", async (request, response) => {
    if (token === undefined && !isFromHere(request)) {
      response.status(403).type("text/plain");
      response.send(
        "Metrics answer this machine only: set REMO_METRICS_TOKEN and send it as a bearer token.\n",
      );
      return;
    }
    if (token !== undefined && !bears(request, token)) {
      response.status(401).set("www-authenticate", 'Bearer realm="metrics"').type("text/plain");
      response.send("Send the value of REMO_METRICS_TOKEN as a bearer token.\n");
      return;
    }
    try {
      const { contentType, body } = await scrape();
      response.set("content-type", contentType).set("cache-control", "no-store").send(body);
    } catch (error) {
      onError(error);
      response.status(503).type("text/plain").send("The store does not answer.\n");
    }
  });
  return router;
}

function isFromHere(request: Request): boolean {
  const from = request.socket.remoteAddress ?? "";
  return THIS_MACHINE.test(from) && !PASSED_ON.some((name) => request.get(name) !== undefined);
}

function bears(request: Request, token: string): boolean {
  const given = /^Bearer (.+)$/i.exec(request.get("authorization") ?? "")?.[1] ?? "";
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
