import express from "express";
import type { Request, Router } from "express";
import type { Backend } from "./backend.ts";
import { FILE_MAX_BYTES } from "./files.ts";

// What Slack answers, with status 200, to a download without a valid token.
const LOGIN_PAGE = `<!DOCTYPE html><html lang="en"><head><title>Sign in to the playground</title></head>
<body><p>Files are for the app's token (with files:read) only.</p></body></html>`;

/**
 * `GET /files/<id>/<name>` with the bot's token, and `POST /upload/<id>` for the app's own uploads.
 */
export function fileRoutes(backend: Backend, botToken: string): Router {
  const router = express.Router();
  router.get("/files/:id/:name", (request, response) => {
    if (request.get("authorization") !== `Bearer ${botToken}`) {
      response.status(200).type("html").send(LOGIN_PAGE);
      return;
    }
    const file = backend.store.files.get(request.params.id);
    const bytes = backend.store.shelf.get(request.params.id);
    if (file === undefined || bytes === undefined)
      return void response.status(404).send("not found");
    response.set("Content-Type", file.mimetype).send(bytes);
  });
  const raw = express.raw({ type: () => true, limit: FILE_MAX_BYTES });
  router.post("/upload/:id", raw, async (request: Request<{ id: string }>, response) => {
    const file = backend.store.files.get(request.params.id);
    if (file === undefined) return void response.status(404).send("no such upload");
    const bytes = await uploadedBytes(request);
    if (bytes === undefined) return void response.status(400).send("no file in the request");
    backend.store.shelf.put(file.id, bytes);
    backend.store.commit({ op: "file", file: { ...file, size: bytes.length } });
    response.send(`OK - ${bytes.length}`);
  });
  return router;
}

/** The bytes of an upload, sent bare or as the first file of a multipart form. */
async function uploadedBytes(request: Request): Promise<Buffer | undefined> {
  const body: unknown = request.body;
  if (!Buffer.isBuffer(body)) return undefined;
  const type = request.get("content-type") ?? "";
  if (!type.startsWith("multipart/form-data")) return body;
  return (await multipartFiles(body, type))[0]?.bytes;
}

/** The files of a multipart form, read by the same parser as fetch's Response. */
export async function multipartFiles(
  body: Buffer,
  contentType: string,
): Promise<{ name: string; bytes: Buffer }[]> {
  const form = await new Response(new Uint8Array(body), {
    headers: { "content-type": contentType },
  }).formData();
  const files = [...form.values()].filter((part) => typeof part !== "string");
  return Promise.all(
    files.map(async (file) => ({ name: file.name, bytes: Buffer.from(await file.arrayBuffer()) })),
  );
}
