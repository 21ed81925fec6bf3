import { expect, it } from "vitest";
import { startRemo } from "../support/remo.ts";

it("an address that cannot be read is refused without telling where the program lies", async () => {
  const remo = await startRemo();
  const { origin } = new URL(remo.slackApiUrl);
  const response = await fetch(`${origin}/v1/facts/%E0%A4%A`, { method: "POST" });
  expect(response.status).toBe(400);
  expect(await response.text()).not.toMatch(/node_modules|\bat .*\(/);
});
