import type { AckFn, ViewResponseAction } from "@slack/bolt";
import type { Press, Reply, Who } from "../../app/ports.ts";
import { textFor } from "../../text/text.ts";
import type { Note } from "../../view/card.ts";
import { readSubmission, type Submitted } from "./dialog-meta.ts";
import { within } from "./drain.ts";
import { type HandlerNeeds, showHome } from "./needs.ts";
import { type SubmissionPayload, userNameOf } from "./payloads.ts";
import { dialogView, noteView, workingView } from "./render-view.ts";
import { changedNote, failedNote, langOf, whoIs } from "./who.ts";

/** Slack shows an error after three seconds; a second is left for the way back. */
const SUBMIT_WITHIN_MS = 2_000;

/**
 * A dialog's submission. Its errors can only travel in the acknowledgement, so the answer is waited
 * for, within limits; past them the dialog says so and is filled in later.
 */
export async function onSubmit(
  body: SubmissionPayload,
  ack: AckFn<ViewResponseAction>,
  o: HandlerNeeds,
): Promise<void> {
  const read = readSubmission(body, o.files);
  const who = whoIs(body.user.id, userNameOf(body.user), read?.meta.ch ?? null);
  const lang = langOf(who, o.directory);
  const work = read
    ? replyTo(read, who, o)
    : Promise.resolve<Reply>({ kind: "note", note: changedNote(who, o.directory) });
  const reply = await within(work, SUBMIT_WITHIN_MS, null);
  if (reply !== null) {
    await ack(ackFor(reply, read?.inputs ?? []));
  } else {
    await ack({ response_action: "update", view: workingView(lang) });
    const late = outcomeNote(await work, lang);
    const { dialog } = textFor(lang);
    const title = late.done ? dialog.doneTitle : dialog.refusedTitle;
    await o.client.views.update({ view_id: body.view.id, view: noteView(late.note, title) });
  }
  if (read?.meta.home === 1) await showHome(who, o);
}

/** What the desk says; a breakage becomes a sentence too, for the dialog waits for one. */
async function replyTo(read: Submitted, who: Who, o: HandlerNeeds): Promise<Reply> {
  const { at } = read.meta;
  const press: Press = { who, ...read.press, ...(at ? { shownAt: at } : {}) };
  try {
    return await o.desk.submit(press, read.submission);
  } catch (error) {
    o.log.error({ err: error, press }, "an answer failed");
    return { kind: "note", note: failedNote(who, o.directory) };
  }
}

function ackFor(reply: Reply, inputs: readonly string[]): ViewResponseAction | undefined {
  switch (reply.kind) {
    case "done":
      return undefined;
    case "note": {
      const view = noteView(reply.note, textFor(reply.note.lang).dialog.refusedTitle);
      return { response_action: "update", view };
    }
    case "invalid":
      return { response_action: "errors", errors: placed(reply.errors, inputs) };
    case "dialog":
      return { response_action: "push", view: dialogView(reply.dialog, "{}") };
    default:
      return reply satisfies never;
  }
}

/** Errors beside inputs that there are: of a message's files there is no input. */
function placed(errors: Readonly<Record<string, string>>, inputs: readonly string[]) {
  const somewhere = inputs[0] ?? "";
  return Object.fromEntries(
    Object.entries(errors).map(([id, error]) => [inputs.includes(id) ? id : somewhere, error]),
  );
}

function outcomeNote(reply: Reply, lang: Note["lang"]): { done: boolean; note: Note } {
  if (reply.kind === "done") return { done: true, note: reply.note };
  if (reply.kind === "note") return { done: false, note: reply.note };
  const text =
    reply.kind === "invalid" ? Object.values(reply.errors).join(" ") : reply.dialog.intro;
  return { done: false, note: { lang, text } };
}
