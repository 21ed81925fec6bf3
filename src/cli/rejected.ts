import { Command } from "commander";
import { wholeNumber } from "./cases.ts";
import { printJson, printTable } from "./output.ts";

type KeptRejection = {
  readonly source: string;
  readonly externalId: string | null;
  readonly at: Date;
  readonly reason: string;
  readonly body: unknown;
};

export type RejectedDeps = () => Promise<{
  rejections(limit: number): Promise<readonly KeptRejection[]>;
  close(): Promise<void>;
}>;

/** `remo rejected`: what sources sent and Remo could not take, newest first. */
export function rejectedCommand(deps: RejectedDeps): Command {
  return new Command("rejected")
    .description("list what sources sent and Remo could not take, newest first")
    .option("--limit <n>", "at most so many", wholeNumber, 50)
    .option("--json", "print a JSON array, with what was sent")
    .action(async (options: { readonly limit: number; readonly json?: boolean }) => {
      const { rejections, close } = await deps();
      try {
        const rejected = await rejections(options.limit);
        if (options.json) return printJson(rejected);
        if (rejected.length === 0) {
          process.stdout.write("Nothing was rejected.\n");
          return;
        }
        const rows = rejected.map((one) => [
          one.at.toISOString(),
          one.source,
          one.externalId ?? "",
          one.reason,
        ]);
        printTable([["WHEN", "SOURCE", "ID", "WHY"], ...rows]);
      } finally {
        await close();
      }
    });
}
