import { get } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { expect, it, onTestFinished } from "vitest";
import { onlyThisMachine } from "../../src/web/playground/this-machine.ts";

function asked(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on("error", reject);
  });
}

// fetch may not set Host; a site whose name was pointed at 127.0.0.1 makes the browser send its own.
it("the playground answers to this machine's names only", async () => {
  const app = express();
  app.use(onlyThisMachine);
  app.use((_request, response) => void response.send("here"));
  const server = app.listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  for (const host of ["localhost", `localhost:${port}`, "127.0.0.1:1", "[::1]:3000", "LOCALHOST"]) {
    expect([host, await asked(port, host)]).toEqual([host, 200]);
  }
  for (const host of [
    "evil.example",
    "localhost.evil.example:3000",
    "127.0.0.1.evil.example",
    "127.0.0.1@evil.example",
    "evil-localhost",
  ]) {
    expect([host, await asked(port, host)]).toEqual([host, 403]);
  }
});
