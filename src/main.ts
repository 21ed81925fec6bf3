import { readFileSync } from "node:fs";
import { Command } from "commander";
import { auditCommand } from "./cli/audit.ts";
import { casesCommand } from "./cli/cases.ts";
import { importCommand } from "./cli/import.ts";
import { kpiCommand } from "./cli/kpi.ts";
import { outboxCommand } from "./cli/outbox.ts";
import { rejectedCommand } from "./cli/rejected.ts";
import { rulesCommand } from "./cli/rules.ts";
import { startCommand } from "./cli/start.ts";
import { subscribersCommand } from "./cli/subscribers.ts";
import { teamsPackageCommand } from "./cli/teams-package.ts";
import { createLog } from "./compose/log.ts";
import { openFigures, openForImport, openTools } from "./compose/tools.ts";
import { openImport } from "./connectors/import/open.ts";
import { doctorCommand } from "./cli/doctor.ts";
import { loadConfig } from "./config.ts";
import { ConfigError } from "./remo-yaml.ts";
import { databaseTrouble, SetupError } from "./db/setup-error.ts";

/** The composition root: which verbs there are, and what each is made of. */
const serving = () => loadConfig(process.env);
const config = () => loadConfig(process.env, { serves: false });
const version = versionIn(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

const program = new Command("remo")
  .description("keeps sales, logistics and collections rowing in the same direction, from chat")
  .version(version)
  .addCommand(
    startCommand(async () => {
      const settings = serving();
      // Chat's packages are slow to load, and the short verbs do without them.
      const { run } = await import("./compose/run.ts");
      return run(settings, createLog(settings.logLevel));
    }),
  )
  .addCommand(importCommand(() => openForImport(config()), openImport))
  .addCommand(casesCommand(() => openTools(config())))
  .addCommand(kpiCommand(() => openFigures(config())))
  .addCommand(rulesCommand(() => config().rules))
  .addCommand(rejectedCommand(() => openTools(config())))
  .addCommand(outboxCommand(() => openTools(config())))
  .addCommand(auditCommand(() => openTools(config())))
  .addCommand(subscribersCommand(() => openTools(config())))
  .addCommand(teamsPackageCommand())
  .addCommand(
    doctorCommand(async (ping) => (await import("./compose/doctor.ts")).checkSetup(serving, ping)),
  );

program.on("command:*", ([typed]: readonly string[]) => {
  program.error(`error: "${typed}" is no verb of remo: "remo --help" lists them.`);
});

function versionIn(json: string): string {
  const parsed: unknown = JSON.parse(json);
  const known = typeof parsed === "object" && parsed !== null && "version" in parsed;
  return known ? String(parsed.version) : "unknown";
}

try {
  // Asked for nothing, it says what it can do: a start leaves a server and a folder behind.
  if (process.argv.length <= 2) program.outputHelp();
  else await program.parseAsync();
} catch (error) {
  // What a person can mend is one sentence; anything else is a defect and shows its stack.
  const known = error instanceof ConfigError || error instanceof SetupError;
  const mendable = known ? error : databaseTrouble(error);
  const told = mendable?.message ?? (error instanceof Error ? error.stack : String(error));
  process.stderr.write(`${told}\n`);
  process.exitCode = 1;
}
