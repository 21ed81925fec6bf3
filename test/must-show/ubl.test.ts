import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RemoHome, remoHome } from "../cli/remo-home.ts";
import { isAbsent, shared } from "../connectors/shared-data.ts";
import { cases, imported, type StoredCase } from "./stored.ts";

describe.skipIf(isAbsent("ubl"))("the chain of AEG012345 at ../shared/data/ubl", () => {
  let home: RemoHome;
  beforeAll(async () => {
    home = await remoHome();
  });
  afterAll(() => home.end());

  /** Imports the next document of the chain; answers what is known of the order by then. */
  const after = async (document: string): Promise<StoredCase["findings"]> => {
    const counts = await imported(home, shared("ubl", `UBL-${document}-2.0-Example.xml`));
    expect(counts).toMatchObject({ accepted: 1, duplicate: 0, rejected: 0 });
    const [about, ...others] = await cases(home);
    expect(others).toEqual([]);
    if (about !== undefined) expect(about.group).toEqual({ type: "order", id: "AEG012345" });
    return about?.findings ?? [];
  };
  const short = {
    rule: "delivery-short",
    foldedUnder: null,
    data: { shortQuantity: 10, orderedQuantity: 100, unit: "KGM" },
  };

  it("is short by 10 of 100 KGM, then billed in full, then credited", async () => {
    expect(await after("Order")).toEqual([]);
    const underway = await after("DespatchAdvice");
    expect(underway.map(({ rule }) => rule)).not.toContain("delivery-short");

    const received = await after("ReceiptAdvice");
    expect(received).toContainEqual(containing(short));
    expect(received.map(({ rule }) => rule)).not.toContain("invoice-mismatch");

    // Read twenty years later, it is the oldest of debts.
    expect(await after("Invoice")).toEqual([
      containing(short),
      containing({
        rule: "invoice-overdue",
        foldedUnder: "invoice-mismatch",
        data: { dueOn: "2005-07-21", overDays: 91 },
      }),
      containing({
        rule: "invoice-mismatch",
        foldedUnder: "delivery-short",
        data: { by: "quantity", invoicedQuantity: 100, deliveredQuantity: 90, unit: "KGM" },
      }),
    ]);

    const credited = (await after("CreditNote")).map(({ rule }) => rule);
    expect(credited).not.toContain("invoice-mismatch");
    expect(credited).not.toContain("delivery-short");
    expect(credited).not.toContain("invoice-overdue");
  }, 60_000);
});

function containing({
  data,
  ...finding
}: {
  readonly data: object;
  readonly [key: string]: unknown;
}) {
  return expect.objectContaining({ ...finding, data: expect.objectContaining(data) });
}
