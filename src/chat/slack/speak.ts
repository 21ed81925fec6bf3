import type { WebClient } from "@slack/web-api";
import type { Note } from "../../view/card.ts";
import type { Log } from "./logger.ts";
import { noteMessage } from "./render.ts";
import { noteView } from "./render-view.ts";

const TIMEOUT_MS = 5_000;

/** The ways to reach one person after they did something. */
export type Ways = {
  readonly userId: string;
  readonly channelId: string | null;
  readonly responseUrl: string | null;
  readonly triggerId: string | null;
};

/**
 * Says something to one person only: by the response URL, else as an ephemeral message, else (in
 * App Home, where there is no channel) as a dialog.
 */
export async function speak(
  client: WebClient,
  ways: Ways,
  note: Note,
  title: string,
  log: Log,
): Promise<void> {
  if (ways.responseUrl && (await respond(ways.responseUrl, note, log))) return;
  const { userId, channelId, triggerId } = ways;
  if (channelId) {
    await client.chat.postEphemeral({ channel: channelId, user: userId, ...noteMessage(note) });
    return;
  }
  if (triggerId) await client.views.open({ trigger_id: triggerId, view: noteView(note, title) });
}

/** Whether the response URL took it; it works five times within half an hour. */
async function respond(url: string, note: Note, log: Log): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        response_type: "ephemeral",
        replace_original: false,
        ...noteMessage(note),
      }),
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    if (response.ok) return true;
    log.debug({ status: response.status }, "the response URL refused");
  } catch (error) {
    log.debug({ err: error }, "the response URL did not answer");
  }
  return false;
}
