import { type Figure, meets } from "./figure.ts";

export type Report = { readonly bench: string; readonly figures: readonly Figure[] };

/** One row a figure: what was measured, what it should be, and whether it is. */
export function tableOf(reports: readonly Report[]): string {
  const rows = reports.flatMap(({ bench, figures }) =>
    figures.map((figure) => [
      bench,
      figure.name,
      `${shown(figure.value)} ${figure.unit}`.trim(),
      targetOf(figure),
    ]),
  );
  const all = [["bench", "figure", "measured", "target"], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = ([bench = "", name = "", value = "", target = ""]: readonly string[]) =>
    [
      bench.padEnd(widths[0] ?? 0),
      name.padEnd(widths[1] ?? 0),
      value.padStart(widths[2] ?? 0),
      target,
    ]
      .join("  ")
      .trimEnd();
  return all.map(line).join("\n");
}

/** Three digits that mean something, and no more. */
function shown(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString("en");
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en");
  return value.toPrecision(3);
}

function targetOf(figure: Figure): string {
  const { target } = figure;
  if (!target) return "";
  const wanted =
    "atLeast" in target ? `at least ${shown(target.atLeast)}` : `at most ${shown(target.atMost)}`;
  return `${wanted}: ${meets(figure) ? "met" : "missed"}`;
}
