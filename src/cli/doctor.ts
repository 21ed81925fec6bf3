import { Command } from "commander";
import pc from "picocolors";
import { printJson } from "./output.ts";

/** One thing that must be right, and what to do when it is not. */
export type Check = {
  readonly name: string;
  /** Null where there is nothing to try, which is nothing wrong either. */
  readonly ok: boolean | null;
  /** A sentence for the administrator: what is wrong, and what to do. */
  readonly problem?: string | undefined;
};

/** `remo doctor`: tries everything the administrator set up, one by one. */
export function doctorCommand(check: (ping?: string) => Promise<AsyncIterable<Check>>): Command {
  return new Command("doctor")
    .description("try the settings, the database and the chat tokens one by one")
    .option("--ping <subscriber>", "also send that subscriber a signed event that says nothing")
    .option("--json", "print a JSON array")
    .action(async (options: { readonly json?: boolean; readonly ping?: string }) => {
      const checks: Check[] = [];
      for await (const one of await check(options.ping)) {
        checks.push(one);
        if (!options.json) process.stdout.write(lineOf(one));
      }
      if (options.json) printJson(checks);
      if (checks.some(({ ok }) => ok === false)) process.exitCode = 1;
    });
}

function lineOf({ ok, name, problem }: Check): string {
  if (ok === null) return `${pc.dim("·")} ${name}\n`;
  return ok ? `${pc.green("✓")} ${name}\n` : `${pc.red("✗")} ${name}\n  ${problem ?? ""}\n`;
}
