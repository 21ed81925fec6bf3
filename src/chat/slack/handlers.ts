import type { App, ViewSubmitAction } from "@slack/bolt";
import type { Reply, Who } from "../../app/ports.ts";
import { textFor } from "../../text/text.ts";
import type { Note } from "../../view/card.ts";
import { dialogMeta, type Origin } from "./dialog-meta.ts";
import { ACTION_PREFIX } from "./elements.ts";
import { incomingFile } from "./files.ts";
import { type HandlerNeeds, showHome } from "./needs.ts";
import { onSubmit } from "./on-submit.ts";
import { onThread } from "./on-thread.ts";
import {
  ButtonPayload,
  CommandPayload,
  HomeOpened,
  instantOfTs,
  ShortcutPayload,
  SubmissionPayload,
  userNameOf,
} from "./payloads.ts";
import { decodePress } from "./press-value.ts";
import { ANSWER_VIEW, dialogView } from "./render-view.ts";
import { speak, type Ways } from "./speak.ts";
import { changedNote, failedNote, langOf, waysTo, whoIs } from "./who.ts";

export const SHORTCUT = "attach_as_proof";

/** One set of handlers, whether Slack calls over HTTP or Socket Mode. Each acknowledges first. */
export function listen(app: App, o: HandlerNeeds): void {
  app.action(new RegExp(`^${ACTION_PREFIX}`), ({ ack, body }) =>
    o.inFlight.run(async () => {
      await ack();
      await onButton(ButtonPayload.parse(body), o);
    }),
  );
  app.view<ViewSubmitAction>(
    { callback_id: ANSWER_VIEW, type: "view_submission" },
    ({ ack, body }) => o.inFlight.run(() => onSubmit(SubmissionPayload.parse(body), ack, o)),
  );
  // Any name: a workspace may have had to call its command otherwise.
  app.command(/^\//, ({ ack, body }) =>
    o.inFlight.run(async () => {
      await ack();
      await onCommand(CommandPayload.parse(body), o);
    }),
  );
  app.shortcut(SHORTCUT, ({ ack, body }) =>
    o.inFlight.run(async () => {
      await ack();
      await onShortcut(ShortcutPayload.parse(body), o);
    }),
  );
  app.event("app_home_opened", ({ payload }) =>
    o.inFlight.run(() => onHome(HomeOpened.parse(payload), o)),
  );
  app.event("message", ({ event }) =>
    o.inFlight
      .run(() => onThread(event, o))
      .catch((error: unknown) => {
        o.log.error({ err: error }, "a comment could not be told on");
      }),
  );
  for (const gone of ["app_uninstalled", "tokens_revoked"] as const) {
    app.event(gone, async () => {
      o.log.error({ event: gone }, textFor("en").setup.tokenInvalid("SLACK_BOT_TOKEN", gone));
      o.onRevoked?.();
    });
  }
}

async function onButton(body: ButtonPayload, o: HandlerNeeds): Promise<void> {
  const chosen = body.actions[0];
  const value = decodePress(chosen?.selected_option?.value ?? chosen?.value ?? "");
  const channelId = body.channel?.id ?? null;
  const who = whoIs(body.user.id, userNameOf(body.user), channelId);
  const ways = waysTo(who, body.response_url, body.trigger_id);
  const home = body.view?.type === "home";
  const drawn = body.message?.edited?.ts ?? body.message?.ts;
  const shownAt = drawn ? instantOfTs(drawn) : undefined;
  const press = value && { who, ...value, ...(shownAt ? { shownAt } : {}) };
  await guarded(who, ways, o, async () => {
    const reply = press
      ? await o.desk.press(press)
      : ({ kind: "note", note: changedNote(who, o.directory) } as const);
    const live = !home && body.container?.is_ephemeral !== true;
    await tell(reply, { who, ways, origin: { channelId, home, shownAt }, live }, o);
  });
}

async function onCommand(body: CommandPayload, o: HandlerNeeds): Promise<void> {
  const who = whoIs(body.user_id, body.user_name ?? body.user_id, body.channel_id);
  const ways = waysTo(who, body.response_url, body.trigger_id);
  await guarded(who, ways, o, async () => {
    const reply = await o.desk.command(who, body.text ?? "");
    const origin = { channelId: body.channel_id, home: false };
    await tell(reply, { who, ways, origin, live: false }, o);
  });
}

async function onShortcut(
  body: ReturnType<typeof ShortcutPayload.parse>,
  o: HandlerNeeds,
): Promise<void> {
  const channelId = body.channel?.id ?? null;
  const who = whoIs(body.user.id, userNameOf(body.user), channelId);
  const ways = waysTo(who, body.response_url, body.trigger_id);
  const files = body.message.files ?? [];
  await guarded(who, ways, o, async () => {
    const incoming = files.map((ref) => incomingFile(ref, o.files));
    const reply = await o.desk.attachFrom(who, incoming);
    await tell(reply, { who, ways, origin: { channelId, home: false, files }, live: false }, o);
  });
}

async function onHome(
  { user, tab }: ReturnType<typeof HomeOpened.parse>,
  o: HandlerNeeds,
): Promise<void> {
  if (tab !== undefined && tab !== null && tab !== "home") return;
  await showHome(whoIs(user, user, null), o);
}

type Told = {
  readonly who: Who;
  readonly ways: Ways;
  readonly origin: Origin;
  /** The pressed card is edited in place: its change is the answer. */
  readonly live: boolean;
};

async function tell(reply: Reply, { who, ways, origin, live }: Told, o: HandlerNeeds) {
  switch (reply.kind) {
    case "done":
      if (origin.home) return showHome(who, o);
      return live ? undefined : say(reply.note, ways, o);
    case "note":
      return say(reply.note, ways, o);
    case "invalid": {
      const text = Object.values(reply.errors).join(" ");
      return say({ lang: langOf(who, o.directory), text }, ways, o);
    }
    case "dialog": {
      const view = dialogView(reply.dialog, dialogMeta(reply.dialog, origin));
      await o.client.views.open({ trigger_id: ways.triggerId ?? "", view });
      return undefined;
    }
    default:
      return reply satisfies never;
  }
}

function say(note: Note, ways: Ways, { client, log }: HandlerNeeds): Promise<void> {
  return speak(client, ways, note, textFor(note.lang).dialog.refusedTitle, log);
}

async function guarded(who: Who, ways: Ways, o: HandlerNeeds, work: () => Promise<unknown>) {
  try {
    await work();
  } catch (error) {
    o.log.error({ err: error, userId: who.userId }, "an interaction failed");
    await say(failedNote(who, o.directory), ways, o).catch((unsaid: unknown) => {
      o.log.warn({ err: unsaid }, "nor could that be said");
    });
  }
}
