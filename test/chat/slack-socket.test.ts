import { afterEach, expect, test } from "vitest";
import { SILENT } from "../../src/chat/slack/logger.ts";
import { createSocketReceiver } from "../../src/chat/slack/socket.ts";
import { startWorkspace } from "../playground/workspace-fixture.ts";

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

async function socket(appToken: string) {
  const running = await startWorkspace();
  stops.push(running.stop);
  const errors: unknown[] = [];
  const log = { ...SILENT, error: (...parts: unknown[]) => void errors.push(parts) };
  const made = createSocketReceiver({ appToken, apiUrl: running.apiUrl, log });
  stops.push(async () => {
    made.close();
    await made.receiver.stop();
  });
  return { ...running, ...made, errors };
}

test("an app token that Slack does not take stops the start", async () => {
  const { receiver } = await socket("xapp-wrong");
  await expect(receiver.start()).rejects.toThrow("invalid_auth");
});

test("a reconnection that fails for good is logged instead of ending the process", async () => {
  const { receiver, slack, errors } = await socket("xapp-test-token");
  await receiver.start();
  slack.fail({ method: "apps.connections.open", error: "invalid_auth" });
  // The client calls this by itself when the connection drops, and nobody awaits it.
  expect(await receiver.client.start()).toEqual({ ok: false });
  expect(JSON.stringify(errors)).toContain("trying in a minute");
});
