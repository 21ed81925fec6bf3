/** A process that tells one subscriber all there is, and then ends, unless it is killed before. */
import { startCourier } from "../../src/app/courier.ts";
import { connect } from "../../src/db/connect.ts";
import { createSubscriberStore } from "../../src/db/subscriber-store.ts";
import { declared } from "../subscribers/declared.ts";

const [databaseUrl, home = "", url = ""] = process.argv.slice(2);
const database = await connect({ databaseUrl, home, log: () => undefined });
const complain = (error: unknown) => {
  console.error(error);
  process.exitCode = 1;
};
const courier = startCourier(
  createSubscriberStore(database.pool),
  declared({ erp: { url } }, 5_000),
  { failed: complain, notTaken: (_name, reason) => complain(reason) },
);
courier.wake();
// Stopping takes no new batch: it is asked for only once everything was told.
for (let behind = true; behind;) {
  await new Promise((resolve) => setTimeout(resolve, 20));
  const { rows } = await database.pool.query<{ behind: boolean }>(
    `SELECT link <= (SELECT max(number) FROM audit_links) AS behind FROM subscribers`,
  );
  behind = rows[0]?.behind ?? false;
}
await courier.stop();
await database.close();
