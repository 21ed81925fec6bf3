import { type ErrorRequestHandler, Router } from "express";
import { pageSource } from "../page-source.ts";
import { deadLink, type DoorOptions, send, uploadDoor } from "./door.ts";

/**
 * `/upload/<token>`: the page on which one person finishes one press with files, from any browser.
 * GET shows the press's dialog and changes nothing; POST submits it, and the desk checks it as it
 * checks a submission in chat. 403 for a link that is not ours, 410 for one that expired, 422 for a
 * form to mend, 409 for an answer that came too late or is not this person's to give.
 */
export function uploadRouter(options: DoorOptions): Router {
  const door = uploadDoor(options);
  const router = Router();
  const source = pageSource(import.meta.url);
  router.use("/upload", (_request, response, next) => {
    response.set(HEADERS);
    next();
  });
  for (const [name, type] of ASSETS) {
    router.get(`/upload/page/${name}`, (_request, response) => {
      response
        .set("cache-control", "no-cache")
        .type(type)
        .send(source(`./page/${name}`));
    });
  }
  router.get("/upload/:token", door.show);
  router.post("/upload/:token", door.take);
  router.use("/upload", unreadableAddress);
  return router;
}

const ASSETS = [
  ["upload.css", "text/css"],
  ["upload.ts", "text/javascript"],
] as const;

/** The address is a right: it must not reach another site, a cache, an index or a frame. */
const HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join("; "),
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-robots-tag": "noindex, nofollow",
} as const;

// Express knows an error handler by its four parameters.
const unreadableAddress: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (!(error instanceof URIError)) return next(error);
  send(response, deadLink({ dead: "broken" }, request));
};
