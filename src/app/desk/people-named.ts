import { plainWord } from "../../text/plain-word.ts";
import type { Directory, KnownPerson, Platform } from "../ports.ts";
import { ENTITIES } from "./typed-words.ts";

/** Slack writes a mention as <@U123|luis>; typed by hand it is @luis. */
const MENTION = /^<@([A-Z0-9]+)(?:\|([^>]*))?>$/;

export type PersonNamed =
  | { readonly person: KnownPerson }
  /** Nobody, or several who may be meant. */
  | { readonly typed: string; readonly similar: readonly string[] };

export function isMention(word: string): boolean {
  return MENTION.test(word) || /^@\S/.test(word);
}

/** Whom a mention names: by their account, else by their id, first name or whole name. */
export function personNamed(word: string, platform: Platform, directory: Directory): PersonNamed {
  const mention = MENTION.exec(word);
  if (mention) {
    const [, account = "", shown = ""] = mention;
    const known = directory.personOf(platform, account);
    return known ? { person: known } : { typed: `@${shown || account}`, similar: [] };
  }
  const typed = plainWord(word.replace(/^@/, "")).replaceAll(/[._-]+/g, " ");
  const byId = directory.people.find((one) => namesOf(one)[0] === typed);
  if (byId) return { person: byId };
  const exact = directory.people.filter((one) => namesOf(one).includes(typed));
  const [only, other] = exact;
  if (only && !other) return { person: only };
  const near = exact.length > 0 ? exact : directory.people.filter((one) => isLike(one, typed));
  return { typed: word, similar: near.slice(0, 3).map(({ name }) => name) };
}

/** Free words of a command as people read them: a name for each mention, and no entities. */
export function withNames(
  typed: string,
  platform: Platform,
  directory: Pick<Directory, "personOf">,
): string {
  return typed
    .replaceAll(/<@([A-Z0-9]+)(?:\|([^>]*))?>/g, (_whole, account: string, shown?: string) => {
      return `@${directory.personOf(platform, account)?.name ?? (shown || account)}`;
    })
    .replaceAll(/&(?:amp|lt|gt);/g, (code) => ENTITIES[code] ?? "");
}

/** The id that remo.yaml gives comes first: it is one person's alone. */
function namesOf({ id, name }: KnownPerson): readonly string[] {
  const whole = plainWord(name);
  return [plainWord(id).replaceAll(/[._-]+/g, " "), whole, whole.split(" ")[0] ?? whole];
}

function isLike(person: KnownPerson, typed: string): boolean {
  return typed.length >= 2 && namesOf(person).some((name) => name.includes(typed));
}
