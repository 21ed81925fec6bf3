import { distance } from "fastest-levenshtein";
import { decideSilence, decideSilenceEnd } from "../../../core/command-decisions.ts";
import type { Team } from "../../../core/fact.ts";
import type { Matcher } from "../../../core/people-facts.ts";
import { RULES } from "../../../core/rules/index.ts";
import { matcherWords, silencesNote } from "../../../view/silences-note.ts";
import type { Reply } from "../../ports.ts";
import { say } from "../asker.ts";
import { type Commanding, doing, missing, type RunVerb } from "../command-context.ts";
import { conclude } from "../decided.ts";
import { customerNotFound, openCaseNamed } from "../named.ts";
import { untilIn } from "../spans.ts";
import { type Clauses, clausesIn, isMode } from "../typed-words.ts";

const ID_CHARACTERS = 8;
const MOST_SLIPS = 4;

/** `silence MATCHERS until WHEN [reason R]`, `silence ID …` on a case, `silence end ID`, or the list. */
export const silence: RunVerb = async (c) => {
  const [first] = c.words;
  if (first === undefined || isMode(first, "list")) {
    const office = await c.lookups.office();
    return { kind: "note", note: silencesNote(office, c.asker.reader) };
  }
  if (isMode(first, "end")) return end(c);
  const clauses = clausesIn(c.words);
  const [subject] = clauses.head;
  return subject === undefined ? ofMatcher(c, clauses) : onCase(c, subject, clauses);
};

/** Like the case that was named: its rule, with its customer. */
async function onCase(c: Commanding, typed: string, clauses: Clauses): Promise<Reply> {
  const named = await openCaseNamed(typed, c);
  if ("reply" in named) return named.reply;
  const press = { action: "silence", ...named.on } as const;
  if (!clauses.until) return c.press(press);
  const said = untilIn(clauses.until, c);
  if ("unread" in said) return say(c.asker, c.asker.speech.text.act.badWhen(said.unread));
  const reason = [...said.rest, ...(clauses.reason ?? [])].join(" ");
  const given = { scope: "both", until: said.until, ...(reason ? { reason } : {}) };
  return c.submit(press, given);
}

async function ofMatcher(c: Commanding, clauses: Clauses): Promise<Reply> {
  const { text, f } = c.asker.speech;
  if (!clauses.until || clauses.until.length === 0) return missing("until", c);
  const said = untilIn(clauses.until, c);
  if ("unread" in said) return say(c.asker, text.act.badWhen(said.unread));
  const read = await matcherIn(clauses, c);
  if ("reply" in read) return read.reply;
  // Short enough to be typed to end it.
  const silenceId = c.newId().slice(0, ID_CHARACTERS);
  const decided = decideSilence({
    ...doing(c),
    silenceId,
    matcher: read.matcher,
    involved: teamsOf(read.matcher),
    until: said.until,
    reason: [...said.rest, ...(clauses.reason ?? [])].join(" "),
  });
  const what = matcherWords(read.matcher, c.asker.speech);
  return conclude(decided, text.office.silenced(silenceId, what, f.when(said.until)), silenceId, c);
}

async function matcherIn(
  clauses: Clauses,
  c: Commanding,
): Promise<{ readonly matcher: Matcher } | { readonly reply: Reply }> {
  const rule = clauses.rule?.join("-").toLowerCase();
  if (rule !== undefined && !RULES.some(({ id }) => id === rule)) {
    const similar = RULES.map(({ id }) => id).filter((id) => isNear(id, rule));
    return { reply: say(c.asker, c.asker.speech.text.office.noRule(rule, similar.slice(0, 3))) };
  }
  const typed = clauses.customer?.join(" ");
  const customer = typed === undefined ? undefined : await c.lookups.customer(typed);
  if (typed !== undefined && !customer) return { reply: await customerNotFound(typed, c) };
  const warehouse = clauses.warehouse?.join(" ");
  return {
    matcher: {
      ...(customer ? { customerId: customer.id } : {}),
      ...(rule === undefined ? {} : { rule }),
      ...(warehouse ? { warehouse } : {}),
    },
  };
}

function isNear(id: string, typed: string): boolean {
  return typed.length > 2 && (id.includes(typed) || distance(id, typed) <= MOST_SLIPS);
}

async function end(c: Commanding): Promise<Reply> {
  const silenceId = c.words[1]?.toLowerCase();
  if (silenceId === undefined) return missing("which", c);
  const office = await c.lookups.office();
  const standing = office.silences.find(({ id }) => id === silenceId);
  const involved = standing ? teamsOf(standing.matcher) : [];
  const decided = decideSilenceEnd(office, { ...doing(c), silenceId, involved });
  return conclude(decided, c.asker.speech.text.office.silenceEnded(silenceId), silenceId, c);
}

/** The teams whose cases a rule's are. */
function teamsOf({ rule }: Matcher): readonly Team[] {
  const found = RULES.find(({ id }) => id === rule);
  return found ? [...new Set([found.team, ...found.informs])] : [];
}
