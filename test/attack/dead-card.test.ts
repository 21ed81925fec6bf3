import { expect, it, onTestFinished } from "vitest";
import { saveMessages } from "../../src/db/messages-table.ts";
import { createOutboxStore } from "../../src/db/outbox-store.ts";
import { freshDatabase } from "../support/database.ts";

// Refused while the bot was not in the channel yet: the case must not stay unseen for ever.
it("a card that was given up on is tried again when its case changes", async () => {
  const database = await freshDatabase();
  onTestFinished(() => database.close());
  const pacing = { postEveryMs: 1, postBurst: 50, updateEveryMs: 1, updateBurst: 50 };
  const outbox = createOutboxStore(database.pool, pacing);
  const desire = (version: number) =>
    saveMessages(
      database.pool,
      [
        {
          platform: "slack",
          channel: "C1",
          caseId: "case-1",
          version,
          priority: 1,
          tell: [],
          urgent: false,
        },
      ],
      new Map(),
    );
  await desire(1);
  const [first] = await outbox.claim(["slack"]);
  await outbox.bury(first?.id ?? "", "not in channel");
  expect(await outbox.claim(["slack"])).toEqual([]);
  await desire(2);
  expect(await outbox.claim(["slack"])).toMatchObject([{ id: first?.id, attempts: 1 }]);
});
