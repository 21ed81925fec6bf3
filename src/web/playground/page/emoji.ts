import { html } from "htm/preact";
import type { Piece } from "./mrkdwn.ts";

const named: Readonly<Record<string, string>> = {
  red_circle: "🔴",
  large_orange_circle: "🟠",
  large_yellow_circle: "🟡",
  large_green_circle: "🟢",
  large_blue_circle: "🔵",
  large_purple_circle: "🟣",
  white_circle: "⚪",
  black_circle: "⚫",
  white_check_mark: "✅",
  heavy_check_mark: "✔️",
  x: "❌",
  warning: "⚠️",
  zzz: "💤",
  bell: "🔔",
  no_bell: "🔕",
  hourglass: "⌛",
  hourglass_flowing_sand: "⏳",
  alarm_clock: "⏰",
  calendar: "📅",
  truck: "🚚",
  package: "📦",
  camera: "📷",
  paperclip: "📎",
  page_facing_up: "📄",
  receipt: "🧾",
  moneybag: "💰",
  money_with_wings: "💸",
  mag: "🔍",
  lock: "🔒",
  rotating_light: "🚨",
  octagonal_sign: "🛑",
  no_entry: "⛔",
  arrow_right: "➡️",
  arrow_up: "⬆️",
  wave: "👋",
  thumbsup: "👍",
  "+1": "👍",
  tada: "🎉",
  rowboat: "🚣",
  information_source: "ℹ️",
  question: "❓",
  repeat: "🔁",
  speech_balloon: "💬",
};

// State is the only colour on the page, so its signs are drawn in the page's own colours.
const dots: Readonly<Record<string, string>> = {
  "🔴": "red",
  "🟠": "orange",
  "🟡": "yellow",
  "🟢": "green",
  "🔵": "blue",
  "🟣": "purple",
  "⚪": "grey",
  "⚫": "grey",
};

/** Replaces the shortcodes the app uses by their characters; others stay as written. */
export function emojiNamed(text: string): string {
  return text.replaceAll(/:([a-z0-9_+-]+):/g, (whole, name: string) => named[name] ?? whole);
}

/** Draws the state circles and the ✓ ✗ of checklists as shapes that follow the theme. */
export function withSigns(text: string): Piece[] {
  const pieces = text.split(/([🔴🟠🟡🟢🔵🟣⚪⚫✅]|[✓✗])/u).filter((piece) => piece !== "");
  return pieces.map((piece) => {
    const dot = dots[piece];
    if (dot !== undefined)
      return html`<span class=${`dot ${dot}`} role="img" aria-label=${piece} />`;
    if (piece === "✅") {
      return html`<span class="sign-done" role="img" aria-label="✅">✓</span>`;
    }
    if (piece === "✓") return html`<span class="sign-yes">✓</span>`;
    if (piece === "✗") return html`<span class="sign-no">✗</span>`;
    return piece;
  });
}
