import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { ImportMap } from "../files/map-schema.ts";
import type { MapPaths } from "../files/read-files.ts";
import { UnreadableError } from "../../app/import-facts.ts";
import { unreadable } from "../reading.ts";

/** What an import will read: CSV files by their name in the map, and XML documents. */
export type Plan = {
  readonly csv: MapPaths | null;
  readonly xml: readonly string[];
  readonly files: number;
  readonly bytes: number;
};

type Found = { readonly path: string; readonly bytes: number; readonly named: boolean };

/**
 * Finds the files of an import among paths a person typed. Of a folder come the files the map names
 * or, without a map, the XML documents; a file named by itself must have a use.
 */
export async function planImport(paths: readonly string[], map: ImportMap | null): Promise<Plan> {
  const found = (await Promise.all(paths.map(look))).flat();
  const xml = found.filter((file) => isXml(file) && (file.named || map === null));
  const csv = map === null ? null : csvFiles(map, found, paths);
  const used = new Set([...xml, ...(csv?.used ?? [])]);
  const useless = found.find((file) => file.named && !used.has(file));
  if (useless) throw uselessFile(useless.path, map);
  if (used.size === 0) throw nothingFound(paths);
  return {
    csv: csv?.paths ?? null,
    xml: xml.map(({ path }) => path).toSorted(),
    files: used.size,
    bytes: [...used].reduce((all, { bytes }) => all + bytes, 0),
  };
}

async function look(path: string): Promise<readonly Found[]> {
  try {
    const stats = await stat(path);
    if (!stats.isDirectory()) return [{ path, bytes: stats.size, named: true }];
    const entries = await readdir(path, { withFileTypes: true });
    const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
    return await Promise.all(
      files.toSorted().map(async (name) => {
        const inside = join(path, name);
        return { path: inside, bytes: (await stat(inside)).size, named: false };
      }),
    );
  } catch (error) {
    throw unreadable(path, error);
  }
}

function csvFiles(map: ImportMap, found: readonly Found[], paths: readonly string[]) {
  const used = new Set<Found>();
  const byName = Object.entries(map.files).map(([name, { path: pattern }]) => {
    const matches = found.filter((file) => matcher(pattern).test(basename(file.path)));
    if (matches.length === 0) {
      throw new UnreadableError(
        `The map reads ${name} from ${pattern}, which is not in ${paths.join(", ")}.`,
      );
    }
    for (const match of matches) used.add(match);
    return [name, matches.map(({ path }) => path)] as const;
  });
  return { used, paths: Object.fromEntries(byName) };
}

function matcher(pattern: string): RegExp {
  const literal = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literal.join(".*")}$`);
}

function isXml({ path }: Found): boolean {
  return /\.xml$/i.test(path);
}

function uselessFile(path: string, map: ImportMap | null): UnreadableError {
  if (map === null) {
    return new UnreadableError(
      `${path} is no XML document: say how to read it with --map MAP.yaml.`,
    );
  }
  const patterns = Object.values(map.files).map((file) => file.path);
  return new UnreadableError(
    `The map names no file like ${path}: it names ${patterns.join(", ")}.`,
  );
}

function nothingFound(paths: readonly string[]): UnreadableError {
  return new UnreadableError(
    `There is no XML document in ${paths.join(", ")}; CSV files need --map MAP.yaml.`,
  );
}
