import { expect, it } from "vitest";
import { order, photo } from "../support/orders.ts";
import { type Remo, startRemo } from "../support/remo.ts";

const WHERE = { inTeams: ["logistics"], notInSlack: ["logistics"] } as const;
const LOGISTICS = "19:logistica@thread.tacv2";

/** A broken promise: Logistics sees it in Teams, Sales in Slack. */
async function broken(remo: Remo) {
  await remo.tell(order("PED-17", { promisedOn: "2026-11-17" }));
  const inTeams = await remo.inTeams("luis").channel("logistica").expectCard("PED-17");
  const inSlack = await remo.as("ana").channel("ventas").expectCard("PED-17");
  return { inTeams, inSlack };
}

async function writeUnder(remo: Remo, ts: string, text: string, files: { name: string }[] = []) {
  const { driver } = remo.as("ana");
  const channel = driver.screen().channels.find(({ name }) => name === "ventas")?.id ?? "";
  const sent = await driver.post({
    channel,
    text,
    threadTs: ts,
    files: files.map(({ name }) => photo(name)),
  });
  expect(sent.ok).toBe(true);
}

it("what Sales writes under its card in Slack is read under that of Logistics in Teams, and back", async () => {
  const remo = await startRemo(WHERE);
  const { inTeams, inSlack } = await broken(remo);

  await writeUnder(remo, inSlack.message.ts, "El cliente acepta el <viernes> & sin flete", [
    { name: "correo.jpg" },
  ]);
  // As XML has it, for a link makes it one.
  await inTeams.expectReply("Ana Ríos: El cliente acepta el &lt;viernes&gt; &amp; sin flete");
  expect(inTeams.thread().at(-1)).toMatch(/<a href="http[^"]+">correo\.jpg<\/a>/);

  const said = await remo.inTeams("luis").user.say({
    conversation: LOGISTICS,
    text: "@Remo el camión sale mañana a las 7",
    threadOf: inTeams.id,
  });
  expect(said.ok).toBe(true);
  await inSlack.expectReply("💬 Luis Peña: el camión sale mañana a las 7");
  await remo.settled();

  // Each once, where it was not written, and no card was touched by it.
  const about = (text: string) => (line: string) => line.includes(text);
  expect(inTeams.thread().filter(about("acepta el"))).toHaveLength(1);
  expect(inTeams.thread().filter(about("sale mañana"))).toHaveLength(1);
  const notes = await remo.facts("comment.made");
  expect(notes).toHaveLength(2);
});

it("in English, from anywhere, by command; and a verb in a thread is still a command", async () => {
  const remo = await startRemo({ ...WHERE, lang: "en" });
  const { inTeams, inSlack } = await broken(remo);
  const answer = await remo.inTeams("luis").ask("comment PED-17 the driver calls at five");
  expect(answer.words).toContain("✅ Told in the threads of PED-17.");
  await inSlack.expectReply("💬 Luis Peña: the driver calls at five");
  await inTeams.expectReply("💬 Luis Peña: the driver calls at five");

  const asked = { conversation: LOGISTICS, text: "@Remo status PED-17", threadOf: inTeams.id };
  await remo.inTeams("luis").user.say(asked);
  await inTeams.expectReply("PED-17");
  expect(await remo.facts("comment.made")).toHaveLength(1);
});

it("a comment told twice is one, a bot's note is none, and neither goes round in circles", async () => {
  const remo = await startRemo(WHERE);
  const { inTeams, inSlack } = await broken(remo);
  const channel = inSlack.message.channel;
  const event = {
    type: "message",
    channel,
    user: "U0ANA",
    ts: "1795019999.000100",
    thread_ts: inSlack.message.ts,
    text: "una sola vez",
  };
  await remo.slack.send(event);
  await remo.slack.send(event);
  await inTeams.expectReply("una sola vez");
  await remo.settled();
  await remo.slack.send({ ...event, ts: "1795019999.000200", bot_id: "B1", text: "de un bot" });
  await remo.slack.send({ ...event, ts: "1795019999.000300", subtype: "message_changed" });
  await remo.slack.send({ ...event, ts: "1795019999.000400", thread_ts: "1700000000.000001" });
  await remo.settled();
  expect(inTeams.thread().filter((line) => line.includes("una sola vez"))).toHaveLength(1);
  expect(inTeams.thread().some((line) => line.includes("de un bot"))).toBe(false);
  expect(await remo.facts("comment.made")).toHaveLength(1);
});

it("whoever Remo does not know may talk too, and decides nothing by it", async () => {
  const remo = await startRemo(WHERE);
  const { inTeams, inSlack } = await broken(remo);
  const { driver } = remo.as("nadie");
  const channel = inSlack.message.channel;
  await driver.post({ channel, text: "yo lo vi salir", threadTs: inSlack.message.ts });
  await inTeams.expectReply("yo lo vi salir");
  expect(await remo.facts("answer.given")).toEqual([]);
});
