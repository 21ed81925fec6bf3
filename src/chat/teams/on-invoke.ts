import { z } from "zod";
import type { Press, Reply, Who } from "../../app/ports.ts";
import { TEAMS_WORDS } from "../../text/teams-words.ts";
import { type Incoming, whoIs } from "./activity.ts";
import { onFetchTask, onSearch, onSubmitTask } from "./extension.ts";
import { KeptFile, keptFile } from "./files.ts";
import { changedSentence, failedSentence, langOf, type TeamsNeeds } from "./needs.ts";
import type { AdaptiveCard } from "./card-json.ts";
import { decodeCase, decodePress, parseForm, type SubmittedForm } from "./press-data.ts";
import { formCard, isLive, isShort, liveCard, noteInPlace } from "./render.ts";

const CardAction = z.object({
  action: z.object({ verb: z.string().nullish(), data: z.unknown().optional() }),
});

/** What Teams does with the answer to a press: shows a sentence, or another card in its place. */
type CardAnswer = {
  readonly statusCode: 200;
  readonly type: string;
  readonly value: AdaptiveCard | string;
};

/** Whatever happens, Teams gets an answer with a body: without one it shows an error of its own. */
export async function onInvoke(activity: Incoming, o: TeamsNeeds): Promise<unknown> {
  const who = whoIs(activity);
  try {
    switch (activity.name) {
      case "adaptiveCard/action":
        return await onCard(activity, who, o);
      case "composeExtension/query":
        return await onSearch(activity.value, who, o);
      case "composeExtension/fetchTask":
        return await onFetchTask(activity.value, who, o);
      case "composeExtension/submitAction":
        return await onSubmitTask(activity.value, who, o);
      default:
        return {};
    }
  } catch (error) {
    o.log.error({ err: error, userId: who.userId }, "an interaction failed");
    return sentence(failedSentence(who, o.directory));
  }
}

async function onCard(activity: Incoming, who: Who, o: TeamsNeeds): Promise<CardAnswer> {
  const read = CardAction.safeParse(activity.value);
  const changed = () => sentence(changedSentence(who, o.directory));
  if (!read.success) return changed();
  const { verb, data } = read.data.action;
  switch (verb) {
    case "refresh":
    case "cancel":
      return ownView(decodeCase(data), who, o);
    case "press": {
      const pressed = decodePress(data);
      return pressed ? onPress({ who, ...pressed }, isLive(data), o) : changed();
    }
    case "submit": {
      const form = parseForm(data);
      return form ? onForm(form, who, o) : changed();
    }
    default:
      return changed();
  }
}

/** The case as this person sees it; a form that belongs to no case just closes. */
async function ownView(caseId: string | null, who: Who, o: TeamsNeeds): Promise<CardAnswer> {
  const card = await viewOf(caseId, who, o);
  return card ? shown(card) : sentence(TEAMS_WORDS[langOf(who, o.directory)].cancelled);
}

async function viewOf(
  caseId: string | null,
  who: Who,
  o: TeamsNeeds,
): Promise<AdaptiveCard | null> {
  const card = caseId === null ? null : await o.desk.view(who, caseId);
  return card && liveCard(card, o.clock.now());
}

async function onPress(press: Press, live: boolean, o: TeamsNeeds): Promise<CardAnswer> {
  const reply = await o.desk.press(press);
  // One card of a list: the others shall stay.
  if (reply.kind === "done" && !live) return sentence(reply.note.text);
  return inPlace(reply, press, null, o);
}

async function onForm(form: SubmittedForm, who: Who, o: TeamsNeeds): Promise<CardAnswer> {
  const files = keptIn(form).map((file) => keptFile(file, o.files));
  const press = { who, ...form.press };
  return inPlace(await o.desk.submit(press, { ...form.submission, files }), press, form, o);
}

function keptIn({ kept }: SubmittedForm): readonly KeptFile[] {
  const read = z.array(KeptFile).safeParse(kept === null ? [] : parseJson(kept));
  return read.success ? read.data : [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The answer where the person pressed: what only they see of this message from now on. */
async function inPlace(
  reply: Reply,
  press: Press,
  form: SubmittedForm | null,
  o: TeamsNeeds,
): Promise<CardAnswer> {
  const { who, caseId } = press;
  const now = o.clock.now();
  switch (reply.kind) {
    case "done":
      return shown((await viewOf(caseId, who, o)) ?? noteInPlace(reply.note, now, null));
    case "note":
      if (isShort(reply.note)) return sentence(reply.note.text);
      return shown(noteInPlace(reply.note, now, caseId));
    case "dialog":
      return shown(formCard(reply.dialog, { who }, o));
    case "invalid":
      return again(reply.errors, press, form, o);
    default:
      return reply satisfies never;
  }
}

/** The same form once more, with what was typed and what is wrong with it. */
async function again(
  errors: Readonly<Record<string, string>>,
  press: Press,
  form: SubmittedForm | null,
  o: TeamsNeeds,
): Promise<CardAnswer> {
  const reply = await o.desk.press(press);
  if (reply.kind !== "dialog") return sentence(Object.values(errors).join(" "));
  const typed = form?.submission ?? {};
  const files = form ? keptIn(form) : [];
  return shown(formCard(reply.dialog, { who: press.who, errors, typed, files }, o));
}

function sentence(text: string): CardAnswer {
  const value = text.replaceAll("/remo ", "");
  return { statusCode: 200, type: "application/vnd.microsoft.activity.message", value };
}

function shown(card: AdaptiveCard): CardAnswer {
  return { statusCode: 200, type: "application/vnd.microsoft.card.adaptive", value: card };
}
