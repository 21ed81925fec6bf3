import {
  type ImportJob,
  type OnBytes,
  type OpenImport,
  type Reading,
  UnreadableError,
} from "../../app/import-facts.ts";
import { OWN_SOURCE } from "../../core/subscriber.ts";
import { loadMap } from "../files/load-map.ts";
import type { ImportMap } from "../files/map-schema.ts";
import { readFiles } from "../files/read-files.ts";
import { readUbl } from "../ubl/read-ubl.ts";
import { type Plan, planImport } from "./plan.ts";

const XML_SOURCE = "ubl";

/** CSV files as a map describes them, and UBL documents, which need none. */
export const openImport: OpenImport = async ({ paths, map: mapPath, source }) => {
  // What comes under this name was decided by people here, and goes out as that.
  if (source === OWN_SOURCE) {
    throw new UnreadableError(`--source ${OWN_SOURCE} is this Remo itself: use another name.`);
  }
  const map = mapPath === undefined ? null : await loadMap(mapPath);
  const plan = await planImport(paths, map);
  return {
    source: source ?? map?.source ?? XML_SOURCE,
    files: plan.files,
    bytes: plan.bytes,
    read: (zone, onBytes) => read(plan, map, source, zone, onBytes),
  } satisfies ImportJob;
};

async function* read(
  plan: Plan,
  map: ImportMap | null,
  source: string | undefined,
  zone: string,
  onBytes: OnBytes,
): AsyncGenerator<Reading> {
  if (map && plan.csv) yield* readFiles(map, plan.csv, { source: source ?? map.source, onBytes });
  if (plan.xml.length > 0) {
    yield* readUbl(plan.xml, { source: source ?? XML_SOURCE, zone, onBytes });
  }
}
