const ENTITY = /<([^<>]*)>/g;
const MENTION = /<@([UW][A-Z0-9]+)/g;

/** Whom a text mentions, each once. */
export function mentionedIn(mrkdwn: string): readonly string[] {
  return [...new Set([...mrkdwn.matchAll(MENTION)].map(([, id = ""]) => id))];
}

/** Slack's mrkdwn as people read it: names for mentions, addresses for links, no entities. */
export function plainText(mrkdwn: string, names: ReadonlyMap<string, string>): string {
  return mrkdwn
    .replaceAll(ENTITY, (_whole, inside: string) => entityWords(inside, names))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

function entityWords(inside: string, names: ReadonlyMap<string, string>): string {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  // Slack leaves the label of a channel empty where the app may not know its name.
  const label = bar < 0 ? "" : inside.slice(bar + 1);
  const rest = target.slice(1);
  switch (target[0]) {
    case "@":
      return `@${names.get(rest) ?? (label || rest)}`;
    case "#":
      return `#${label || rest}`;
    case "!":
      return specialWords(rest, label);
    default:
      return linkWords(target, label);
  }
}

/** `here`, `subteam^S1`, `date^…`: what Slack writes for them with a label already has its marks. */
function specialWords(what: string, label: string): string {
  const [kind = ""] = what.split("^");
  return label !== "" && label !== kind ? label : `@${kind}`;
}

/** Where the words are the address, it is said once. */
function linkWords(target: string, label: string): string {
  const bare = target.replace(/^(?:https?:\/\/|mailto:|tel:)/, "").replace(/\/$/, "");
  if (label === "") return target.startsWith("http") ? target : bare;
  return label === target || label.replace(/\/$/, "") === bare ? label : `${label} (${target})`;
}
