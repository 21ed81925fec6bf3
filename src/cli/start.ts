import { Command } from "commander";
import pc from "picocolors";
import { printJson } from "./output.ts";

export type Started = {
  readonly url: string;
  readonly page: string | null;
  stop(): Promise<void>;
};

const GIVE_UP_MS = 30_000;

/** `remo start`, also what `npm start` does: runs until it is told to stop. */
export function startCommand(start: () => Promise<Started>): Command {
  return new Command("start")
    .description("run Remo; without Slack tokens, the playground with sample data")
    .option("--json", "print where it listens as JSON")
    .action(async (options: { readonly json?: boolean }) => {
      // Heard from the beginning: whoever stops it halfway should find nothing left running.
      const stopped = untilToldToStop();
      const started = await start();
      if (options.json) printJson({ url: started.url, page: started.page });
      else greet(started);
      await stopped;
      await started.stop();
    });
}

function greet({ url, page }: Started): void {
  const lines = page
    ? [
        "",
        `  ${pc.bold("Remo")} · ${pc.cyan(page)}`,
        "",
        "  ES  Abrir esa dirección: tres equipos, sus avisos y un reloj que se puede adelantar.",
        "  EN  Open that address: three teams, their alerts, and a clock you can move forward.",
        "",
        `  ${pc.dim("Ctrl+C: detener / stop")}`,
        "",
      ]
    : [`Remo listens on ${url}.`];
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** Once told, a second signal ends the process at once, and so does a drain that hangs. */
async function untilToldToStop(): Promise<void> {
  await new Promise<void>((resolve) => {
    let told = false;
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.on(signal, () => {
        if (told) process.exit(1);
        told = true;
        setTimeout(() => process.exit(1), GIVE_UP_MS).unref();
        resolve();
      });
    }
  });
}
