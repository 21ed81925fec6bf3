import express from "express";
import { afterEach } from "vitest";
import { createSlackChat } from "../../src/chat/slack/chat.ts";
import { createSlackInbound, type SlackInbound } from "../../src/chat/slack/inbound.ts";
import { SILENT } from "../../src/chat/slack/logger.ts";
import type { KeepEvidence } from "../../src/app/ports.ts";
import { caseCard } from "../../src/view/case-card.ts";
import { type Running, startWorkspace } from "../playground/workspace-fixture.ts";
import { slackPeople } from "../support/slack-user.ts";
import { openCase } from "../view/firing.ts";
import { directory, type Office, office, ZONE } from "./office.ts";

// Those of the fixture's workspace.
export const BOT_TOKEN = "xoxb-test-token";
const APP_TOKEN = "xapp-test-token";
const SIGNING_SECRET = "signing-secret-of-the-tests";
export const JPEG = Buffer.concat([Buffer.from("ffd8ffe0", "hex"), Buffer.alloc(400, 7)]);
export const LUIS = "luis";

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

type Stage = Running &
  Office & {
    inbound: SlackInbound;
    as: ReturnType<typeof slackPeople>["as"];
    showCard: () => Promise<string>;
  };

/** A workspace, a desk and Remo between them, with the card of one rule ready to be shown. */
export async function stage(
  mode: "http" | "socket",
  rule: string,
  o: { keep?: KeepEvidence; onRevoked?: () => void } = {},
): Promise<Stage> {
  const { case: c, picture, now } = openCase(rule);
  const order = picture.kind === "order" ? picture : null;
  const events = express.Router();
  const running = await startWorkspace({ bolt: events, now: () => Date.parse(now) });
  stops.push(running.stop);
  const staff = office(c, order, () => now, o.keep);
  const inbound = createSlackInbound({
    desk: staff.desk,
    directory,
    botToken: BOT_TOKEN,
    signingSecret: SIGNING_SECRET,
    appToken: APP_TOKEN,
    apiUrl: running.apiUrl,
    mode,
    logger: SILENT,
    ...(o.onRevoked ? { onRevoked: o.onRevoked } : {}),
  });
  if (inbound.router) events.use("/slack/events", inbound.router);
  await inbound.start();
  stops.push(() => inbound.stop());
  const chat = createSlackChat({ botToken: BOT_TOKEN, apiUrl: running.apiUrl });
  const showCard = async () => {
    const drawn = { lang: "es", zone: ZONE, now, picture: order, audience: "logistics" } as const;
    const sent = await chat.post("C1", { kind: "card", card: caseCard(c, drawn) }, "m1");
    return sent.outcome === "sent" ? sent.ref : sent.outcome;
  };
  return { ...running, ...staff, inbound, as: slackPeople(running.slack, 3_000).as, showCard };
}
