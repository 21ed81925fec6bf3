import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { IngestOptions, Rejected } from "../../src/app/ports.ts";
import { importCommand } from "../../src/cli/import.ts";
import { openImport } from "../../src/connectors/import/open.ts";

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

let folder: string;
let opened = 0;
let closed = 0;
const known = new Map<string, IngestOptions | undefined>();
const kept: Rejected[] = [];
let most = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "remo-import-"));
  await writeFile(join(folder, "map.yaml"), MAP);
  known.clear();
  kept.length = 0;
  opened = 0;
  closed = 0;
  most = 0;
});
afterEach(async () => {
  process.exitCode = 0;
  await rm(folder, { recursive: true, force: true });
});

/** Runs the command in front of a store that remembers ids; answers what it printed. */
async function run(...args: readonly string[]) {
  const printed = { out: "", err: "" };
  const out = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed.out += String(text);
    return true;
  });
  const err = vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    printed.err += String(text);
    return true;
  });
  let busy = 0;
  const command = importCommand(() => {
    opened += 1;
    return Promise.resolve({
      zone: "America/Bogota",
      home: folder,
      finish: () => Promise.resolve(),
      ingest: async (facts, options) => {
        busy += 1;
        most = Math.max(most, busy);
        await new Promise((resolve) => setTimeout(resolve, 5));
        busy -= 1;
        const fresh = facts.filter((fact) => !known.has(fact.externalId));
        for (const fact of fresh) known.set(fact.externalId, options);
        const places = new Set(fresh.map((fact) => facts.indexOf(fact)));
        const duplicate = facts.length - fresh.length;
        return { accepted: fresh.length, duplicate, fresh: places };
      },
      keepRejected: (items) => {
        kept.push(...items);
        return Promise.resolve();
      },
      close: () => {
        closed += 1;
        return Promise.resolve();
      },
    });
  }, openImport);
  try {
    await command.parseAsync(args, { from: "user" });
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
  const exitCode = process.exitCode ?? 0;
  process.exitCode = 0;
  return { ...printed, exitCode };
}

const orders = (rows: readonly string[]) => ["id,placed,total", ...rows, ""].join("\n");
const write = (name: string, text: string) => writeFile(join(folder, name), text);
const mapped = () => ["--map", join(folder, "map.yaml")];

describe("an import", () => {
  it("stores in batches, two at a time, and changes nothing the second time", async () => {
    const rows = Array.from({ length: 4_321 }, (_, index) => `A-${index},2026-11-19 08:00,1.5`);
    await write("orders.csv", orders(rows));
    const first = await run(folder, ...mapped());
    expect(first.out).toContain("1 file, 4,321 rows, 4,321 facts");
    expect(first.out).toContain("4,321 accepted · 0 already known · 0 rejected");
    expect(most).toBe(2);
    const again = await run(folder, ...mapped(), "--json");
    expect(JSON.parse(again.out)).toMatchObject({ accepted: 0, duplicate: 4_321, rejected: 0 });
    expect([opened, closed]).toEqual([2, 2]);
  });

  it("as of an instant leaves out what happened later, counts it and stays silent", async () => {
    await write("orders.csv", orders(["A,2026-11-18,1", "B,2026-11-20,1"]));
    const asOf = "2026-11-19T00:00:00-05:00";
    const { out } = await run(folder, ...mapped(), "--as-of", asOf, "--json");
    const instant = "2026-11-19T05:00:00.000Z";
    expect(JSON.parse(out)).toMatchObject({ facts: 2, accepted: 1, leftOut: 1, asOf: instant });
    expect([...known]).toEqual([["A", { now: instant, silent: true }]]);
  });

  it("tells nothing in the name of this Remo's own people", async () => {
    await write("orders.csv", orders(["A,2026-11-18,1"]));
    const { err, exitCode } = await run(folder, ...mapped(), "--source", "remo");
    expect(err).toBe("remo import: --source remo is this Remo itself: use another name.\n");
    expect([exitCode, opened, known.size]).toEqual([2, 0, 0]);
  });

  it("writes rejected rows with their reason to a file, keeps them, and ends well", async () => {
    await write(
      "orders.csv",
      orders(["A,2026-11-18,x", 'B,"soon, ""maybe""",1', "C", "=D,2026-11-18,1"]),
    );
    const { out, err, exitCode } = await run(folder, ...mapped(), "--json");
    const summary = JSON.parse(out);
    expect(summary).toMatchObject({ rows: 4, accepted: 1, rejected: 3 });
    expect(err).toContain("warning: 3 rows rejected: see ");
    expect(exitCode).toBe(0);
    const lines = (await readFile(summary.rejectedFile, "utf8")).split("\n");
    expect(lines[0]).toBe("file,line,id,reason,row");
    expect(lines[1]).toContain('orders.csv,2,A,"order.placed: totalMinor: ""x"" is not a number"');
    expect(lines[3]).toContain("row: has 1 columns where the header has 3");
    expect(kept.map(({ externalId }) => externalId)).toEqual(["A", "B", "orders.csv:4"]);
  });

  it("tried dry says what would be sent without opening anything", async () => {
    await write("orders.csv", orders(["A,2026-11-18,1", "B,soon,1"]));
    const { out, err } = await run(folder, ...mapped(), "--dry-run");
    expect(out).toContain("1 would be sent · 1 rejected");
    expect(err).toContain('orders.csv, line 3: order.placed: at: "soon" is not a date');
    expect(opened).toBe(0);
  });

  it("reads XML without a map, in the zone of the installation or the one named", async () => {
    const text = `<Order><ID>O-1</ID><IssueDate>2026-11-19</IssueDate>
      <DocumentCurrencyCode>COP</DocumentCurrencyCode></Order>`;
    await write("order.xml", text);
    const later = ["--as-of", "2026-11-19T04:59:59Z", "--json"];
    expect(JSON.parse((await run(folder, ...later)).out)).toMatchObject({ leftOut: 1 });
    const utc = await run(folder, ...later, "--zone", "UTC", "--source", "edi");
    expect(JSON.parse(utc.out)).toMatchObject({ accepted: 1 });
  });

  it.each([
    ["a path", ["nowhere"], /nowhere does not exist\./],
    ["a map", [".", "--map", "nowhere.yaml"], /nowhere\.yaml does not exist\./],
    ["an instant", [".", "--as-of", "2018-06-01"], /--as-of 2018-06-01 is not an instant with/],
    ["a zone", [".", "--zone", "Bogota"], /--zone Bogota is not a time zone/],
    ["a use for a file", ["package.json"], /package\.json is no XML document: say how to read/],
    ["anything to read", ["src/core"], /There is no XML document in src\/core; CSV files need/],
  ])("without %s ends with one sentence and 2", async (_name, args, sentence) => {
    const { err, exitCode } = await run(...args);
    expect(err).toMatch(sentence);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(exitCode).toBe(2);
    expect(opened).toBe(0);
  });

  it("that breaks in the store breaks, and still closes", async () => {
    await write("orders.csv", orders(["A,2026-11-18,1"]));
    const command = importCommand(
      () =>
        Promise.resolve({
          zone: "UTC",
          home: folder,
          finish: () => Promise.resolve(),
          ingest: () => Promise.reject(new Error("the disk is full")),
          keepRejected: () => Promise.resolve(),
          close: () => {
            closed += 1;
            return Promise.resolve();
          },
        }),
      openImport,
    );
    await expect(command.parseAsync([folder, ...mapped()], { from: "user" })).rejects.toThrow(
      "the disk is full",
    );
    expect(closed).toBe(1);
  });

  it("names a file that the map does not", async () => {
    await write("orders.csv", orders([]));
    await cp(join(folder, "orders.csv"), join(folder, "other.csv"));
    const { err } = await run(join(folder, "orders.csv"), join(folder, "other.csv"), ...mapped());
    expect(err).toMatch(/The map names no file like .*other\.csv: it names orders\.csv\./);
  });
});
