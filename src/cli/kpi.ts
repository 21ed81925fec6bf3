import { Command } from "commander";
import type { Kpis } from "../core/kpi/kpis.ts";
import type { Note } from "../view/card.ts";
import { printJson } from "./output.ts";

export type KpiDeps = () => Promise<{
  /** Null for what is no period with data. */
  kpis(typed: string): Promise<{ readonly kpis: Kpis; readonly note: Note } | null>;
  close(): Promise<void>;
}>;

/** `remo kpi`: the figures that all teams share, as `/remo kpi` tells them. */
export function kpiCommand(deps: KpiDeps): Command {
  return new Command("kpi")
    .description("show the figures that all teams share, by legal entity and currency")
    .argument("[period]", 'a month such as 2026-10, or "week" (default: the last 30 days)')
    .option("--json", "print a JSON object: amounts in minor units, durations in milliseconds")
    .action(async (typed: string | undefined, options: { json?: boolean }) => {
      const { kpis, close } = await deps();
      try {
        const found = await kpis(typed ?? "");
        if (found === null) refuse(typed ?? "");
        else if (options.json) printJson(found.kpis);
        else printNote(found.note);
      } finally {
        await close();
      }
    });
}

function refuse(typed: string): void {
  process.stderr.write(
    `error: "${typed}" is no period with data: say a month such as 2026-10, or week.\n`,
  );
  process.exitCode = 1;
}

function printNote({ title = "", text, lines = [] }: Note): void {
  for (const line of [title, text, ...lines]) process.stdout.write(`${line}\n`);
}
