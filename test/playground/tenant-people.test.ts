import { afterEach, expect, test } from "vitest";
import { attached, caller, cardOf, LOGISTICS, startTenant } from "./tenant-fixture.ts";
import type { Logic, RunningTenant } from "./tenant-fixture.ts";

const CARD = "application/vnd.microsoft.card.adaptive";
const MESSAGE = "application/vnd.microsoft.activity.message";

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

type Stage = RunningTenant & {
  /** Posts a card to logistics and gives where it is. */
  post(card: object): Promise<{ conversation: string; id: string }>;
  cardOn(person: string): string;
};

async function started(o: Parameters<typeof startTenant>[0] = {}): Promise<Stage> {
  const running = await startTenant(o);
  stops.push(running.stop);
  const { teams } = running;
  await teams.addToTeam("luis");
  const call = await caller(teams);
  return {
    ...running,
    async post(card) {
      const path = `conversations/${encodeURIComponent(LOGISTICS)}/activities`;
      const answer = await call("POST", path, { type: "message", attachments: [attached(card)] });
      return { conversation: LOGISTICS, id: answer.body.id };
    },
    cardOn: (person) =>
      JSON.stringify(teams.user(person).screen().conversations[0]?.messages.at(-1)?.card),
  };
}

/** A bot that answers every invoke with this body. */
const answering =
  (body: unknown, status = 200): Logic =>
  async (context) => {
    if (context.activity.type !== "invoke") return;
    await context.sendActivity({ type: "invokeResponse", value: { status, body } });
  };
const withCard = (order: string) => ({ statusCode: 200, type: CARD, value: cardOf(order) });

test("a press carries the action's data and the inputs; the card that comes back is this person's", async () => {
  const { teams, hears, heard, post, cardOn } = await started();
  hears(answering(withCard("ONLY-LUIS")));
  const body = [{ type: "Input.Text", id: "why", label: "Why", isRequired: true }];
  const at = await post(cardOf("PED-17", { body }));
  const luis = teams.user("luis");
  const action = { title: "Confirm change" };
  expect(await luis.press({ at, action })).toEqual({
    ok: false,
    error: "incomplete",
    fields: { why: "required" },
  });
  expect(await luis.press({ at, action, inputs: { why: "the dock" } })).toMatchObject({ ok: true });
  expect(heard.at(-1)).toMatchObject({
    type: "invoke",
    name: "adaptiveCard/action",
    replyToId: at.id,
    from: { aadObjectId: luis.entra },
    conversation: { id: `${LOGISTICS};messageid=${at.id}` },
    value: {
      trigger: "manual",
      action: {
        type: "Action.Execute",
        verb: "press",
        data: { a: "confirm", c: "PED-17", why: "the dock" },
      },
    },
  });
  expect(cardOn("luis")).toContain("ONLY-LUIS");
  expect(cardOn("ana")).not.toContain("ONLY-LUIS");
});

test("an edit of the message ends everybody's own view", async () => {
  const { teams, hears, post, cardOn } = await started();
  hears(answering(withCard("ONLY-LUIS")));
  const at = await post(cardOf("PED-17"));
  await teams.user("luis").press({ at, action: { verb: "press" } });
  const call = await caller(teams);
  const path = `conversations/${encodeURIComponent(LOGISTICS)}/activities/${at.id}`;
  await call("PUT", path, { type: "message", attachments: [attached(cardOf("PED-99"))] });
  expect(cardOn("luis")).toContain("PED-99");
});

test("a sentence in answer is a toast for this person alone, until it is dismissed", async () => {
  const { teams, hears, post } = await started();
  hears(answering({ statusCode: 200, type: MESSAGE, value: "Nothing to do." }));
  const at = await post(cardOf("PED-17"));
  const luis = teams.user("luis");
  const outcome = await luis.press({ at, action: { verb: "press" } });
  expect(outcome).toEqual({ ok: true, toast: "Nothing to do." });
  const toastOf = (person: string) =>
    teams.user(person).screen().conversations[0]?.messages[0]?.toast;
  expect(toastOf("luis")?.text).toBe("Nothing to do.");
  expect(toastOf("ana")).toBeUndefined();
  luis.dismiss(toastOf("luis")?.id ?? "");
  expect(toastOf("luis")).toBeUndefined();
});

const error = { type: "application/vnd.microsoft.error" };
for (const [what, logic, shown] of [
  ["no answer", async () => undefined, "something_went_wrong"],
  ["an answer without a body", answering(undefined), "something_went_wrong"],
  ["an answer of status 500", answering(withCard("x"), 500), "something_went_wrong"],
  [
    "an error with words",
    answering({ ...error, statusCode: 400, value: { code: "x", message: "Not yours." } }),
    "Not yours.",
  ],
  [
    "a card that Teams does not draw",
    answering({ statusCode: 200, type: CARD, value: cardOf("x", { version: "1.6" }) }),
    "Teams draws Adaptive Cards up to 1.5; this one is 1.6.",
  ],
] as const) {
  test(`${what} is shown as an error and changes no card`, async () => {
    const { teams, hears, post, cardOn } = await started();
    hears(logic);
    const at = await post(cardOf("PED-17"));
    const outcome = await teams.user("luis").press({ at, action: { verb: "press" } });
    expect(outcome).toEqual({ ok: false, error: shown });
    expect(cardOn("luis")).toContain("PED-17");
  });
}

test("a bot that takes too long is not waited for", async () => {
  const { teams, hears, post } = await started({ invokeTimeoutMs: 100 });
  const at = await post(cardOf("PED-17"));
  hears(async () => void (await new Promise((resolve) => setTimeout(resolve, 300))));
  const outcome = await teams.user("luis").press({ at, action: { verb: "press" } });
  expect(outcome).toEqual({ ok: false, error: "unable_to_reach_app" });
});

test("a button behind a ShowCard is found with its inputs, and cancelling sends none", async () => {
  const { teams, hears, heard, post } = await started();
  hears(answering(withCard("x")));
  const inner = {
    type: "AdaptiveCard",
    body: [{ type: "Input.Date", id: "day" }],
    actions: [
      { type: "Action.Execute", title: "Yes", verb: "press", data: { c: "1" } },
      { type: "Action.Execute", title: "No", verb: "cancel", associatedInputs: "none" },
    ],
  };
  const actions = [{ type: "Action.ShowCard", title: "Approve", card: inner }];
  const at = await post(cardOf("PED-17", { actions }));
  const luis = teams.user("luis");
  const inputs = { day: "2026-11-24" };
  await luis.press({ at, action: { title: "Yes" }, inputs });
  expect(heard.at(-1)).toMatchObject({
    value: { action: { data: { c: "1", day: "2026-11-24" } } },
  });
  // Luis has a card of his own by now.
  await teams.user("ana").press({ at, action: { title: "No" }, inputs });
  expect(heard.at(-1)).toMatchObject({ value: { action: { verb: "cancel", data: {} } } });
  expect(await luis.press({ at, action: { title: "Yes" } })).toMatchObject({
    error: "action_not_found",
  });
});

test("the people a card names get their own view by themselves, and again after an edit", async () => {
  const { teams, hears, heard, post, cardOn } = await started();
  hears(async (context) => {
    const { name } = context.activity.from;
    await answering(withCard(`FOR ${name}`))(context);
  });
  const { mri } = teams.user("ana");
  const eva = teams.user("eva").mri;
  const action = { type: "Action.Execute", verb: "refresh", data: { c: "1" } };
  const refresh = { action, userIds: [mri, eva, "29:nobody"] };
  const at = await post(cardOf("PED-17", { refresh }));
  await expect.poll(() => cardOn("ana")).toContain("FOR Ana Ruiz");
  expect(cardOn("luis")).toContain("PED-17");
  // Eva is named, but is not in this channel.
  const invokes = () => heard.filter((activity) => activity["type"] === "invoke");
  expect(invokes()).toHaveLength(1);
  expect(invokes()[0]).toMatchObject({
    value: { trigger: "automatic", action: { verb: "refresh", data: { c: "1" } } },
  });
  const call = await caller(teams);
  const path = `conversations/${encodeURIComponent(LOGISTICS)}/activities/${at.id}`;
  const body = { type: "message", attachments: [attached(cardOf("PED-18", { refresh }))] };
  await call("PUT", path, body);
  await expect.poll(() => invokes().length).toBe(2);
});

test("a file in the chat with the bot comes with an address that takes no token", async () => {
  const { teams, heard } = await started();
  const luis = teams.user("luis");
  await luis.install();
  const files = [{ name: "Firma.JPG", bytes: Buffer.from("signed") }];
  await luis.say({ text: "", files });
  const [file, html] = (heard.at(-1) ?? {})["attachments"] as {
    contentType: string;
    content: { downloadUrl: string; fileType: string };
    name: string;
  }[];
  expect(file).toMatchObject({
    contentType: "application/vnd.microsoft.teams.file.download.info",
    name: "Firma.JPG",
    content: { fileType: "jpg" },
  });
  expect(html?.contentType).toBe("text/html");
  const url = file?.content.downloadUrl ?? "";
  expect(await (await fetch(url)).text()).toBe("signed");
  const headers = { authorization: "Bearer abc" };
  expect((await fetch(url, { headers })).status).toBe(401);
  await luis.say({ conversation: LOGISTICS, text: "@Remo mira", files });
  expect(heard.at(-1)?.["attachments"]).toMatchObject([{ contentType: "text/html" }]);
});

test("the app's search lists what it finds, and a choice is posted as a card", async () => {
  const { teams, hears, heard } = await started();
  const preview = {
    contentType: "application/vnd.microsoft.card.thumbnail",
    content: { title: "PED-17", text: "Blocked" },
  };
  hears(
    answering({
      composeExtension: {
        type: "result",
        attachmentLayout: "list",
        attachments: [{ ...attached(cardOf("PED-17")), preview }],
      },
    }),
  );
  const luis = teams.user("luis");
  const asked = { conversation: LOGISTICS, command: "find", parameter: "words", words: "17" };
  const result = await luis.search(asked);
  expect(heard.at(-1)).toMatchObject({
    name: "composeExtension/query",
    value: { commandId: "find", parameters: [{ name: "words", value: "17" }] },
  });
  const [found] = result.ok ? result.found : [];
  expect(found).toMatchObject({ title: "PED-17", text: "Blocked" });
  const attachments = found === undefined ? [] : [found.attachment];
  await luis.say({ conversation: LOGISTICS, text: "", attachments });
  expect(JSON.stringify(teams.user("ana").screen())).toContain("Blocked · PED-17");
});

test("an action command opens a dialog, which shows the next page, then a sentence, then closes", async () => {
  const { teams, hears, heard, post } = await started();
  const form = cardOf("PROOF", {
    body: [{ type: "Input.Text", id: "note" }],
    actions: [{ type: "Action.Submit", title: "Attach", data: { verb: "submit" } }],
  });
  const page = (title: string) => ({
    task: { type: "continue", value: { title, card: attached(form) } },
  });
  hears(answering(page("Proof of delivery")));
  const at = await post(cardOf("PED-17"));
  const luis = teams.user("luis");
  await luis.command({ at, command: "attach-proof" });
  expect(luis.screen().dialog?.title).toBe("Proof of delivery");
  expect(heard.at(-1)).toMatchObject({
    name: "composeExtension/fetchTask",
    value: {
      commandId: "attach-proof",
      commandContext: "message",
      messagePayload: { id: at.id, attachments: [{ contentType: CARD }] },
    },
  });
  hears(answering(page("Which page?")));
  await luis.submitDialog({ action: { title: "Attach" }, inputs: { note: "signed" } });
  expect(heard.at(-1)).toMatchObject({
    name: "composeExtension/submitAction",
    value: { commandId: "attach-proof", data: { verb: "submit", note: "signed" } },
  });
  expect(luis.screen().dialog?.title).toBe("Which page?");
  hears(answering({ task: { type: "message", value: "Attached." } }));
  const last = await luis.submitDialog({ action: { title: "Attach" } });
  expect(last).toEqual({ ok: true, dialog: null, said: "Attached." });
  expect(luis.screen().dialog).toBeNull();
});

test("adding and removing the app for one person tells the bot twice, and again says nothing", async () => {
  const { teams, heard } = await started();
  const luis = teams.user("luis");
  const before = heard.length;
  await luis.install();
  await luis.install();
  expect(heard.slice(before)).toMatchObject([
    { type: "conversationUpdate", conversation: { id: luis.personal } },
    { type: "installationUpdate", action: "add" },
  ]);
  await luis.uninstall();
  expect(heard.at(-1)).toMatchObject({ type: "installationUpdate", action: "remove" });
  expect(luis.screen().conversations.at(-1)?.botIsIn).toBe(true);
  // In the team it still is, and so may write to its members.
  await teams.removeFromTeam(luis.entra);
  expect(luis.screen().conversations.at(-1)?.botIsIn).toBe(false);
});
