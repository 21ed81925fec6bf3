const ZERO_WIDTH_SPACE = "\u200b";

/**
 * Makes text from outside mean nothing beyond what it says, where Markdown is not read: clients
 * compute `{{DATE(…)}}` in any text, templates compute `${…}`, and `<at>` calls people. A space of
 * no width inside these marks is not seen, and ends their meaning. Cutting it adds none.
 */
export function inert(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\n]/gu, " ")
    .replaceAll(/[{$](?=\{)|<(?=\/?at)/gi, (mark) => `${mark}${ZERO_WIDTH_SPACE}`);
}

/**
 * For the few places that read Markdown (headings, fallback text), on one line. Emphasis, code,
 * links, pictures, HTML and entities are escaped wherever they stand; lists, quotes, headings and
 * rules only exist at the beginning.
 */
export function escapeMarkdown(text: string): string {
  return inert(text)
    .replaceAll(/\s+/g, " ")
    .trim()
    .replaceAll(/[\\`*_~[\]()<>&|!]/g, (mark) => `\\${mark}`)
    .replace(/^[#+=-]/, (mark) => `\\${mark}`)
    .replace(/^(\d+)([.)])/, "$1\\$2");
}

/** For a message's text that is sent as XML because it calls people by `<at>`. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\n]/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\n", "<br/>");
}

const LONGEST_URL = 2_000;

/** An address that may stand behind a link; null for any other kind of thing. */
export function linkTarget(url: string): string | null {
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return null;
  return parsed.href.length <= LONGEST_URL ? parsed.href : null;
}
