/** A process that commits batch after batch to the given database, and never seals, until it is killed. */
import { Fact } from "../../src/core/fact.ts";
import { connect } from "../../src/db/connect.ts";
import { engineOn, testClock } from "./engine.ts";

const [url, home] = process.argv.slice(2);
const database = await connect({
  databaseUrl: url,
  home: home ?? "",
  log: () => undefined,
});
const engine = engineOn(database, testClock("2026-11-20T18:00:00.000Z"));
for (let batch = 0; ; batch += 1) {
  await engine.ingest(
    ["a", "b"].map((name) =>
      Fact.parse({
        type: "order.placed",
        source: "erp",
        externalId: `${name}${batch}`,
        occurredAt: "2026-11-16T15:00:00.000Z",
        orderId: `PED-${name}${batch}`,
        currency: "MXN",
        promisedOn: "2026-11-18",
      }),
    ),
  );
  console.log(batch);
}
