import { html } from "htm/preact";
import type { VNode } from "preact";
import { useWorld } from "./world.ts";

/** Initials on a quiet ground; the app has its own mark. */
export function Avatar({ userId, small }: { userId: string; small?: boolean }): VNode {
  const { screen, reading } = useWorld();
  const size = small === true ? "small" : "";
  if (userId === screen.botUserId) {
    return html`<span class=${`avatar app ${size}`} aria-hidden="true">
      <svg viewBox="0 0 32 32">
        <path d="M8 20c2.7 2.6 5.3 2.6 8 0s5.3-2.6 8 0M21.5 6.5 11 17" />
      </svg>
    </span>`;
  }
  const words = reading.nameOf(userId).split(/\s+/);
  const initials = `${words[0]?.charAt(0) ?? ""}${words.length > 1 ? (words.at(-1)?.charAt(0) ?? "") : ""}`;
  return html`<span class=${`avatar ${size}`} aria-hidden="true">${initials.toUpperCase()}</span>`;
}
