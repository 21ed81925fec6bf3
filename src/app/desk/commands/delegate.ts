import { decideDelegate, decideDelegateEnd } from "../../../core/command-decisions.ts";
import { delegatesNote } from "../../../view/delegates-note.ts";
import type { KnownPerson, Reply } from "../../ports.ts";
import { say } from "../asker.ts";
import { type Commanding, doing, missing, type RunVerb } from "../command-context.ts";
import { conclude } from "../decided.ts";
import { isMention, personNamed } from "../people-named.ts";
import { fromIn, untilIn } from "../spans.ts";
import { clausesIn, isMode } from "../typed-words.ts";

/** `delegate @person [from WHEN] until WHEN`, `delegate end [@person]`, or who it is. */
export const delegate: RunVerb = async (c) => {
  const { text } = c.asker.speech;
  const clauses = clausesIn(c.words);
  const mention = clauses.head.find(isMention);
  const who = mention ? personNamed(mention, c.asker.who.platform, c.directory) : null;
  if (who && !("person" in who)) {
    return say(c.asker, text.act.noPerson(who.typed, who.similar));
  }
  if (isMode(c.words[0], "end")) return end(c, who?.person ?? null);
  if (c.words.length === 0 || isMode(c.words[0], "list")) {
    return { kind: "note", note: delegatesNote(await c.lookups.office(), c.asker.reader) };
  }
  if (!who) return missing("person", c);
  if (!clauses.until) return missing("until", c);
  return name(c, who.person, clauses.from, clauses.until);
};

async function name(
  c: Commanding,
  person: KnownPerson,
  fromWords: readonly string[] | undefined,
  untilWords: readonly string[],
): Promise<Reply> {
  const { text, f } = c.asker.speech;
  const from = fromIn(fromWords, c);
  if (typeof from !== "string") return say(c.asker, text.act.badWhen(from.unread));
  const said = untilIn(untilWords, c);
  if ("unread" in said) return say(c.asker, text.act.badWhen(said.unread));
  const { until } = said;
  const decided = decideDelegate({ ...doing(c), delegate: person, from, until });
  const done = text.office.delegated(person.name, c.person.name, f.when(from), f.when(until));
  return conclude(decided, done, person.name, c);
}

async function end(c: Commanding, person: KnownPerson | null): Promise<Reply> {
  const { text, f } = c.asker.speech;
  const office = await c.lookups.office();
  const decided = decideDelegateEnd(office, { ...doing(c), delegate: person });
  const names =
    "facts" in decided
      ? decided.facts.flatMap((fact) =>
          fact.type === "delegate.dismissed" ? [fact.delegate.personName] : [],
        )
      : [];
  return conclude(decided, text.office.delegateEnded(f.list(names)), person?.name ?? "", c);
}
