import { z } from "zod";
import type { Press, Reply, Who } from "../../app/ports.ts";
import { TEAMS_WORDS } from "../../text/teams-words.ts";
import { type Incoming, whoIs } from "./activity.ts";
import { keptFile } from "./files.ts";
import { changedSentence, failedSentence, langOf, type TeamsNeeds } from "./needs.ts";
import { type Given, readGiven } from "./given.ts";
import { type AdaptiveCard, cardOf, formCard, isShort, noteCard } from "./render.ts";

const CardAction = z.object({
  action: z.object({ verb: z.string().nullish(), data: z.unknown() }),
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
    if (activity.name === "adaptiveCard/action") return await onCard(activity, who, o);
    return {};
  } catch (error) {
    o.log.error({ err: error, userId: who.userId }, "an interaction failed");
    return sentence(failedSentence(who, o.directory));
  }
}

async function onCard(activity: Incoming, who: Who, o: TeamsNeeds): Promise<CardAnswer> {
  const read = CardAction.safeParse(activity.value);
  const given = read.success ? readGiven(read.data.action.data) : null;
  const verb = read.success ? read.data.action.verb : null;
  if (!given) return sentence(changedSentence(who, o.directory));
  switch (verb) {
    case "refresh":
    case "cancel":
      return ownView(given, who, o);
    case "press":
      return pressed(given, who, o);
    case "submit":
      return submitted(given, who, o);
    default:
      return sentence(changedSentence(who, o.directory));
  }
}

/** The case as this person sees it; a form that belongs to no case just closes. */
async function ownView(given: Given, who: Who, o: TeamsNeeds): Promise<CardAnswer> {
  const card = await viewOf(given, who, o);
  return card ? shown(card) : sentence(TEAMS_WORDS[langOf(who, o.directory)].cancelled);
}

async function viewOf({ caseId }: Given, who: Who, o: TeamsNeeds): Promise<AdaptiveCard | null> {
  const card = caseId === null ? null : await o.desk.view(who, caseId);
  return card && cardOf(card, { drawnAt: o.clock.now() });
}

function pressOf({ action, caseId, finding, shownAt }: Given, who: Who): Press | null {
  if (!action || caseId === null) return null;
  return { who, action, caseId, finding, ...(shownAt ? { shownAt } : {}) };
}

async function pressed(given: Given, who: Who, o: TeamsNeeds): Promise<CardAnswer> {
  const press = pressOf(given, who);
  if (!press) return sentence(changedSentence(who, o.directory));
  const reply = await o.desk.press(press);
  // One card of a list: the others shall stay.
  if (reply.kind === "done" && !given.live) return sentence(reply.note.text);
  return inPlace(reply, given, who, o);
}

async function submitted(given: Given, who: Who, o: TeamsNeeds): Promise<CardAnswer> {
  const press = pressOf(given, who);
  if (!press) return sentence(changedSentence(who, o.directory));
  const files = given.files.map((file) => keptFile(file, o.files));
  return inPlace(await o.desk.submit(press, { ...given.submission, files }), given, who, o);
}

/** The answer where the person pressed: what only they see of this message from now on. */
async function inPlace(
  reply: Reply,
  given: Given,
  who: Who,
  o: TeamsNeeds,
): Promise<CardAnswer> {
  switch (reply.kind) {
    case "done":
      return shown((await viewOf(given, who, o)) ?? noteCard(reply.note));
    case "note":
      if (isShort(reply.note)) return sentence(reply.note.text);
      return shown(noteCard(reply.note, { backTo: given.caseId }));
    case "dialog":
      return shown(await formCard(reply.dialog, { who, given, needs: o }));
    case "invalid": {
      const again = await dialogAgain(given, who, o);
      if (!again) return sentence(Object.values(reply.errors).join(" "));
      return shown(await formCard(again, { who, given, needs: o, errors: reply.errors }));
    }
    default:
      return reply satisfies never;
  }
}

/** The same form once more, with what was typed and what is wrong with it. */
async function dialogAgain(given: Given, who: Who, o: TeamsNeeds) {
  const press = pressOf(given, who);
  const reply = press && (await o.desk.press(press));
  return reply?.kind === "dialog" ? reply.dialog : null;
}

function sentence(text: string): CardAnswer {
  return { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: text };
}

function shown(card: AdaptiveCard): CardAnswer {
  return { statusCode: 200, type: "application/vnd.microsoft.card.adaptive", value: card };
}
