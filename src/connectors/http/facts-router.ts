import type { KeyObject } from "node:crypto";
import { type ErrorRequestHandler, type Request, type Response, Router } from "express";
import type { KeepRejected } from "../../app/ports.ts";
import { GONE, readBody, type Spool, spoolBody, TOO_LARGE } from "./body.ts";
import { sourceOf } from "./cloud-event.ts";
import { eventsOf, type Kind, kindOf, type Refusal } from "./content.ts";
import { type RateLimit, rateLimiter } from "./rate-limit.ts";
import { isSigned, isSignedWhole, keysOf, signedHeaders, type Signed } from "./signature.ts";
import { type Receipt, type Submit, takeEvents } from "./take-events.ts";
import { streamSource, takeStream } from "./take-stream.ts";

export type FactsLimits = RateLimit & {
  /** Of one event or one batch. */
  readonly bodyBytes: number;
  /** Of a whole NDJSON stream, and of one of its lines. */
  readonly streamBytes: number;
  readonly lineBytes: number;
  /** Streams received at the same time, each of which may wait on disk. */
  readonly streams: number;
};

const FACTS_LIMITS: FactsLimits = {
  perSecond: 5_000,
  burst: 10_000,
  bodyBytes: 5_000_000,
  streamBytes: 200_000_000,
  lineBytes: 1_000_000,
  streams: 4,
};

export type FactsRouterOptions = {
  /** By name; a secret is `whsec_` and Base64, or several with blanks between them. */
  readonly sources: Readonly<Record<string, { readonly secret: string }>>;
  readonly submit: Submit;
  readonly keepRejected: KeepRejected;
  /** Epoch milliseconds, for the age of signatures. */
  readonly clock: () => number;
  /** Epoch milliseconds, for what cannot have happened yet; `clock` unless given. */
  readonly now?: () => number;
  readonly limits?: Partial<FactsLimits>;
  /** Told of what broke inside; the sender only learns that it should send again. */
  readonly onError?: (error: unknown) => void;
};

type Outcome = Receipt | Refusal | typeof GONE;

const RETRY_SECONDS = 5;
const FORGED: Refusal = {
  status: 401,
  error: "The source is unknown, or its webhook-signature does not fit what was sent.",
};

/**
 * `POST /v1/facts` and `POST /v1/facts/SOURCE`: CloudEvents 1.0 signed as Standard Webhooks. Who
 * signs is told, in this order, by the path, the `remo-source` header, there being one source only,
 * and the `source` of the (first) event. Answers 200 with a `Receipt` once every good fact is
 * stored, whatever the others were; 400, 401, 413, 415 and 429 refuse the request as a whole; 503
 * asks to send it again, which is harmless: facts heard twice count once.
 */
export function factsRouter(options: FactsRouterOptions): Router {
  const limits = { ...FACTS_LIMITS, ...options.limits };
  const keys = new Map(
    Object.entries(options.sources).map(([name, { secret }]) => [
      name,
      keysOf(`source ${name}`, secret),
    ]),
  );
  const door = new Door(options, limits, keys);
  const answer = async (request: Request, response: Response) => {
    let outcome: Outcome;
    try {
      outcome = await door.receive(request);
    } catch (error) {
      options.onError?.(error);
      const again = "The facts could not be stored: send them again.";
      outcome = { status: 503, error: again, retryAfter: RETRY_SECONDS };
    }
    send(response, outcome);
  };
  const router = Router();
  router.post("/v1/facts", answer);
  router.post("/v1/facts/:source", answer);
  router.use("/v1/facts", unreadableAddress);
  return router;
}

// Express knows an error handler by its four parameters.
const unreadableAddress: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (!(error instanceof URIError)) return next(error);
  send(response, { status: 400, error: "The source in the address is not percent-encoded UTF-8." });
};

class Door {
  readonly #options: FactsRouterOptions;
  readonly #limits: FactsLimits;
  readonly #keys: ReadonlyMap<string, readonly KeyObject[]>;
  readonly #take: (source: string, nowMs: number) => number;
  #streams = 0;

  constructor(
    options: FactsRouterOptions,
    limits: FactsLimits,
    keys: ReadonlyMap<string, readonly KeyObject[]>,
  ) {
    this.#options = options;
    this.#limits = limits;
    this.#keys = keys;
    this.#take = rateLimiter(limits);
  }

  async receive(request: Request): Promise<Outcome> {
    const kind = kindOf(request);
    if (typeof kind === "object") return kind;
    const signed = signedHeaders(request.headers, this.#options.clock());
    if (typeof signed === "string") return { status: 401, error: signed };
    const named = this.#named(request);
    if (named !== null && !this.#keys.has(named)) return FORGED;
    return kind === "stream"
      ? this.#receiveStream(request, signed, named)
      : this.#receiveWhole(request, signed, named, kind);
  }

  async #receiveWhole(
    request: Request,
    signed: Signed,
    named: string | null,
    kind: Exclude<Kind, "stream">,
  ): Promise<Outcome> {
    const body = await readBody(request, this.#limits.bodyBytes);
    if (body === GONE) return GONE;
    if (body === TOO_LARGE) return tooLarge(this.#limits.bodyBytes);
    // Where the source is known beforehand, nothing unsigned is even parsed.
    if (named !== null && !this.#isSigned(named, signed, body)) return FORGED;
    const events = eventsOf(request, kind, body);
    if ("error" in events) return events;
    const source = named ?? sourceOf(events.list[0]);
    if (source === null) return UNNAMED;
    if (named === null && !this.#isSigned(source, signed, body)) return FORGED;
    const refused = this.#limited(source);
    if (refused) return refused;
    const sent = events.list.map((event) => ({ event }));
    return takeEvents(sent, this.#doors(source));
  }

  async #receiveStream(request: Request, signed: Signed, named: string | null): Promise<Outcome> {
    if (this.#streams >= this.#limits.streams) {
      const error = `${this.#limits.streams} streams are being received: send this one later.`;
      return { status: 429, error, retryAfter: RETRY_SECONDS };
    }
    this.#streams += 1;
    let spool: Spool | null = null;
    try {
      const body = await spoolBody(request, this.#limits.streamBytes);
      if (body === GONE) return GONE;
      if (body === TOO_LARGE) return tooLarge(this.#limits.streamBytes);
      spool = body;
      const { lineBytes } = this.#limits;
      const source = named ?? (await streamSource(body, lineBytes));
      if (source === null) return UNNAMED;
      const keys = this.#keys.get(source);
      if (!keys || !(await isSigned(signed, keys, body.read()))) return FORGED;
      const refused = this.#limited(source);
      if (refused) return refused;
      const doors = this.#doors(source);
      return await takeStream(body, lineBytes, (sent, first) => takeEvents(sent, doors, first));
    } finally {
      this.#streams -= 1;
      await spool?.dispose();
    }
  }

  #named(request: Request): string | null {
    const path = request.params["source"];
    if (typeof path === "string") return path;
    const header = request.headers["remo-source"];
    if (typeof header === "string") return header;
    const [only] = this.#keys.keys();
    return this.#keys.size === 1 && only !== undefined ? only : null;
  }

  #doors(source: string) {
    const { submit, keepRejected, clock, now = clock } = this.#options;
    return { source, submit, keepRejected, now };
  }

  #isSigned(source: string, signed: Signed, body: Buffer): boolean {
    const keys = this.#keys.get(source);
    return keys !== undefined && isSignedWhole(signed, keys, body);
  }

  #limited(source: string): Refusal | null {
    const retryAfter = this.#take(source, this.#options.clock());
    if (retryAfter === 0) return null;
    const error = `${source} sends more than ${this.#limits.perSecond} requests a second.`;
    return { status: 429, error, retryAfter };
  }
}

const UNNAMED: Refusal = {
  status: 400,
  error:
    "Nothing says which source this is: post to /v1/facts/SOURCE, set the remo-source header, or " +
    "name it in the source of the event.",
};

function tooLarge(limit: number): Refusal {
  const error = `The body is over ${limit.toLocaleString("en")} bytes: send fewer facts at a time.`;
  return { status: 413, error };
}

function send(response: Response, outcome: Outcome): void {
  if (outcome === GONE || response.headersSent || response.destroyed) return;
  // What is left of a body that is too large is not worth receiving.
  if ("status" in outcome && outcome.status === 413) response.setHeader("connection", "close");
  if (!("error" in outcome)) {
    write(response, 200, outcome);
    return;
  }
  if (outcome.retryAfter !== undefined) response.setHeader("retry-after", outcome.retryAfter);
  write(response, outcome.status, { error: outcome.error });
}

/** Plain writes: Express computes an ETag for every body it sends. */
function write(response: Response, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}
