import type { App } from "@slack/bolt";
import { afterEach, expect, test } from "vitest";
import { slackPeople } from "../support/slack-user.ts";
import { boltOverHttp, boltOverSocket, card, startWorkspace } from "./workspace-fixture.ts";
import type { Running } from "./workspace-fixture.ts";

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

type Started = Omit<Running, "app"> & { app: App; as: ReturnType<typeof slackPeople>["as"] };

async function overHttp(): Promise<Started> {
  const bolt = boltOverHttp();
  const running = await startWorkspace({ bolt: bolt.router });
  stops.push(running.stop);
  const app = bolt.app(running.apiUrl);
  return { ...running, app, as: slackPeople(running.slack, 2000).as };
}

async function overSocket(): Promise<Started> {
  const running = await startWorkspace();
  stops.push(running.stop);
  const { app, receiver } = boltOverSocket(running.apiUrl);
  await receiver.start();
  stops.push(() => receiver.stop());
  return { ...running, app, as: slackPeople(running.slack, 2000).as };
}

const dialog = {
  type: "modal" as const,
  callback_id: "new-date",
  title: { type: "plain_text" as const, text: "New date" },
  submit: { type: "plain_text" as const, text: "Save" },
  blocks: [
    {
      type: "input" as const,
      block_id: "date",
      label: { type: "plain_text" as const, text: "Date" },
      element: { type: "datepicker" as const, action_id: "date" },
    },
    {
      type: "input" as const,
      block_id: "photo",
      optional: true,
      label: { type: "plain_text" as const, text: "Photo" },
      element: { type: "file_input" as const, action_id: "photo", max_files: 2 },
    },
  ],
};

for (const [transport, start] of [
  ["HTTP", overHttp],
  ["Socket Mode", overSocket],
] as const) {
  test(`over ${transport}: a press reaches the app, which updates the card and answers in the thread`, async () => {
    const { app, client, as } = await start();
    app.action("confirm", async ({ ack, body, client: own, action }) => {
      await ack();
      if (body.type !== "block_actions" || action.type !== "button") return;
      const at = { channel: body.channel?.id ?? "", ts: body.message?.ts ?? "" };
      await own.chat.update({ ...at, text: `${action.value} confirmed by ${body.user.name}` });
      await own.chat.postMessage({ channel: at.channel, thread_ts: at.ts, text: "logged" });
    });
    await client.chat.postMessage({ channel: "C1", text: "PED-17", blocks: card("PED-17") });
    const seen = await as("luis").channel("logistica").expectCard("PED-17");
    expect(seen.buttons()).toEqual(["Confirm change"]);
    expect(seen.menu()).toEqual(["Snooze"]);
    await seen.click("Confirm change");
    await seen.expectUpdate("PED-17 confirmed by luis");
    expect(seen.buttons()).toEqual([]);
    await seen.expectReply("logged");
  });

  test(`over ${transport}: a dialog opens, shows the app's error, takes a file and closes`, async () => {
    const { app, client, as } = await start();
    const received: { date: unknown; files: unknown; bytes: string }[] = [];
    app.action("more", async ({ ack, body, client: own }) => {
      await ack();
      if (body.type !== "block_actions") return;
      await own.views.open({ trigger_id: body.trigger_id ?? "", view: dialog });
    });
    app.view("new-date", async ({ ack, view, client: own }) => {
      const date = view.state.values["date"]?.["date"]?.selected_date;
      if (date === "2026-01-01") {
        return ack({ response_action: "errors", errors: { date: "That day is over." } });
      }
      await ack();
      const files = view.state.values["photo"]?.["photo"]?.files ?? [];
      const url = String(files[0]?.url_private_download);
      const download = await fetch(url, { headers: { authorization: `Bearer ${own.token}` } });
      received.push({ date, files: files.length, bytes: await download.text() });
    });
    await client.chat.postMessage({ channel: "C1", text: "PED-17", blocks: card("PED-17") });
    const luis = as("luis");
    await (await luis.channel("logistica").expectCard("PED-17")).choose("Snooze");
    const open = await luis.expectDialog("New date");
    (await open.submit()).expectError("required");
    (await open.fill({ Date: "2026-01-01" }).submit()).expectError("That day is over.");
    open.attach("Photo", { name: "firma.jpg", bytes: Buffer.from("signed") });
    await open.fill({ Date: "2026-11-24" }).submit();
    await open.expectClosed();
    await expect.poll(() => received).toEqual([{ date: "2026-11-24", files: 1, bytes: "signed" }]);
  });

  test(`over ${transport}: a command is answered at once and again by response_url`, async () => {
    const { app, as } = await start();
    app.command("/remo", async ({ ack, respond, command }) => {
      await ack(`looking for ${command.text}`);
      await respond({ response_type: "ephemeral", text: "*PED-17* is on its way" });
    });
    const luis = as("luis");
    expect(await luis.command("/remo status PED-17")).toBe("looking for status PED-17");
    expect(await luis.expectEphemeral(/on its way/)).toBe("PED-17 is on its way");
    const ana = as("ana").driver.screen();
    expect(ana.channels.flatMap((channel) => channel.messages)).toEqual([]);
  });

  test(`over ${transport}: opening App Home publishes it, and its buttons work`, async () => {
    const { app, as } = await start();
    let pressed = 0;
    const home = (count: number) => ({
      type: "home" as const,
      blocks: [
        { type: "section" as const, text: { type: "mrkdwn" as const, text: `Pressed ${count}` } },
        ...card("PED-1").filter((block) => block.type === "actions"),
      ],
    });
    app.event("app_home_opened", async ({ event, client }) => {
      await client.apiCall("views.publish", { user_id: event.user, view: home(pressed) });
    });
    app.action("confirm", async ({ ack, body, client }) => {
      await ack();
      pressed += 1;
      await client.apiCall("views.publish", { user_id: body.user.id, view: home(pressed) });
    });
    const opened = await as("luis").home();
    expect(opened.text()).toBe("Pressed 0");
    await opened.click("Confirm change");
    await opened.expect("Pressed 1");
  });

  test(`over ${transport}: a message shortcut carries the message and its files`, async () => {
    const { app, as } = await start();
    app.shortcut("attach-proof", async ({ ack, shortcut, client }) => {
      await ack();
      if (shortcut.type !== "message_action") return;
      const files: unknown = shortcut.message["files"];
      const count = Array.isArray(files) ? files.length : 0;
      await client.chat.postEphemeral({
        channel: shortcut.channel.id,
        user: shortcut.user.id,
        text: `${count} file from "${shortcut.message.text}"`,
      });
    });
    const luis = as("luis");
    const photo = { name: "foto.png", bytes: Buffer.from("png") };
    const posted = await luis.channel("logistica").say("firmado & sellado", [photo]);
    await posted.shortcut("attach-proof");
    expect(await luis.expectEphemeral("1 file")).toBe('1 file from "firmado & sellado"');
  });

  test(`over ${transport}: what a person writes reaches the app as an event`, async () => {
    const { app, as } = await start();
    app.message("hola", async ({ say }) => {
      await say("buenas");
    });
    await as("luis").direct().say("hola remo");
    await as("luis").direct().expectCard("buenas");
  });
}

test("a request with a wrong signature is refused by Bolt, so the real ones are rightly signed", async () => {
  const { web } = await overHttp();
  const address = web.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const response = await fetch(`http://127.0.0.1:${port}/slack/events`, {
    method: "POST",
    body: "{}",
    headers: {
      "content-type": "application/json",
      "x-slack-request-timestamp": String(Math.floor(Date.now() / 1000)),
      "x-slack-signature": "v0=0000",
    },
  });
  expect(response.status).toBe(401);
});

test("an app that does not acknowledge within 3 s shows operation_timeout, and its trigger expires", async () => {
  const { app, client, as } = await overHttp();
  let late = "";
  app.action("confirm", async ({ body, client: own }) => {
    if (body.type !== "block_actions") return;
    await new Promise((resolve) => setTimeout(resolve, 3100));
    const opening = own.views.open({ trigger_id: body.trigger_id ?? "", view: dialog });
    late = await opening.then(
      () => "opened",
      (error: unknown) => String(error),
    );
  });
  await client.chat.postMessage({ channel: "C1", text: "PED-17", blocks: card("PED-17") });
  const seen = await as("luis").channel("logistica").expectCard("PED-17");
  await expect(seen.click("Confirm change")).rejects.toThrow(/operation_timeout|dispatch_failed/);
  await expect.poll(() => late, { timeout: 1500 }).toContain("expired_trigger_id");
});

test("a response_url takes five answers", async () => {
  const { app, as } = await overHttp();
  const statuses: number[] = [];
  app.command("/remo", async ({ ack, command }) => {
    await ack();
    for (let turn = 0; turn < 6; turn += 1) {
      const response = await fetch(command.response_url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ text: `answer ${turn}` }),
      });
      statuses.push(response.status);
    }
  });
  await as("luis").command("/remo status");
  await expect.poll(() => statuses).toEqual([200, 200, 200, 200, 200, 404]);
});

test("a failed expectation prints what was on screen", async () => {
  const { client, slack } = await overHttp();
  await client.chat.postMessage({ channel: "C1", text: "PED-17", blocks: card("PED-17") });
  const luis = slackPeople(slack, 50).as("luis");
  await expect(luis.channel("logistica").expectCard("PED-99")).rejects.toThrow(
    /PED-99[\s\S]*Change · PED-17[\s\S]*\[ Confirm change \]/,
  );
  await expect(luis.channel("logistica").expectNoCard("PED-17", 50)).rejects.toThrow("Unexpected");
});
