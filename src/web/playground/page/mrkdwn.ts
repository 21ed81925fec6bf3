import { html } from "htm/preact";
import type { VNode } from "preact";
import { emojiNamed, withSigns } from "./emoji.ts";
import { dateTokens } from "./when.ts";
import type { Reader } from "./when.ts";

export type Piece = VNode | string;
/** Who reads, and how user and channel ids are called. */
export type Reading = { reader: Reader; nameOf(id: string): string };

type Mark = { pattern: RegExp; draw(match: RegExpExecArray, reading: Reading): Piece };

// In the order in which they are tried at the same place. Nothing is ever set as HTML.
const marks: readonly Mark[] = [
  { pattern: /```\n?([\s\S]+?)```/, draw: ([, code]) => html`<pre>${plain(code)}</pre>` },
  { pattern: /`([^`\n]+)`/, draw: ([, code]) => html`<code>${plain(code)}</code>` },
  { pattern: /<([^<>\n]+)>/, draw: ([, inside], reading) => reference(inside ?? "", reading) },
  {
    pattern: /(?<![\w*])\*(?=\S)([^*\n]*?\S)\*(?![\w*])/,
    draw: ([, text], reading) => html`<b>${inline(text, reading)}</b>`,
  },
  {
    pattern: /(?<![\w_])_(?=\S)([^_\n]*?\S)_(?![\w_])/,
    draw: ([, text], reading) => html`<i>${inline(text, reading)}</i>`,
  },
  {
    pattern: /(?<![\w~])~(?=\S)([^~\n]*?\S)~(?![\w~])/,
    draw: ([, text], reading) => html`<s>${inline(text, reading)}</s>`,
  },
];

/** Slack's mrkdwn as nodes: quotes and line breaks first, then what is inside each line. */
export function mrkdwn(text: string, reading: Reading): Piece[] {
  const parts: Piece[] = [];
  let quote: string[] = [];
  const endQuote = () => {
    if (quote.length === 0) return;
    parts.push(html`<blockquote>${lines(quote.join("\n"), reading)}</blockquote>`);
    quote = [];
  };
  let rest: string[] = [];
  const endRest = () => {
    if (rest.length > 0) parts.push(...lines(rest.join("\n"), reading));
    rest = [];
  };
  for (const line of text.split("\n")) {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line)?.[1];
    if (quoted === undefined) {
      endQuote();
      rest.push(line);
    } else {
      endRest();
      quote.push(quoted);
    }
  }
  endQuote();
  endRest();
  return parts;
}

export function plainText(text: string): Piece[] {
  return unbroken(withSigns(emojiNamed(text)));
}

/** "PED-1042" and "MXN 184,000.00" are read as one: a line never ends inside them. */
function unbroken(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap((piece) =>
    typeof piece === "string"
      ? piece
          .split(/(\b[A-Z]{2,6}-\d{1,12}\b|\b[A-Z]{3} \d[\d.,]*\d\b)/)
          .filter((part) => part !== "")
          .map((part) =>
            /^[A-Z]{2,6}[- ]\d/.test(part) ? html`<span class="one">${part}</span>` : part,
          )
      : [piece],
  );
}

function lines(text: string, reading: Reading): Piece[] {
  return inline(text, reading);
}

function inline(text: string | undefined, reading: Reading): Piece[] {
  const pieces: Piece[] = [];
  let left = text ?? "";
  while (left !== "") {
    const [mark, match] = firstMark(left);
    if (mark === undefined || match === undefined) break;
    pieces.push(...leaf(left.slice(0, match.index)), mark.draw(match, reading));
    left = left.slice(match.index + match[0].length);
  }
  return [...pieces, ...leaf(left)];
}

function firstMark(text: string): [Mark, RegExpExecArray] | [undefined, undefined] {
  let first: [Mark, RegExpExecArray] | [undefined, undefined] = [undefined, undefined];
  for (const mark of marks) {
    const match = mark.pattern.exec(text);
    if (match === null) continue;
    if (first[1] === undefined || match.index < first[1].index) first = [mark, match];
  }
  return first;
}

function reference(inside: string, reading: Reading): Piece {
  const [target = "", label] = inside.split("|");
  if (target.startsWith("@") || target.startsWith("#")) {
    const name = label ?? reading.nameOf(target.slice(1));
    return html`<span class="mention">${target.charAt(0)}${name}</span>`;
  }
  if (target.startsWith("!date^")) {
    const [, seconds, format, url] = target.split("^");
    const text = dateTokens(Number(seconds), format ?? "", reading.reader);
    return url === undefined ? html`<time>${text}</time>` : link(url, text);
  }
  if (target.startsWith("!"))
    return html`<span class="mention">@${label ?? target.slice(1)}</span>`;
  return link(target, label === undefined ? undefined : plain(label));
}

function link(url: string, label: string | undefined): Piece {
  if (!/^(https?:|mailto:)/.test(url)) return plain(`<${url}>`);
  const href = plain(url);
  // Permalinks of this workspace open in place.
  const inside = /\/playground(#\/.*)$/.exec(href)?.[1];
  if (inside !== undefined) return html`<a href=${inside}>${label ?? inside}</a>`;
  return html`<a href=${href} target="_blank" rel="noreferrer">${label ?? href}</a>`;
}

function leaf(text: string): Piece[] {
  if (text === "") return [];
  const pieces: Piece[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (index > 0) pieces.push(html`<br />`);
    pieces.push(...unbroken(withSigns(emojiNamed(plain(line)))));
  }
  return pieces;
}

function plain(text: string | undefined): string {
  return (text ?? "").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
