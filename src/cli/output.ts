// `remo cases | head` closes the pipe early: that is not an error of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

/** Prints a value as JSON, the same for every verb's `--json`. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

// oxlint-disable-next-line no-control-regex -- they are what it looks for
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/g;

/** What a source wrote must not move a terminal's cursor, nor colour or clear its screen. */
function harmless(cell: string): string {
  return cell.replaceAll(CONTROLS, "\ufffd");
}

/** Columns padded to their widest cell, two blanks between; the last column is left ragged. */
export function printTable(table: readonly (readonly string[])[]): void {
  const rows = table.map((row) => row.map(harmless));
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0),
    );
    process.stdout.write(`${cells.join("  ")}\n`);
  }
}
