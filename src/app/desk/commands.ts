import type { Verb } from "../../text/verbs.ts";
import type { KnownPerson, Reply } from "../ports.ts";
import { type Asker, greetStranger, say } from "./asker.ts";
import type { Commanding, CommandNeeds, RunVerb } from "./command-context.ts";
import { aging } from "./commands/aging.ts";
import { assign } from "./commands/assign.ts";
import { cases } from "./commands/cases.ts";
import { close } from "./commands/close.ts";
import { comment } from "./commands/comment.ts";
import { credit } from "./commands/credit.ts";
import { customer } from "./commands/customer.ts";
import { delegate } from "./commands/delegate.ts";
import { dispute } from "./commands/dispute.ts";
import { duty } from "./commands/duty.ts";
import { escalate } from "./commands/escalate.ts";
import { evidence } from "./commands/evidence.ts";
import { help } from "./commands/help.ts";
import { kpi } from "./commands/kpi.ts";
import { link } from "./commands/link.ts";
import { maintenance } from "./commands/maintenance.ts";
import { me } from "./commands/me.ts";
import { promise } from "./commands/promise.ts";
import { prospects } from "./commands/prospects.ts";
import { silence } from "./commands/silence.ts";
import { snooze } from "./commands/snooze.ts";
import { status } from "./commands/status.ts";
import { watch } from "./commands/watch.ts";
import { why } from "./commands/why.ts";
import { parseCommand } from "./parse-command.ts";

/** What each verb does; `link` is the one that also serves people whom Remo does not know. */
const RUN = {
  status,
  cases,
  why,
  evidence,
  customer,
  aging,
  close,
  kpi,
  prospects,
  promise,
  dispute,
  credit,
  escalate,
  assign,
  snooze,
  watch,
  comment,
  silence,
  maintenance,
  duty,
  delegate,
  me,
  help,
} satisfies Record<Exclude<Verb, "link">, RunVerb>;

export type Doors = Pick<Commanding, "press" | "submit">;

/** Answers what somebody typed. */
export async function runCommand(
  typed: string,
  asker: Asker,
  needs: CommandNeeds,
  doors: (person: KnownPerson) => Doors,
): Promise<Reply> {
  const parsed = parseCommand(typed, asker.reader.lang);
  const { person } = asker;
  if ("unknown" in parsed) {
    if (!person) return greetStranger(asker);
    const { unknownVerb } = asker.speech.text.command;
    return say(asker, unknownVerb(parsed.unknown, parsed.suggestion));
  }
  const { verb } = parsed;
  if (verb === "link") return link(parsed.words, asker, needs);
  if (!person) return greetStranger(asker);
  return RUN[verb]({ ...needs, ...parsed, ...doors(person), typed, person, asker });
}
