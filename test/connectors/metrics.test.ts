import express from "express";
import { expect, onTestFinished, test } from "vitest";
import { close, listen, portOf } from "../../src/compose/http.ts";
import { metricsRouter } from "../../src/connectors/http/metrics-router.ts";

async function ask(
  token: string | undefined,
  headers: Readonly<Record<string, string>>,
  scrape = () => Promise.resolve({ contentType: "text/plain; version=0.0.4", body: "remo_x 1\n" }),
) {
  const failures: unknown[] = [];
  const app = express();
  app.use(metricsRouter({ token, scrape, onError: (error) => void failures.push(error) }));
  const server = await listen(app, 0, "127.0.0.1");
  onTestFinished(() => close(server));
  const response = await fetch(`http://127.0.0.1:${portOf(server)}/metrics`, { headers });
  return { status: response.status, body: await response.text(), failures };
}

test.each([
  ["without a token, this machine may ask", undefined, {}, 200],
  [
    "without a token, who comes through a proxy may not",
    undefined,
    { "x-forwarded-for": "1.2.3.4" },
    403,
  ],
  ["nor does a proxy that calls itself otherwise", undefined, { forwarded: "for=1.2.3.4" }, 403],
  ["with a token, it must be brought", "s3cret", {}, 401],
  ["a wrong one does not do", "s3cret", { authorization: "Bearer s3cre" }, 401],
  ["the right one does", "s3cret", { authorization: "Bearer s3cret" }, 200],
  ["through a proxy as well", "s3cret", { authorization: "bearer s3cret", via: "1.1 p" }, 200],
] as const)("%s", async (_what, token, headers, status) => {
  const answer = await ask(token, headers);
  expect(answer.status).toBe(status);
  expect(answer.body.includes("remo_x 1")).toBe(status === 200);
  if (status !== 200) expect(answer.body).toContain("REMO_METRICS_TOKEN");
});

test("a store that does not answer is said, and reported", async () => {
  const broken = () => Promise.reject(new Error("no database at 10.0.0.1"));
  const answer = await ask(undefined, {}, broken);
  expect(answer).toMatchObject({ status: 503, body: "The store does not answer.\n" });
  expect(answer.failures).toHaveLength(1);
});
