import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseMap } from "../../src/connectors/files/load-map.ts";
import { readFiles } from "../../src/connectors/files/read-files.ts";
import { planImport } from "../../src/connectors/import/plan.ts";
import { readAll } from "./reading.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "remo-files-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type Files = Readonly<Record<string, string | Buffer>>;

async function read(mapText: string, files: Files) {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const map = parseMap(mapText, "map.yaml");
  const plan = await planImport([folder], map);
  return readAll(readFiles(map, plan.csv ?? {}, { source: map.source }));
}

/** A map of one file of orders, with what a test adds. */
function ordersMap(fields: string, csv = "", file = ""): string {
  return `
version: 1
source: erp
zone: America/Bogota
currency: COP
csv: { ${csv} }
files:
  orders: { path: "orders.csv" ${file === "" ? "" : `, ${file}`} }
facts:
  - type: order.placed
    each: orders
    id: { text: "{id}" }
    at: placed
    fields:
      orderId: id
${fields}`;
}

const placed = "2026-11-19 08:30:00";

describe("CSV as it comes", () => {
  it("may have a mark at its beginning, semicolons, decimal commas and its own date format", async () => {
    const text =
      "\ufeffid; placed ;total;wanted;note\r\n" +
      'A-1;19/11/2026 08:30;"1.234,50";31/12/2026;"dos; tres\r\nlíneas ""así"""\r\n' +
      "\r\n" +
      "A-2;19/11/2026;-2,5;;\r\n";
    const map = ordersMap(
      `
      totalMinor: { money: total }
      requestedOn: { date: wanted }
      address: note`,
      `delimiter: ";", decimal: ",", thousands: ".", dates: "dd/MM/yyyy[ HH:mm]"`,
    );
    const { facts, rejected } = await read(map, { "orders.csv": text });
    expect(rejected).toEqual([]);
    expect(facts).toMatchObject([
      {
        externalId: "A-1",
        occurredAt: "2026-11-19T13:30:00.000Z",
        totalMinor: 123_450,
        requestedOn: "2026-12-31",
        address: 'dos; tres\r\nlíneas "así"',
      },
      // A day alone is its first instant in the zone of the map.
      { externalId: "A-2", occurredAt: "2026-11-19T05:00:00.000Z", totalMinor: -250 },
    ]);
    expect(facts[1]).not.toHaveProperty("requestedOn");
  });

  it("may be written in another encoding, and says so when it is not the map's", async () => {
    const text = Buffer.from(`id,placed,note\nA-1,${placed},Peñón\n`, "latin1");
    const fields = "      address: note";
    const latin = ordersMap(fields, "encoding: windows-1252");
    expect((await read(latin, { "orders.csv": text })).facts).toMatchObject([{ address: "Peñón" }]);
    await expect(read(ordersMap(fields), { "orders.csv": text })).rejects.toThrow(
      /orders\.csv is not written in utf-8: set encoding/,
    );
  });

  it("may call nothing NULL, in words of the map", async () => {
    const map = ordersMap("      salesRep: rep", 'nulls: ["", "NULL", "-"]');
    const text = `id,placed,rep\nA,${placed},NULL\nB,${placed}, - \nC,${placed},Ana\n`;
    const { facts } = await read(map, { "orders.csv": text });
    expect(facts.map((fact) => "salesRep" in fact && fact.salesRep)).toEqual([false, false, "Ana"]);
  });

  it("may leave one column's delimiters unquoted, when the map says which", async () => {
    const text = `id,placed,street,city\nA,${placed},Calle 10, 4-21,Cali\n`;
    const fields = "      address: { join: [street, city] }";
    expect((await read(ordersMap(fields), { "orders.csv": text })).rejected).toMatchObject([
      { file: "orders.csv", line: 2, reason: expect.stringContaining("has 5 columns where") },
    ]);
    const { facts } = await read(ordersMap(fields, "", "spill: street"), { "orders.csv": text });
    expect(facts).toMatchObject([{ address: "Calle 10, 4-21, Cali" }]);
  });

  it("may come in several files of one kind, even with the columns in another order", async () => {
    const map = ordersMap("      salesRep: rep").replace("orders.csv", "orders-*.csv");
    const { facts } = await read(map, {
      "orders-2026-10.csv": `id,placed,rep\nA,${placed},Ana\n`,
      "orders-2026-11.csv": `rep,id,placed\nLuz,B,${placed}\n`,
      "notes.txt": "not read",
    });
    expect(facts).toMatchObject([
      { orderId: "A", salesRep: "Ana" },
      { orderId: "B", salesRep: "Luz" },
    ]);
  });

  it.each([
    ["a spreadsheet", Buffer.from("PK\u0003\u0004rest"), /is a spreadsheet or an archive/],
    ["a binary file", Buffer.from("id,placed\n\u0000\u0001"), /is not a CSV file: it holds NUL/],
    ["an empty file", "", /is empty: it has no header line/],
    ["a quote left open", `id,placed\n"A,${placed}\n`, /is not CSV as the map describes it/],
    ["two columns of one name", "id,id,placed\n", /has two columns named "id"/],
    ["a missing column", "id,when\n", /has no column "placed", .* its columns are id, when\./],
    ["another delimiter", "id;placed\n", /Should the map say delimiter: ";"\?/],
  ])("is refused in one sentence when it is %s", async (_name, content, sentence) => {
    await expect(read(ordersMap(""), { "orders.csv": content })).rejects.toThrow(sentence);
  });

  it("keeps what is wrong with a row, by line and field, and takes the others", async () => {
    const map = ordersMap(`
      requestedOn: { date: wanted }
      totalMinor: { money: total }`);
    const text =
      `id,placed,wanted,total\n` +
      `A,${placed},2026-02-30,1\n` +
      `,${placed},,1\n` +
      `"C\nC",${placed},,1\n` +
      `D,${placed},,"1,5"\n` +
      `E,tomorrow,,1\n` +
      `F,${placed},,1\n`;
    const { facts, rejected, rows } = await read(map, { "orders.csv": text });
    expect(rows).toBe(6);
    expect(facts).toMatchObject([{ orderId: "F" }]);
    expect(rejected.map(({ line, reason }) => [line, reason])).toEqual([
      [2, expect.stringContaining('requestedOn: "2026-02-30" is not a date')],
      [3, "order.placed: id: has no value"],
      [4, expect.stringContaining("has control characters")],
      [6, 'order.placed: totalMinor: "1,5" is not a number'],
      [7, expect.stringContaining('at: "tomorrow" is not a date of the form yyyy-MM-dd')],
    ]);
    expect(rejected[0]?.body).toEqual({ id: "A", placed, wanted: "2026-02-30", total: "1" });
  });
});

describe("a map that joins files", () => {
  const map = `
version: 1
source: erp
zone: America/Mexico_City
files:
  orders:
    path: orders.csv
    joins:
      lines: { many: lines, by: { id: order } }
      customer: { one: customers, by: customer }
  lines:
    path: lines.csv
    joins: { product: { one: products, by: sku } }
  products: { path: products.csv }
  customers: { path: customers.csv, csv: { delimiter: ";" } }
facts:
  - type: order.placed
    each: orders
    id: { text: "order/{id}" }
    at: { instant: { text: "{day} {hour}" }, format: "d/M/yyyy H:mm" }
    fields:
      orderId: id
      currency: currency
      customerName: customer.name
      salesRep: { map: rep, values: { "1": Ana, "2": Luz }, otherwise: Nobody }
      totalMinor:
        money: { sum: { multiply: [price, quantity, { subtract: [{ constant: 1 }, off] }] }, over: lines }
        currency: currency
      address: { if: { present: customer.city }, value: customer.city, else: { constant: unknown } }
      lines:
        each: lines
        when: { column: quantity, notIn: ["0"] }
        fields:
          lineId: number
          sku: sku
          description: product.name
          quantity: { number: quantity }
  - type: order.cancelled
    each: orders
    when: { all: [{ column: state, in: [cancelled, void] }, { not: { column: id, equals: "3" } }] }
    id: { text: "cancel/{id}" }
    at: { first: [cancelled, { constant: "2026-11-20T00:00:00Z" }] }
    fields: { orderId: id, reason: state }
`;
  const files = {
    "orders.csv":
      "id,customer,rep,day,hour,currency,state,cancelled\n" +
      "1,C1,1,9/11/2026,8:05,MXN,open,\n" +
      "2,C2,9,10/11/2026,18:00,CLP,void,2026-11-11T10:00:00+01:00\n" +
      "3,C9,2,10/11/2026,18:00,MXN,void,\n",
    "lines.csv":
      "order,number,sku,quantity,price,off\n" +
      "1,1,S-1,3,0.335,0\n1,2,S-2,0,99,1\n2,1,S-1,2,1500.4,0.5\n",
    "products.csv": "sku,name\nS-1,Tornillo\n",
    "customers.csv": "customer;name;city\nC1;Distribuidora del Bajío;León\nC2;Sur;\n",
  };

  it("groups lines, looks names up, computes without floats and asks conditions", async () => {
    const { facts, rejected, rows } = await read(map, files);
    expect(rejected).toEqual([]);
    expect(rows).toBe(3 + 3 + 1 + 2);
    expect(facts).toMatchObject([
      {
        type: "order.placed",
        externalId: "order/1",
        occurredAt: "2026-11-09T14:05:00.000Z",
        customerName: "Distribuidora del Bajío",
        salesRep: "Ana",
        // 3 × 0.335 is 1.005, which a float would round down.
        totalMinor: 101,
        address: "León",
        lines: [{ lineId: "1", sku: "S-1", description: "Tornillo", quantity: 3 }],
      },
      // Chilean pesos have no decimals: half of 3000.8, rounded.
      { externalId: "order/2", totalMinor: 1500, salesRep: "Nobody", address: "unknown" },
      { externalId: "cancel/2", occurredAt: "2026-11-11T09:00:00.000Z", reason: "void" },
      { externalId: "order/3", currency: "MXN" },
    ]);
    expect(facts[3]).not.toHaveProperty("lines");
    expect(facts[3]).not.toHaveProperty("customerName");
  });

  it.each([
    ["zone: America/Mexico_City", "zone: Mexico", "line 4: zone is not an IANA time zone"],
    ["orderId: id\n", "orderID: id\n", "facts.0.fields.orderID is no field of order.placed"],
    ["description: product", "descripton: product", "lines.fields.descripton is no field of order"],
    ["      currency: currency\n", "", "facts.0.fields lacks currency, which order.placed needs"],
    ["one: products", "one: goods", "files.lines.joins.product names no file of the map"],
    ["each: orders", "each: order", "facts.0.each names no file of the map"],
    ["type: order.cancelled", "type: order.canceled", "facts.1.type is no fact type"],
    ["type: order.cancelled", "type: answer.given", "facts.1.type is no fact type"],
    ["{ number: quantity }", "{ numbr: quantity }", "is no value: use a column name or one of"],
    ["d/M/yyyy H:mm", "H:mm", "is no date format"],
    ["in: [cancelled, void]", "within: [void]", "is no condition: use one of in, notIn"],
    ["  lines:\n", "  lines: [\n", "line"],
    ["by: customer }", "by: { a: b, c: d } }", "names not exactly one column"],
  ])("is refused with line and field when %j is %j", (from, to, message) => {
    expect(map).toContain(from);
    expect(() => parseMap(map.replace(from, to), "m.yaml")).toThrow(/^m\.yaml, line \d+: /);
    expect(() => parseMap(map.replace(from, to), "m.yaml")).toThrow(message);
  });

  it("names the line that is wrong", () => {
    const wrong = map.replace("{ number: quantity }", "7");
    const line = wrong.split("\n").findIndex((text) => text.endsWith("quantity: 7")) + 1;
    expect(() => parseMap(wrong, "m")).toThrow(
      `m, line ${line}: facts.0.fields.lines.fields.quantity`,
    );
  });

  it.each([
    ["customer.name", "client.name", 'orders.csv has no column "client.name"'],
    ["customer.name", "customer.nom", 'customers.csv has no column "customer.nom"'],
    ["customer.name", "lines.sku", "lines joins many rows: use each: or sum:"],
    ["over: lines", "over: items", 'The map names the join "items"'],
  ])("is refused before any row is read when %j is %j", async (from, to, message) => {
    await expect(read(map.replace(from, to), files)).rejects.toThrow(
      message.replace("customer.nom", "nom"),
    );
  });

  it("is as the guide shows it", async () => {
    const guide = await readFile("src/connectors/files/maps/README.md", "utf8");
    const [, example = ""] = /```yaml\n([^]*?)```/.exec(guide) ?? [];
    expect(parseMap(example, "README.md").facts).toHaveLength(1);
  });

  it("says which file it misses", async () => {
    const { "lines.csv": _lines, ...others } = files;
    await expect(read(map, others)).rejects.toThrow(
      /The map reads lines from lines\.csv, which is/,
    );
  });
});
