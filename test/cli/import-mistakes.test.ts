import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RemoHome, remoHome } from "./remo-home.ts";

const MAP = `
version: 1
source: erp
zone: America/Bogota
currency: COP
files: { orders: { path: orders.csv } }
facts:
  - type: order.placed
    each: orders
    id: id
    at: placed
    fields: { orderId: id, totalMinor: { money: total } }
`;
const FILES = {
  "orders.csv": "id,placed,total\nA,2026-11-19 08:00,1.5\n",
  "notes.txt": "nothing\n",
  "good.yaml": MAP,
  "open.yaml": "version: [1\nsource: erp\n",
  "extra.yaml": `${MAP}colour: blue\n`,
  "column.yaml": MAP.replace("money: total", "money: amount"),
  "absent.yaml": MAP.replace("path: orders.csv", "path: pedidos.csv"),
  "type.yaml": MAP.replace("order.placed", "order.plased"),
  "zone.yaml": MAP.replace("America/Bogota", "Bogota"),
};

let folder: string;
let home: RemoHome;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "remo-mistakes-"));
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text);
  home = await remoHome();
});
afterAll(async () => {
  await home.end();
  await rm(folder, { recursive: true, force: true });
});

describe("an import that cannot be begun is refused in one sentence", () => {
  it.each([
    ["a path that is not there", ["nowhere"], /nowhere does not exist\.$/],
    ["CSV without a map", ["orders.csv"], /orders\.csv is no XML document: .* --map MAP\.yaml\.$/],
    ["a map that is not there", ["orders.csv", "--map", "no.yaml"], /no\.yaml does not exist\.$/],
    ["a map that is no YAML", ["orders.csv", "--map", "open.yaml"], /open\.yaml, line 2: /],
    ["an unknown key", ["orders.csv", "--map", "extra.yaml"], /extra\.yaml, line \d+: .*"colour"/],
    ["an unknown fact", ["orders.csv", "--map", "type.yaml"], /type\.yaml, line \d+: facts\.0/],
    ["no time zone", ["orders.csv", "--map", "zone.yaml"], /zone\.yaml, line \d+: zone/],
    ["a file the map misses", ["orders.csv", "--map", "absent.yaml"], /pedidos\.csv, which is not/],
  ])("%s", async (_what, [path = "", option, map = ""], sentence) => {
    const mapped = option === undefined ? [] : [option, join(folder, map)];
    const said = await refusal(join(folder, path), ...mapped);
    expect(said).toMatch(sentence);
  });

  it("a file without a use", async () => {
    const [orders, notes] = [join(folder, "orders.csv"), join(folder, "notes.txt")];
    expect(await refusal(orders, notes, "--map", join(folder, "good.yaml"))).toMatch(
      /The map names no file like .*notes\.txt: it names orders\.csv\.$/,
    );
  });

  it("a column that the file lacks", async () => {
    const map = join(folder, "column.yaml");
    expect(await refusal(join(folder, "orders.csv"), "--map", map, "--dry-run")).toMatch(
      /orders\.csv has no column "amount", which the map names; its columns are id, placed, total\.$/,
    );
  });

  it("an instant without an offset", async () => {
    expect(await refusal(folder, "--as-of", "2018-06-01")).toBe(
      "remo import: --as-of 2018-06-01 is not an instant with an offset such as 2018-06-01T00:00:00-03:00.",
    );
  });

  it("a zone that is none", async () => {
    expect(await refusal(folder, "--zone", "Bogota")).toMatch(/--zone Bogota is not a time zone/);
  });
});

/** The only line it says; it must have stored nothing by then. */
async function refusal(...args: readonly string[]): Promise<string> {
  const { code, out, err } = await home.run(["import", ...args]);
  expect([code, out]).toEqual([2, ""]);
  const [sentence = "", ...more] = err.trimEnd().split("\n");
  expect(more).toEqual([]);
  expect(sentence).toMatch(/^remo import: /);
  expect(home.isTouched()).toBe(false);
  return sentence;
}
