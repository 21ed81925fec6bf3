import { html } from "htm/preact";
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { icon } from "./icons.ts";
import { mrkdwn } from "./mrkdwn.ts";
import { useWorld } from "./world.ts";

const KEY = "playground-guide";

/** What the story suggests to try, in a panel beside the channel so that it can be followed. */
export function Guide({ onClose }: { onClose: () => void }): VNode {
  const { words, story, reading } = useWorld();
  const escape = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
  };
  return html`<aside class="thread guide" aria-label=${words.tryThis} onKeyDown=${escape}>
    <header class="thread-head">
      <h2>${words.tryThis}</h2>
      <button
        type="button"
        class="icon-button"
        aria-label=${words.close}
        title=${words.close}
        onClick=${onClose}
      >
        ${icon("close")}
      </button>
    </header>
    <ol class="guide-steps" tabindex="0">
      ${story.hints.map((hint) => html`<li key=${hint}><p>${mrkdwn(hint, reading)}</p></li>`)}
    </ol>
  </aside>`;
}

const wide = window.matchMedia("(min-width: 1180px)");

/** Open where there is room beside the channel, unless the reader has closed it before. */
export function useGuide(): { open: boolean; toggle: () => void } {
  const [open, setOpen] = useState(() => wide.matches && localStorage.getItem(KEY) !== "closed");
  useEffect(() => {
    // In a narrow window the guide covers the channel, so it opens there only when asked for.
    const narrowed = () => {
      if (!wide.matches) setOpen(false);
    };
    wide.addEventListener("change", narrowed);
    return () => wide.removeEventListener("change", narrowed);
  }, []);
  const toggle = () => {
    localStorage.setItem(KEY, open ? "closed" : "open");
    setOpen(!open);
  };
  return { open, toggle };
}
