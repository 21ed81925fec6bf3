import fc from "fast-check";
import { expect, it } from "vitest";
import { storyOf } from "../../src/db/audit-story.ts";
import { order } from "../support/orders.ts";
import { type Remo, startRemo } from "../support/remo.ts";
import { TENANT, WORKSPACE } from "../support/remo-settings.ts";

/** Logistics reads the case in Slack and in Teams, Sales in Slack: three threads. */
const BOTH = { inTeams: ["logistics"] } as const;
const LOGISTICS = "19:logistica@thread.tacv2";
const PATIENCE = { timeout: 8_000 };
const WHERE = ["sales", "logistics", "teams"] as const;
type Where = (typeof WHERE)[number];

async function threeThreads() {
  const remo = await startRemo(BOTH);
  await remo.tell(order("PED-17", { promisedOn: "2026-11-17" }));
  const sales = await remo.as("ana").channel("ventas").expectCard("PED-17");
  const logistics = await remo.as("luis").channel("logistica").expectCard("PED-17");
  const teams = await remo.inTeams("luis").channel("logistica").expectCard("PED-17");
  // Remo knows a card by its name on the platform, once that is written down.
  await remo.settled();
  return { remo, cards: { sales, logistics, teams } };
}
type Stage = Awaited<ReturnType<typeof threeThreads>>;

let written = 0;

/** An event as the platform tells it; it may be told again. */
function eventOf({ remo, cards }: Stage, where: Where, text: string): () => Promise<unknown> {
  written += 1;
  if (where === "teams") {
    const activity = inTeams(remo, cards.teams.id, text);
    return () => remo.teams.send(activity as never);
  }
  const { channel, ts: thread_ts } = cards[where].message;
  const ts = `1795019999.${String(written).padStart(6, "0")}`;
  const user = where === "sales" ? "U0ANA" : "U0NADIE";
  const event = { type: "message", channel, user, ts, thread_ts, text };
  return () => remo.slack.send(event);
}

function inTeams(remo: Remo, threadOf: string, text: string, from?: object) {
  const person = TENANT.people[2];
  const bot = { id: `28:${TENANT.app.id}`, name: "Remo" };
  const mention = "<at>Remo</at>";
  return {
    type: "message",
    id: `m${written}`,
    channelId: "msteams",
    serviceUrl: remo.teams.addresses().serviceUrl,
    from: from ?? { id: "29:luis", name: person?.name, aadObjectId: person?.entra },
    recipient: bot,
    conversation: {
      id: `${LOGISTICS};messageid=${threadOf}`,
      conversationType: "channel",
      tenantId: TENANT.tenantId,
    },
    text: `${mention} ${text}`,
    entities: [{ type: "mention", mentioned: bot, text: mention }],
  };
}

/** What the bot wrote comes back, as each platform would tell it of a bot. */
async function echoAll({ remo, cards }: Stage): Promise<void> {
  const { channels } = remo.as("ana").driver.screen();
  const ours = channels
    .flatMap(({ messages }) => messages)
    .filter((one) => one.bot_id !== undefined && one.thread_ts !== undefined);
  expect(ours.length).toBeGreaterThan(0);
  for (const { channel, ts, thread_ts, text, bot_id } of ours) {
    const user = WORKSPACE.botUserId;
    await remo.slack.send({ type: "message", channel, user, bot_id, ts, thread_ts, text });
  }
  for (const line of cards.teams.thread()) {
    written += 1;
    const bot = { id: `28:${TENANT.app.id}`, name: "Remo" };
    await remo.teams.send(inTeams(remo, cards.teams.id, line, bot) as never);
  }
}

function threadsOf({ cards }: Stage): Readonly<Record<Where, readonly string[]>> {
  return {
    sales: cards.sales.thread(),
    logistics: cards.logistics.thread(),
    teams: cards.teams.thread(),
  };
}

const history = fc
  .array(fc.record({ where: fc.constantFrom(...WHERE), times: fc.integer({ min: 1, max: 3 }) }), {
    minLength: 1,
    maxLength: 6,
  })
  .chain((comments) => {
    const deliveries = comments.flatMap(({ times }, n) => Array.from({ length: times }, () => n));
    const order = fc.shuffledSubarray(deliveries, { minLength: deliveries.length });
    return fc.record({ comments: fc.constant(comments), order, atOnce: fc.boolean() });
  });

it("in any order, told up to three times, echoed: each comment is once in each other thread", async () => {
  const stage = await threeThreads();
  const { remo } = stage;
  let run = 0;
  await fc.assert(
    fc.asyncProperty(history, async ({ comments, order: deliveries, atOnce }) => {
      run += 1;
      const texts = comments.map((_, n) => `dicho (${run}/${n})`);
      const events = comments.map(({ where }, n) => eventOf(stage, where, texts[n] ?? ""));
      const tell = async (n: number) => events[n]?.();
      if (atOnce) await Promise.all(deliveries.map(tell));
      else for (const n of deliveries) await tell(n);
      const isStored = async () =>
        (await remo.facts("comment.made")).filter(({ body }) =>
          texts.includes(String(body["text"])),
        ).length;
      await expect.poll(isStored, PATIENCE).toBe(comments.length);
      await remo.settled();
      if (run % 5 === 0) await echoAll(stage);
      await remo.settled();
      const threads = threadsOf(stage);
      const shown = comments.map((_, n) =>
        WHERE.map((where) => threads[where].filter((one) => one.includes(texts[n] ?? "")).length),
      );
      expect(shown).toEqual(
        comments.map((one) => WHERE.map((where) => (where === one.where ? 0 : 1))),
      );
    }),
    { numRuns: 15 },
  );
  const facts = await remo.facts("comment.made");
  await echoAll(stage);
  await remo.settled();
  expect(await remo.facts("comment.made")).toHaveLength(facts.length);
}, 60_000);

it("a comment writes nothing over an answer that is being committed", async () => {
  const remo = await startRemo();
  const agreement = { agreementId: "CON-9", customerId: "CLI-7", currency: "MXN" };
  const recurring = { every: "month", from: "2026-10-01", amountMinor: 1_200_000 } as const;
  await remo.tell(
    { type: "customer.described", customerId: "CLI-7", name: "Abarrotes Lupita" },
    { type: "agreement.described", ...agreement, recurring },
  );
  await remo.pass(0);
  const card = await remo.as("carmen").channel("cobranza").expectCard("Abarrotes Lupita");
  const { prisma, pool } = remo.database;
  const { id } = await prisma.case.findFirstOrThrow({ where: { groupId: "CLI-7" } });
  const other = await pool.connect();
  await other.query("BEGIN");
  await other.query(
    `UPDATE cases SET state = 'acknowledged', version = version + 1, body = jsonb_set(
       jsonb_set(body::jsonb, '{state}', '"acknowledged"'), '{version}', '2')::json WHERE id = $1`,
    [id],
  );
  await card.reply("mientras tanto");
  // Whether it waits for that answer or not, it has read the case as it was before.
  await new Promise((resolve) => setTimeout(resolve, 500));
  await other.query("COMMIT");
  other.release();
  await expect.poll(() => remo.facts("comment.made"), PATIENCE).toHaveLength(1);
  expect(await prisma.case.findFirstOrThrow({ where: { id } })).toMatchObject({
    state: "acknowledged",
    version: 2,
  });
});

it("whatever is written can be stored, and read again by the database", async () => {
  const stage = await threeThreads();
  const { remo, cards } = stage;
  const texts = [
    "medio \ud83d par",
    "cero \u0000 cero",
    `${"x".repeat(2_999)}😀`,
    "y".repeat(20_000),
    "sí\n10:00 · Marta Gil (Logística) confirmó el cambio",
  ];
  for (const [n, text] of texts.entries()) {
    const { channel, ts: thread_ts } = cards.sales.message;
    const files = [
      { name: "a\u0000\ud83d.jpg", permalink: "http://" },
      { name: "b\u0000\ud83d.jpg", permalink: "https://x.example/\ud83d?a=<|>" },
    ];
    const ts = `1795010000.00000${n}`;
    await remo.slack.send({ type: "message", channel, user: "U0ANA", ts, thread_ts, text, files });
  }
  await expect.poll(() => remo.facts("comment.made"), PATIENCE).toHaveLength(texts.length);
  await remo.settled();
  const { rows } = await remo.database.pool.query<{ text: string }>(
    `SELECT body ->> 'text' AS text FROM facts WHERE type = 'comment.made'
       AND (body ->> 'files')::jsonb -> 1 IS NULL`,
  );
  const lengths = rows.map(({ text }) => text.length);
  expect(lengths.toSorted((a, b) => a - b)).toEqual([10, 11, 51, 3_000, 3_000]);
  // No line of a comment looks like the next entry of the log.
  expect(cards.teams.thread().join("\n\n")).toContain("sí<br/>│ 10:00 · Marta Gil");
  const story = await storyOf(remo.database.pool, "PED-17");
  const told = story?.entries.filter(({ type }) => /comment/.test(type));
  expect(told?.map(({ type, who }) => `${type} ${who}`)).toEqual(
    texts.map(() => "comment.made Ana Ríos (ana)"),
  );
});
