import type { NextFunction, Request, Response } from "express";

// With or without a port; IPv6 addresses come in brackets.
const LOCAL = /^(?:(?:[\w-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/**
 * Lets in only what was asked of this machine by one of its own names. The playground has no
 * passwords, and a site of somebody else's can point its name at 127.0.0.1 (DNS rebinding): to the
 * browser the playground would then be that site's own.
 */
export function onlyThisMachine(request: Request, response: Response, next: NextFunction): void {
  if (LOCAL.test(request.get("host") ?? "")) return next();
  response.status(403).type("text/plain");
  response.send("The playground answers this machine only: open it as http://localhost.\n");
}
