import { expect, it } from "vitest";
import { delivered, dispatched, order, photo } from "../support/orders.ts";
import { type Remo, startRemo } from "../support/remo.ts";

const WHERE = { inTeams: ["logistics"], notInSlack: ["logistics"] } as const;
const LOGISTICS = "19:logistica@thread.tacv2";

/** A broken promise: Logistics sees it in Teams, Sales in Slack. */
async function broken(remo: Remo) {
  await remo.tell(order("PED-17", { promisedOn: "2026-11-17" }));
  const inTeams = await remo.inTeams("luis").channel("logistica").expectCard("PED-17");
  const inSlack = await remo.as("ana").channel("ventas").expectCard("PED-17");
  // Remo knows a card by its name on the platform, once that is written down.
  await remo.settled();
  return { inTeams, inSlack };
}

it("what Sales writes under its card in Slack is read under that of Logistics in Teams, and back", async () => {
  const remo = await startRemo(WHERE);
  const { inTeams, inSlack } = await broken(remo);

  await inSlack.reply("El cliente acepta el <viernes> & sin flete", [photo("correo.jpg")]);
  // As XML has it, for a link makes it one.
  await inTeams.expectReply("Ana Ríos: El cliente acepta el &lt;viernes&gt; &amp; sin flete");
  expect(inTeams.thread().at(-1)).toMatch(/<a href="http[^"]+">correo\.jpg<\/a>/);

  const said = await remo.inTeams("luis").user.say({
    conversation: LOGISTICS,
    text: "@Remo el camión sale mañana a las 7, @Marta Gil",
    threadOf: inTeams.id,
  });
  expect(said.ok).toBe(true);
  await inSlack.expectReply("💬 Luis Peña: el camión sale mañana a las 7, @Marta Gil");
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

it("whoever Remo does not know may talk too, under Slack's name, and decides nothing by it", async () => {
  const remo = await startRemo(WHERE);
  const { inTeams, inSlack } = await broken(remo);
  await inSlack.by(remo.as("nadie")).reply("yo lo vi salir");
  await inTeams.expectReply("💬 Nadie Conocido: yo lo vi salir");
  expect(await remo.facts("answer.given")).toEqual([]);
  expect(await remo.as("nadie").command("/remo comentar PED-17 hola", "ventas")).toContain(
    "remo.yaml",
  );
  expect(await remo.facts("comment.made")).toHaveLength(1);
});

it("a comment by command is told as it was typed, however long", async () => {
  const remo = await startRemo(WHERE);
  const { inTeams } = await broken(remo);
  const long = "a".repeat(900);
  const ana = remo.as("ana");
  const typed = `/remo comentar PED-17 dijo "mañana" & ya,\n  <@U0MARTA|marta> ${long}`;
  expect(await ana.command(typed, "ventas")).toContain("✅ Comentado en los hilos de PED-17.");
  await inTeams.expectReply(`💬 Ana Ríos: dijo "mañana" & ya,\n│   @Marta Gil ${long}`);
  expect(await ana.command("/remo comentar PED-17", "ventas")).toContain(
    "Falta el texto: /remo comentar PED-1042 TEXTO",
  );
});

it("a case that is silenced or closed has threads that are read, and its card is left alone", async () => {
  const remo = await startRemo(WHERE);
  const { inTeams, inSlack } = await broken(remo);
  await remo.as("ana").command("/remo silenciar PED-17 hasta mañana motivo inventario", "ventas");
  await remo.settled();
  await inSlack.reply("con el inventario no se puede");
  await inTeams.expectReply("💬 Ana Ríos: con el inventario no se puede");

  await remo.tell(dispatched("ENT-1", "PED-17"), delivered("ENT-1", "PED-17"));
  await inSlack.expectUpdate("✅");
  await remo.settled();
  const { version } = await remo.database.prisma.case.findFirstOrThrow();
  await inSlack.reply("gracias a todos");
  await inTeams.expectReply("💬 Ana Ríos: gracias a todos");
  await remo.settled();
  expect(await remo.database.prisma.case.findFirstOrThrow()).toMatchObject({ version });
  await remo.as("ana").command("/remo comentar PED-17 y suerte", "ventas");
  await inTeams.expectReply("💬 Ana Ríos: y suerte");
});
