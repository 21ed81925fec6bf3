import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RemoHome, remoHome } from "../cli/remo-home.ts";
import { freshDatabase } from "../support/database.ts";
import type { Database } from "../../src/db/connect.ts";
import { engineOn, testClock } from "../support/engine.ts";
import { forget, NOW, tamper } from "./stage.ts";

let home: RemoHome;
let database: Database;
beforeAll(async () => {
  home = await remoHome();
  database = await freshDatabase();
  const order = join(home.path, "order.xml");
  await writeFile(
    order,
    `<Order><ID>PED-1042</ID><IssueDate>2026-11-19</IssueDate>
    <DocumentCurrencyCode>MXN</DocumentCurrencyCode>
    <AnticipatedMonetaryTotal><PayableAmount currencyID="MXN">1500.00</PayableAmount>
    </AnticipatedMonetaryTotal></Order>`,
  );
  await remo("import", order);
});
afterAll(async () => {
  await database.close();
  await home.end();
});

function remo(...args: readonly string[]) {
  return home.run(args, { env: { DATABASE_URL: database.url } });
}

describe("remo audit", () => {
  it("verify says that all is well, and an import has sealed what it brought", async () => {
    const { code, out } = await remo("audit", "verify");
    expect(code).toBe(0);
    expect(out).toMatch(
      /^The record is as it was written: \d+ facts and \d+ case events in \d+ batches and \d+ links\.\nHead: \d+:[0-9a-f]{64}\n$/,
    );
    const { head } = JSON.parse((await remo("audit", "verify", "--json")).out);
    expect(await remo("audit", "verify", "--head", `${head.number}:${head.hash}`)).toMatchObject({
      code: 0,
    });
    const wrong = await remo("audit", "verify", "--head", `${head.number}:${"0".repeat(64)}`);
    expect(wrong.code).toBe(1);
    expect(wrong.out).toContain("the chain was made anew");
    const typo = await remo("audit", "verify", "--head", "x");
    expect(typo.code).toBe(1);
    expect(typo.err).toContain("number:hash");
  }, 60_000);

  it("show tells an order's story; an unknown one gets a sentence with those like it", async () => {
    const { code, out } = await remo("audit", "show", "PED-1042");
    expect(code).toBe(0);
    expect(out).toMatch(/2026-11-19 .*order\.placed +order:PED-1042 .*total MXN 1,500\.00/);
    const json = JSON.parse((await remo("audit", "show", "PED-1042", "--json")).out);
    expect(json.entries[0]).toMatchObject({ kind: "fact", about: "order:PED-1042" });
    expect(await remo("audit", "show", "PED-1024")).toEqual({
      code: 1,
      out: "",
      err: "PED-1024 does not exist. Is it PED-1042?\n",
    });
    expect((await remo("audit", "show", "ZZZ-9")).err).toBe("ZZZ-9 does not exist.\n");
  }, 60_000);

  it("forget names its pseudonym, and says when nobody has that id", async () => {
    await engineOn(database, testClock(NOW)).ingest([
      {
        type: "answer.given",
        source: "remo",
        externalId: "a1",
        occurredAt: NOW,
        group: { type: "order", id: "PED-1042" },
        action: "hold",
        personId: "ana",
        personName: "Ana «Nita» Ruiz",
        team: "collections",
      },
    ]);
    const { code, out } = await remo("audit", "forget", "ana");
    expect(code).toBe(0);
    expect(out).toMatch(/^ana is now person-[0-9a-f]{12} in 1 fact\(s\) and 0 case event\(s\)\./);
    expect(await remo("audit", "forget", "ana")).toEqual({
      code: 1,
      out: "",
      err: "Nothing names anybody with the id ana.\n",
    });
    const verified = await remo("audit", "verify");
    expect(verified.code).toBe(0);
    expect(verified.out).toContain("2 batch(es) wait to be sealed");
    expect(verified.out).toContain("1 row(s) name a person who was forgotten.");
  }, 60_000);

  it("refuses to forget somebody named in rows older than the audit, and changes nothing", async () => {
    await tamper(database, `DELETE FROM audit_names`);
    await tamper(
      database,
      `UPDATE facts SET body = regexp_replace(body::text, 'person-[0-9a-f]{12}', 'eva', 'g')::json`,
    );
    await expect(forget(database, "eva")).rejects.toThrow("older than the audit");
    const { rows } = await database.pool.query(
      `SELECT 1 FROM facts WHERE body->>'personId' = 'eva'`,
    );
    expect(rows).toHaveLength(1);
  });

  it("verify names what was tampered with, and ends with 1", async () => {
    await tamper(database, `DELETE FROM facts WHERE external_id = 'a1'`);
    const { code, out } = await remo("audit", "verify");
    expect(code).toBe(1);
    expect(out).toMatch(/^The record was tampered with: 1 problem\(s\)/);
    expect(out).toMatch(/facts \d+ +removed .*the row is gone/);
  }, 60_000);
});
