import { spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, expect, test } from "vitest";
import { WorkspaceStore } from "../../src/web/playground/store.ts";
import { startWorkspace } from "./workspace-fixture.ts";
import type { Running } from "./workspace-fixture.ts";

let running: Running | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function workspaceClient(o: { journalPath: string }) {
  running = await startWorkspace(o);
  return running;
}

test("a restart restores messages, threads, files and views, and drops a line cut short", async () => {
  const journalPath = join(mkdtempSync(join(tmpdir(), "workspace-")), "journal.jsonl");
  const first = await workspaceClient({ journalPath });
  const parent = await first.client.chat.postMessage({ channel: "C1", text: "case" });
  await first.client.chat.postMessage({ channel: "C1", text: "log", thread_ts: parent.ts ?? "" });
  await first.client.filesUploadV2({ channel_id: "C1", file: Buffer.from("x"), filename: "a.txt" });
  const home = { type: "home" as const, blocks: [{ type: "divider" as const }] };
  await first.client.views.publish({ user_id: "ULUIS", view: home });
  const before = first.slack.user("luis").screen();
  await running?.stop();
  appendFileSync(journalPath, '{"op":"message","chan');
  const second = await workspaceClient({ journalPath });
  expect(second.slack.user("luis").screen()).toEqual(before);
  const next = await second.client.chat.postMessage({ channel: "C1", text: "after" });
  expect(Number(next.ts)).toBeGreaterThan(Number(parent.ts));
  const file = before.channels[0]?.messages.at(-1)?.files?.[0]?.id ?? "";
  expect(second.slack.file(file)?.bytes.toString()).toBe("x");
});

test("a kill -9 in mid-writing loses no message that was answered", async () => {
  const journalPath = join(mkdtempSync(join(tmpdir(), "workspace-")), "journal.jsonl");
  const store = new URL("../../src/web/playground/store.ts", import.meta.url).href;
  const script = `
    const { WorkspaceStore } = await import(${JSON.stringify(store)});
    const store = new WorkspaceStore({ journalPath: ${JSON.stringify(journalPath)}, now: Date.now });
    for (;;) {
      const ts = store.nextTs();
      const message = { type: "message", ts, channel: "C1", user: "UREMO", text: "x".repeat(500) };
      store.commit({ op: "message", channel: "C1", message });
      process.stdout.write(ts + "\\n");
      await new Promise((resolve) => setImmediate(resolve));
    }`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script]);
  const answered: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.includes(".")) answered.push(line);
    if (answered.length === 200) child.kill("SIGKILL");
  }
  // The child may have gone on for long before it died: a screen would show its newest alone.
  const restored = new WorkspaceStore({ journalPath, now: Date.now });
  expect(answered.length).toBeGreaterThanOrEqual(200);
  expect(answered.filter((ts) => restored.message("C1", ts) === undefined)).toEqual([]);
  restored.close();
});

test("a long journal is rewritten at the next start as what it adds up to", async () => {
  const journalPath = join(mkdtempSync(join(tmpdir(), "workspace-")), "journal.jsonl");
  const first = await workspaceClient({ journalPath });
  const posted = await first.client.chat.postMessage({ channel: "C1", text: "case" });
  const [line = ""] = readFileSync(journalPath, "utf8").split("\n");
  await running?.stop();
  appendFileSync(journalPath, `${line}\n`.repeat(5_000));
  const second = await workspaceClient({ journalPath });
  expect(readFileSync(journalPath, "utf8").trim().split("\n")).toHaveLength(1);
  const history = await second.client.conversations.history({ channel: "C1" });
  expect(history.messages?.map((message) => message.ts)).toEqual([posted.ts]);
});
