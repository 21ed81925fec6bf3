import { join } from "node:path";
import { Command } from "commander";
import {
  importFacts,
  type OpenImport,
  type RejectedRow,
  type Sinks,
  type Totals,
  UnreadableError,
} from "../app/import-facts.ts";
import { keepable, keepableText } from "../app/keepable.ts";
import type { Instant } from "../core/calendar.ts";
import type { Ingest, KeepRejected } from "../app/ports.ts";
import { isTimeZone } from "../core/calendar.ts";
import { InstantField } from "../core/fact.ts";
import { importProgress } from "./import-progress.ts";
import { printJson } from "./output.ts";
import { type RejectedFile, rejectedFile } from "./rejected-file.ts";

/** What an import needs of the installed system; opened only when something will be stored. */
export type ImportDeps = {
  readonly ingest: Ingest;
  readonly keepRejected: KeepRejected;
  /** The zone of XML documents whose dates carry none. */
  readonly zone: string;
  readonly home: string;
  finish(asOf: Instant | null): Promise<void>;
  close(): Promise<void>;
};

type Options = {
  readonly map?: string;
  readonly source?: string;
  readonly asOf?: string;
  readonly zone?: string;
  readonly dryRun?: true;
  readonly json?: true;
};

type Summary = Totals & {
  readonly files: number;
  readonly rejectedFile: string | null;
  readonly asOf: string | null;
  readonly dryRun: boolean;
  readonly seconds: number;
};

const UNREADABLE_EXIT = 2;
// A dry run that rejects everything should not flood the terminal.
const SHOWN_REJECTIONS = 10;
const MAX_REASON = 500;

const HELP = `
CSV files are read as a map describes them; UBL 2.x documents (*.xml) need no map. Of a folder come
the files that the map names or, without a map, its XML documents. Importing again changes nothing:
facts that are known already are counted and left alone.

Rows that cannot be taken are written with their reason to a CSV file in the rejected folder of
REMO_HOME and listed by Remo; the others are taken, and the exit code is 0. It is ${UNREADABLE_EXIT}
when a file, a column or the map is missing or wrong.`;

export function importCommand(deps: () => Promise<ImportDeps>, openImport: OpenImport): Command {
  return new Command("import")
    .description("import orders, deliveries and invoices from CSV files or UBL documents")
    .argument("<path...>", "files or folders")
    .option("--map <file>", "how to read CSV files (YAML)")
    .option("--source <name>", "name of the source, in place of the map's")
    .option("--as-of <instant>", "judge as of this instant, leaving out what happened later")
    .option("--zone <zone>", "time zone of XML dates without an offset")
    .option("--dry-run", "read and check only; nothing is stored")
    .option("--json", "print the summary as JSON")
    .addHelpText("after", HELP)
    .action(async (paths: readonly string[], options: Options) => {
      try {
        await importPaths(paths, options, deps, openImport);
      } catch (error) {
        if (!(error instanceof UnreadableError)) throw error;
        process.stderr.write(`remo import: ${error.message}\n`);
        process.exitCode = UNREADABLE_EXIT;
      }
    });
}

async function importPaths(
  paths: readonly string[],
  options: Options,
  open: () => Promise<ImportDeps>,
  openImport: OpenImport,
): Promise<void> {
  const asOf = options.asOf === undefined ? null : instant(options.asOf);
  if (options.zone !== undefined && !isTimeZone(options.zone)) {
    throw new UnreadableError(`--zone ${options.zone} is not a time zone such as America/Bogota.`);
  }
  const { map, source: named } = options;
  const job = await openImport({ paths, map, source: named });
  const { source, files } = job;
  const begun = Date.now();
  const deps = options.dryRun ? null : await open();
  const progress = importProgress(process.stderr, job.bytes, Date.now);
  try {
    const file = rejectedFile(join(deps?.home ?? "", "rejected", fileName(source, begun)));
    const readings = job.read(options.zone ?? deps?.zone ?? "UTC", progress.bytes);
    const sinks = { ...sinksOf(deps, source, file, asOf), onProgress: progress.totals };
    const totals = await importFacts(readings, sinks, asOf).finally(progress.stop);
    await deps?.finish(asOf);
    const seconds = (Date.now() - begun) / 1000;
    const dryRun = deps === null;
    report({ ...totals, files, rejectedFile: file.path, asOf, dryRun, seconds }, options);
  } finally {
    await deps?.close();
  }
}

function sinksOf(
  deps: ImportDeps | null,
  source: string,
  file: RejectedFile,
  asOf: string | null,
): Sinks {
  if (deps === null) return { ingest: null, reject: showRejected() };
  // History is looked at in silence: nobody is to be alerted to what was long ago.
  const ingestOptions = asOf === null ? undefined : { now: asOf, silent: true };
  return {
    ingest: (facts) => deps.ingest(facts, ingestOptions),
    async reject(rows) {
      await file.write(rows);
      await deps.keepRejected(
        rows.map(({ externalId, reason, body, ...at }) => ({
          source,
          // Where the row told no id, its place is one that the next import gives it again.
          externalId: externalId ?? [at.file, ...(at.line === null ? [] : [at.line])].join(":"),
          reason: keepableText(reason, MAX_REASON),
          body: { ...at, row: keepable(body) },
        })),
      );
    },
  };
}

function showRejected(): Sinks["reject"] {
  let shown = 0;
  return (rows: readonly RejectedRow[]) => {
    for (const { file, line, reason } of rows.slice(0, SHOWN_REJECTIONS - shown)) {
      process.stderr.write(`${file}${line === null ? "" : `, line ${line}`}: ${reason}\n`);
    }
    shown = Math.min(SHOWN_REJECTIONS, shown + rows.length);
    return Promise.resolve();
  };
}

function report(summary: Summary, { json }: Options): void {
  if (json) printJson(summary);
  else process.stdout.write(plain(summary));
  if (summary.rejected === 0) return;
  const where = summary.rejectedFile === null ? "" : `: see ${summary.rejectedFile}`;
  process.stderr.write(`warning: ${counted(summary.rejected, "row")} rejected${where}\n`);
}

function plain(summary: Summary): string {
  const { files, rows, facts, asOf, dryRun, seconds } = summary;
  const stored = dryRun
    ? [`${count(facts - summary.leftOut)} would be sent`]
    : [`${count(summary.accepted)} accepted`, `${count(summary.duplicate)} already known`];
  const left = asOf === null ? [] : [`${count(summary.leftOut)} left out (after ${asOf})`];
  const lines = [
    `${counted(files, "file")}, ${counted(rows, "row")}, ${counted(facts, "fact")} in ${seconds.toFixed(1)} s`,
    [...stored, ...left, `${count(summary.rejected)} rejected`].join(" · "),
    ...summary.skipped.map(({ file, reason }) => `skipped ${file}: ${reason}`),
  ];
  return `${lines.join("\n")}\n`;
}

function instant(typed: string): string {
  const parsed = InstantField.safeParse(typed);
  if (parsed.success) return parsed.data;
  throw new UnreadableError(
    `--as-of ${typed} is not an instant with an offset such as 2018-06-01T00:00:00-03:00.`,
  );
}

function fileName(source: string, at: number): string {
  const stamp = new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, "");
  return `${source.replaceAll(/[^\w-]/g, "_")}-${stamp}.csv`;
}

function count(value: number): string {
  return value.toLocaleString("en");
}

function counted(value: number, thing: string): string {
  return `${count(value)} ${thing}${value === 1 ? "" : "s"}`;
}
