import express from "express";
import type { Router } from "express";
import type { TenantStore } from "./store.ts";

/**
 * `GET /files/<id>/<name>`: the pre-authenticated address of SharePoint that a bot is given for a
 * file. A token sent along is refused, for it would have left the bot for a host of somebody else's.
 */
export function fileRoutes(store: TenantStore): Router {
  const router = express.Router();
  router.get("/files/:id/:name", (request, response) => {
    if (request.get("authorization") !== undefined) {
      response.status(401).type("text/plain").send("This address takes no token.\n");
      return;
    }
    const file = store.files.get(request.params.id);
    const bytes = store.shelf.get(request.params.id);
    if (file === undefined || bytes === undefined) {
      response.status(404).type("text/plain").send("no such file\n");
      return;
    }
    response.set({ "content-type": file.mimetype, "x-content-type-options": "nosniff" });
    response.send(bytes);
  });
  return router;
}
