#!/usr/bin/env node
// Remo runs TypeScript as it is, which needs Node 24. Where the machine's own Node is older, the
// one that `npm ci` installed beside it takes over.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));
const own = fileURLToPath(new URL("../../node_modules/node/bin/node", import.meta.url));

if (Number(process.versions.node.split(".")[0]) >= 24) {
  await import("../main.ts");
} else if (existsSync(own)) {
  const child = spawn(own, [main, ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code) => {
    process.exitCode = code ?? 1;
  });
} else {
  process.stderr.write("Remo needs Node 24: run `npm ci` first, which installs it beside Remo.\n");
  process.exitCode = 1;
}
