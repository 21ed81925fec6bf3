import { afterEach, beforeEach, expect, test } from "vitest";
import { playgroundRouter } from "../../src/web/playground/playground-router.ts";
import { startWorkspace } from "./workspace-fixture.ts";
import type { Running } from "./workspace-fixture.ts";

let running: Running;
let api: string;
const reported: unknown[] = [];

beforeEach(async () => {
  running = await startWorkspace();
  running.app.use(
    playgroundRouter({
      slack: running.slack,
      clock: { now: () => 0, advance: () => Promise.reject(new Error("no time")) },
      language: { get: () => "es", set: () => Promise.resolve() },
      story: {},
      report: (error) => void reported.push(error),
      manifest: { display_information: { name: "Remo" }, features: {} },
    }),
  );
  api = new URL("/playground/api", running.apiUrl).href;
});
afterEach(() => running.stop());

function post(
  path: string,
  body: object,
  headers: Record<string, string> = { "x-playground": "1" },
) {
  return fetch(`${api}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

test("a page of another site, which cannot set the header, presses nothing", async () => {
  const said = { user: "ULUIS", channel: "C1", text: "hola" };
  expect((await post("/post", said, {})).status).toBe(403);
  expect((await post("/post", said)).status).toBe(200);
});

test("an unknown person, a bad body and a too long step of the clock are refused", async () => {
  expect((await post("/home", { user: "UNADIE" })).status).toBe(404);
  expect((await post("/post", { user: "ULUIS" })).status).toBe(400);
  expect((await post("/clock", { advanceMs: 91 * 86_400_000 })).status).toBe(400);
});

test("a breakage is reported, and the page is told without its details", async () => {
  const broken = await post("/clock", { advanceMs: 1 });
  expect(broken.status).toBe(500);
  expect(await broken.json()).toEqual({ ok: false, error: "server_error" });
  expect(reported.map(String)).toEqual(["Error: no time"]);
});

test("a file sent as base64 is served back, but only pictures in place", async () => {
  const base64 = Buffer.from("<script>").toString("base64");
  const kept = await post("/upload", { user: "ULUIS", name: "x.html", base64 });
  const { file } = (await kept.json()) as { file: { id: string } };
  const served = await fetch(`${api}/files/${file.id}`);
  expect(served.headers.get("content-disposition")).toContain("attachment");
  expect(served.headers.get("x-content-type-options")).toBe("nosniff");
  expect(await served.text()).toBe("<script>");
});

test("a person hears live of their own channels only", async () => {
  const hears = async (user: string) => {
    const response = await fetch(`${api}/events?user=${user}`);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();
    return async () => {
      const { value = "" } = (await reader?.read()) ?? {};
      await reader?.cancel();
      return value;
    };
  };
  const luis = await hears("ULUIS");
  const ana = await hears("UANA");
  await running.slack.user("ana").post({ channel: "C2", text: "for sales" });
  await running.client.chat.postMessage({ channel: "C1", text: "for logistics" });
  expect(await ana()).toContain("for sales");
  const heard = await luis();
  expect(heard).toContain("for logistics");
  expect(heard).not.toContain("for sales");
});
