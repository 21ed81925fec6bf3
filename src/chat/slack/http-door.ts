import { ExpressReceiver } from "@slack/bolt";
import { type Request, type Response, Router } from "express";
import type { NextFunction } from "express";
import { type Log, slackLogger } from "./logger.ts";
import { createSignatureCheck } from "./signature.ts";

/** Slack's largest payload (a view with its state) is far below. */
const MAX_BODY_BYTES = 1024 * 1024;

export type HttpDoor = {
  readonly receiver: ExpressReceiver;
  /** To be mounted before any body parser: the signature is over the bytes as they came. */
  readonly router: Router;
  close(): void;
};

/** Slack's requests over HTTP, checked before Bolt sees them. */
export function createHttpDoor(o: {
  readonly signingSecret: string;
  readonly log: Log;
  readonly nowMs: () => number;
}): HttpDoor {
  const receiver = new ExpressReceiver({
    signingSecret: o.signingSecret,
    // Checked by our own door, which is stricter.
    signatureVerification: false,
    endpoints: "/",
    bodyLimit: MAX_BODY_BYTES,
    logger: slackLogger(o.log),
  });
  const check = createSignatureCheck(o.signingSecret, o.nowMs);
  let open = true;
  const router = Router();
  router.use(async (request, response, next) => {
    if (!open) return void response.status(503).set("Retry-After", "5").end();
    await admit(request, response, next, { check, log: o.log });
  });
  router.use(receiver.router);
  return {
    receiver,
    router,
    close() {
      open = false;
    },
  };
}

async function admit(
  request: Request,
  response: Response,
  next: NextFunction,
  o: { readonly check: ReturnType<typeof createSignatureCheck>; readonly log: Log },
): Promise<void> {
  const body = await readBody(request);
  if (body === null) return void response.status(413).end();
  const verdict = o.check({
    timestamp: request.get("x-slack-request-timestamp"),
    signature: request.get("x-slack-signature"),
    body,
  });
  if (verdict !== "ok") {
    o.log.warn({ verdict, from: request.ip }, "a request to Slack's address was not let in");
    return void response.status(401).end();
  }
  // Bolt parses these bytes instead of reading the request a second time.
  Object.assign(request, { rawBody: body });
  next();
}

/** The bytes of a request; null past the limit. */
async function readBody(request: Request): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
