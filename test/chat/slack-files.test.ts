import { createServer, type RequestListener } from "node:http";
import { afterEach, expect, test } from "vitest";
import { FileUnreadable } from "../../src/app/ports.ts";
import { incomingFile, isProofType, MAX_FILE_BYTES, mayFetch } from "../../src/chat/slack/files.ts";

const SLACK = "https://slack.com/api/";
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** Reads a file from a loopback server that answers so; gives the bytes or the trouble. */
async function reading(answer: RequestListener, sizeBytes = 10) {
  const web = createServer(answer);
  await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
  stops.push(() => {
    web.closeAllConnections();
    return new Promise((resolve) => web.close(resolve));
  });
  const address = web.address();
  const origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  const ref = { n: "foto.jpg", m: "image/jpeg", s: sizeBytes, u: `${origin}/files/F1/foto.jpg` };
  const file = incomingFile(ref, { botToken: "xoxb-1", apiUrl: `${origin}/api/` });
  try {
    return Buffer.from(await file.read()).toString("latin1");
  } catch (error) {
    if (error instanceof FileUnreadable) return error.trouble;
    throw error;
  }
}

const PDF = "%PDF-1.7 …";

test("the bytes are fetched with the bot's token", async () => {
  let seen: string | undefined;
  const got = await reading((request, response) => {
    seen = request.headers.authorization;
    response.setHeader("content-type", "application/pdf").end("%PDF-1.7 x");
  });
  expect([seen, got]).toEqual(["Bearer xoxb-1", "%PDF-1.7 x"]);
});

test.each<[string, RequestListener, string]>([
  [
    "a login page with status 200",
    (_q, r) => void r.setHeader("content-type", "text/html; charset=utf-8").end("<!DOCTYPE html>"),
    "no-right",
  ],
  [
    "a login page that says it is a photo",
    (_q, r) => void r.setHeader("content-type", "image/jpeg").end("\n<!doctype HTML><html>"),
    "no-right",
  ],
  ["a redirect", (_q, r) => void r.writeHead(302, { location: "/login" }).end(), "no-right"],
  ["a refusal", (_q, r) => void r.writeHead(403).end(), "no-right"],
  ["nothing", (_q, r) => void r.writeHead(404).end(), "gone"],
  ["an error", (_q, r) => void r.writeHead(500).end(PDF), "slow"],
  ["half an answer", (_q, r) => void (r.write(PDF), r.destroy()), "slow"],
  ["a program", (_q, r) => void r.end("MZ\u0090\u0000"), "wrong-type"],
  [
    "a length past the limit",
    (_q, r) => {
      r.on("error", () => undefined);
      r.writeHead(200, { "content-length": String(MAX_FILE_BYTES + 1) });
      r.write(PDF);
    },
    "too-large",
  ],
  [
    "more bytes than the limit, unannounced",
    (_q, r) => {
      r.on("error", () => undefined);
      r.write(PDF);
      r.end(Buffer.alloc(MAX_FILE_BYTES + 1));
    },
    "too-large",
  ],
])("%s is told apart", async (_name, answer, trouble) => {
  expect(await reading(answer)).toBe(trouble);
});

test("a file that says it is too large is not even asked for", async () => {
  let asked = 0;
  const trouble = await reading((_request, response) => {
    asked += 1;
    response.end(PDF);
  }, MAX_FILE_BYTES + 1);
  expect([trouble, asked]).toEqual(["too-large", 0]);
});

test.each([
  ["https://files.slack.com/files-pri/T1-F1/download/foto.jpg", SLACK, true],
  ["http://files.slack.com/files-pri/T1-F1/foto.jpg", SLACK, false],
  ["https://files.slack.com.evil.example/foto.jpg", SLACK, false],
  ["https://evil.example/files.slack.com", SLACK, false],
  ["https://user@evil.example/", SLACK, false],
  ["http://169.254.169.254/latest/meta-data", SLACK, false],
  ["file:///etc/passwd", SLACK, false],
  ["", SLACK, false],
  ["https://files.slack-gov.com/files-pri/T1-F1/foto.jpg", "https://slack-gov.com/api/", true],
  ["http://127.0.0.1:3000/slack-api/files/F1/a.jpg", "http://127.0.0.1:3000/slack-api/api/", true],
  ["http://127.0.0.1:5432/", "http://127.0.0.1:3000/slack-api/api/", false],
])("may the token go to %s of %s: %s", (url, apiUrl, allowed) => {
  expect(mayFetch(url, apiUrl)).toBe(allowed);
});

test.each([
  ["ffd8ffe0", true],
  ["89504e470d0a1a0a", true],
  [Buffer.from("RIFF\u0000\u0000\u0000\u0000WEBPVP8 ", "latin1").toString("hex"), true],
  [Buffer.from("\u0000\u0000\u0000\u0018ftypheic", "latin1").toString("hex"), true],
  [Buffer.from("%PDF-1.4").toString("hex"), true],
  [Buffer.from("RIFF\u0000\u0000\u0000\u0000WAVEfmt ", "latin1").toString("hex"), false],
  [Buffer.from("GIF89a").toString("hex"), false],
  [Buffer.from("<svg onload=alert(1)>").toString("hex"), false],
  ["", false],
])("first bytes %s: %s", (hex, accepted) => {
  expect(isProofType(Buffer.from(hex, "hex"))).toBe(accepted);
});
