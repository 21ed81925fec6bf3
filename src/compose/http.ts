import { createServer, type RequestListener, type Server } from "node:http";
import type { Express, Request, Response } from "express";
import { ConfigError } from "../remo-yaml.ts";
import { lastAnswer } from "./last-answer.ts";

const CLOSE_WITHIN_MS = 5_000;
const IDLE_EVERY_MS = 50;

/** A port that is taken before there is anything behind it. */
export type Door = {
  readonly server: Server;
  /** What comes in goes here from now on. */
  open(app: Express): void;
};

/** Listens with everything ready. */
export async function listen(app: Express, port: number, host: string): Promise<Server> {
  const { server, open } = await takePort(port, host);
  open(app);
  return server;
}

/**
 * Takes the port first, for making a database takes seconds that a taken port would waste; whoever
 * knocks meanwhile is asked to come back. A taken port is one clear sentence.
 */
export async function takePort(port: number, host: string): Promise<Door> {
  let behind: RequestListener = comeBack;
  const server = createServer((request, response) => behind(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(portProblem(error, port) ?? error);
    });
    server.listen(port, host, resolve);
  });
  return {
    server,
    open(app) {
      // Given a last answer, Express adds none of its own: routers that come later still come first.
      behind = (request, response) => {
        const last = (error?: unknown) => lastAnswer(request, response, error, console.error);
        app(request as Request, response as Response, last);
      };
    },
  };
}

const comeBack: RequestListener = (_request, response) => {
  response.writeHead(503, { "retry-after": "1", "content-type": "text/plain; charset=utf-8" });
  response.end("Remo is starting.\n");
};

function portProblem(error: NodeJS.ErrnoException, port: number): ConfigError | null {
  if (error.code === "EADDRINUSE") {
    return new ConfigError(
      `Port ${port} is taken: stop what uses it, or choose another with PORT=${port + 1} npm start.`,
    );
  }
  if (error.code === "EACCES") {
    return new ConfigError(`Port ${port} is not allowed: choose one above 1023 with PORT.`);
  }
  return null;
}

/** The port a server got, which matters when it asked for any. */
export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return address.port;
}

/** Answers what is in hand, then closes; open event streams are cut. */
export async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that was kept alive by the last answer on it is idle only after that.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_EVERY_MS);
  const cut = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}
